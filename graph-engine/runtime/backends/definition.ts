import type { Spawn } from '../wasm/module';

/** What computes: how it is set up, and what speaks against it on this machine. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'tfjs-wasm' | 'cpu';

export interface BackendOptions {
  /** Folder of tfjs's .wasm files, with a slash at the end. Default: beside the package in Node, `/tfjs/` in a browser. */
  readonly wasmPath?: string;
  /** Threads of `wasm` in all, where memory can be shared, and what starts one. Default: one. */
  readonly threads?: number;
  readonly spawnThread?: Spawn;
  /** Once aborted, a backend that is still loading does not become the one in use. */
  readonly signal?: AbortSignal;
}
export interface BackendDefinition {
  readonly name: BackendName;
  readonly title: string;
  /** It computes as the one backend of tfjs that is in use, so that no two of these hold a model at the same time. */
  readonly tfjs?: true;
  /** It takes many times as long as the others, and is not tried against them. */
  readonly lastResort?: true;
  /** Why it is not worth choosing unasked (a GPU emulated in software), or null. Asked before `setUp`, so that nothing is loaded in vain. */
  drawback?(): Promise<string | null>;
  /** Loads the backend, supplies missing kernels and makes it the one in use. @throws with a reason for the user when it is not available. */
  setUp(options: BackendOptions): Promise<void>;
}
