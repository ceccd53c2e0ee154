/** The backends, in the order they are preferred. */
import { cpu } from './cpu';
import type { BackendDefinition, BackendName } from './definition';
import { tfjsWasm } from './tfjs-wasm';
import { wasm } from './wasm';
import { webgl } from './webgl';
import { webgpu } from './webgpu';

export const backends = { webgpu, webgl, wasm, 'tfjs-wasm': tfjsWasm, cpu } satisfies Record<BackendName, BackendDefinition>;
export const preference: readonly BackendDefinition[] = Object.values(backends);
