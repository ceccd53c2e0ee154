/** The compiled kernels: which build runs here, and an instance of it over memory of its own. */
import { Arena } from './arena';
import { SCRATCH_BYTES, SHARED_BYTES } from './assembly/scratch';
import { PARTIALS_BYTES } from './chain';
import type { Rooms } from './encode';

export type Simd = 'relaxed' | 'plain';
/** What a thread needs to serve: it instantiates the module over the memory and calls `serve(sync, part)`, which never returns. */
export interface ThreadStart {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly sync: number;
  readonly part: number;
}
/** Starts a thread; gives what ends it. */
export type Spawn = (start: ThreadStart) => () => void;
export interface Kernels {
  readonly module: WebAssembly.Module;
  /** Threads in all, the caller's among them. */
  readonly parts: number;
  readonly spawn: Spawn | null;
}
interface Exports {
  run(list: number, part: number, parts: number, sync: number): void;
  runTogether?(list: number, parts: number, sync: number): void;
  heapBase(): number;
}
export interface Machine {
  readonly arena: Arena;
  readonly rooms: Rooms;
  readonly parts: number;
  /** Runs the list at an address on the first `parts` threads. */
  run(list: number, parts: number): void;
  /** Ends the threads. */
  close(): void;
}

const PAGE = 65_536;
const CONTROL_BYTES = 192;
/** In the control words, behind seed and step: what the threads meet by, and how many of them are ready. */
const SYNC = 64;
const READY = SYNC + 20;
const START_MS = 5000;

/** A module that uses the instruction i8x16.relaxed_swizzle, and one that uses i8x16.splat: are they known here? */
const relaxedProbe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11);
const simdProbe = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11);

/** The fastest build that runs here. @throws with words for the user when WebAssembly has no SIMD here: what is left is slow. */
export function bestSimd(): Simd {
  if (!WebAssembly.validate(simdProbe)) throw new Error('WebAssembly has no SIMD here, and training is slow without it. A newer version of this browser has it.');
  return WebAssembly.validate(relaxedProbe) ? 'relaxed' : 'plain';
}

const sources = {
  relaxed: () => import('./built/relaxed'),
  plain: () => import('./built/plain'),
  'relaxed-threads': () => import('./built/relaxed-threads'),
  'plain-threads': () => import('./built/plain-threads'),
};
const compiled = new Map<keyof typeof sources, Promise<WebAssembly.Module>>();
function compile(build: keyof typeof sources): Promise<WebAssembly.Module> {
  let module = compiled.get(build);
  if (!module) {
    module = sources[build]().then(({ default: text }) => WebAssembly.compile(Uint8Array.from(atob(text), (character) => character.charCodeAt(0))));
    compiled.set(build, module);
  }
  return module;
}
/** The kernels for `parts` threads; more than one where memory can be shared and `spawn` starts them. */
export async function loadKernels(simd: Simd, parts = 1, spawn: Spawn | null = null): Promise<Kernels> {
  const several = parts > 1 && spawn !== null && typeof SharedArrayBuffer !== 'undefined';
  return { module: await compile(several ? `${simd}-threads` : simd), parts: several ? parts : 1, spawn: several ? spawn : null };
}

/** A memory with its threads. @throws when a thread does not start. */
export async function startMachine({ module, parts, spawn }: Kernels): Promise<Machine> {
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 ** 32 / PAGE, shared: parts > 1 });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const { run, runTogether, heapBase } = exports as unknown as Exports;
  const arena = new Arena(memory, heapBase());
  const rooms: Rooms = { scratch: arena.take(SCRATCH_BYTES * parts), shared: arena.take(SHARED_BYTES * 2), partials: arena.take(PARTIALS_BYTES), control: arena.take(CONTROL_BYTES) };
  arena.words.fill(0, rooms.control / 4, (rooms.control + CONTROL_BYTES) / 4);
  const sync = rooms.control + SYNC;
  const ends = spawn ? Array.from({ length: parts - 1 }, (_, i) => spawn({ module, memory, sync, part: i + 1 })) : [];
  const close = (): void => ends.forEach((end) => end());
  const started = Date.now();
  while (ends.length > 0 && Atomics.load(arena.words, (rooms.control + READY) / 4) < ends.length) {
    if (Date.now() - started > START_MS) {
      close();
      throw new Error('The threads did not start.');
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { arena, rooms, parts, close, run: (list, share) => (runTogether && share > 1 ? runTogether(list, Math.min(share, parts), sync) : run(list, 0, 1, sync)) };
}
