/** What can compute a model, as the user knows it. */
import type { BackendName } from '@/graph-engine/training/protocol';

export const backends: readonly { readonly name: BackendName; readonly title: string; readonly help: string }[] = [
  { name: 'webgpu', title: 'WebGPU', help: 'The graphics card, by its newest interface.' },
  { name: 'webgl', title: 'WebGL', help: 'The graphics card, by its older interface.' },
  { name: 'wasm', title: 'WASM', help: 'The processor, with compiled kernels of our own.' },
  { name: 'tfjs-wasm', title: 'tfjs on WASM', help: 'The processor, with the compiled kernels of TensorFlow.js; slow.' },
  { name: 'cpu', title: 'CPU', help: 'Plain JavaScript; slow, and always there.' },
];

/** Those that take many times as long as any other. */
export const slow: ReadonlySet<BackendName> = new Set<BackendName>(['tfjs-wasm', 'cpu']);
export const titleOf = (name: BackendName): string => backends.find((backend) => backend.name === name)!.title;
