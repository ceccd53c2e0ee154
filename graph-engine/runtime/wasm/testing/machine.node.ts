/** A memory with the compiled kernels for tests: arrays are placed between guard words, operations run as any number of shares. */
import type { Opcode } from '../assembly/opcodes';
import { SCRATCH_BYTES } from '../assembly/scratch';
import plain from '../built/plain';
import plainThreads from '../built/plain-threads';
import relaxed from '../built/relaxed';
import relaxedThreads from '../built/relaxed-threads';
import { allowRelaxedSimd } from '../../node/relaxed-simd';
import { spawnThread } from '../../node/spawn-thread';

const GUARD = 0x5ca1ab1e;
/** Where threads meet, above the static data of the module. */
const SYNC = 4096;
const READY = SYNC + 20;
const FIRST = SYNC + 128;
const GUARD_WORDS = 16;
const sources = { plain, relaxed, 'plain-threads': plainThreads, 'relaxed-threads': relaxedThreads };
export type MachineBuild = keyof typeof sources;
const THREADS = 3;

export interface Placed {
  readonly address: number;
  readonly floats: Float32Array;
  readonly ints: Int32Array;
}

interface Exports {
  run(list: number, part: number, parts: number, sync: number): void;
  runTogether(list: number, parts: number, sync: number): void;
}

export class Machine {
  readonly #words: Int32Array;
  #end = FIRST;
  #guards: number[] = [];
  readonly #exports: Exports;
  readonly #ends: readonly (() => void)[];
  /** Real ones; without them shares run one after the other, which only operations with fixed shares allow. */
  readonly threads: number;
  /** Room for every share. */
  scratch: Placed;

  constructor(build: MachineBuild) {
    allowRelaxedSimd();
    this.threads = build.endsWith('threads') ? THREADS : 1;
    const memory = new WebAssembly.Memory({ initial: 1024, maximum: 65_536, shared: this.threads > 1 });
    const module = new WebAssembly.Module(Uint8Array.from(atob(sources[build]), (character) => character.charCodeAt(0)));
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
    this.#words = new Int32Array(memory.buffer);
    this.#ends = Array.from({ length: this.threads - 1 }, (_, i) => spawnThread({ module, memory, sync: SYNC, part: i + 1 }));
    while (Atomics.load(this.#words, READY / 4) < this.#ends.length) Atomics.wait(this.#words, READY / 4, -1, 1);
    this.scratch = this.reset();
  }
  /** Ends the threads. */
  close(): void {
    for (const end of this.#ends) end();
  }

  /** Forgets what was placed. */
  reset(): Placed {
    this.#end = FIRST;
    this.#guards = [];
    this.scratch = this.room((THREADS * SCRATCH_BYTES) / 4);
    return this.scratch;
  }

  /** Words full of NaN between guards. */
  room(count: number): Placed {
    this.#guard();
    const address = this.#end;
    this.#words.fill(0x7fc00001, address / 4, address / 4 + count);
    // The guard begins right behind the last number, the next array at the next multiple of 16 bytes.
    this.#end = address + count * 4;
    this.#guard();
    const { buffer } = this.#words;
    return { address, floats: new Float32Array(buffer, address, count), ints: new Int32Array(buffer, address, count) };
  }

  place(numbers: Float32Array | Int32Array): Placed {
    const placed = this.room(numbers.length);
    (numbers instanceof Int32Array ? placed.ints : placed.floats).set(numbers as Int32Array & Float32Array);
    return placed;
  }

  #guard(): void {
    const first = this.#end / 4;
    const last = ((first + GUARD_WORDS) | 3) + 1;
    this.#words.fill(GUARD, first, last);
    for (let at = first; at < last; at++) this.#guards.push(at);
    this.#end = last * 4;
  }

  /** Runs one operation and looks at the guards. */
  run(opcode: Opcode, args: readonly number[], parts: number): void {
    const list = this.place(Int32Array.from([opcode, args.length + 2, ...args, 0]));
    if (this.threads > 1) this.#exports.runTogether(list.address, parts, SYNC);
    else for (let part = 0; part < parts; part++) this.#exports.run(list.address, part, parts, SYNC);
    const harmed = this.#guards.filter((at) => this.#words[at] !== GUARD);
    if (harmed.length > 0) throw new Error(`${harmed.length} words outside the arrays were overwritten, the first at ${harmed[0]! * 4}`);
  }
}

/** The largest difference of two arrays, relative to the largest number expected. */
export function distance(got: Float32Array, expected: ArrayLike<number>): number {
  let largest = 0;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    const d = Math.abs(got[i]! - expected[i]!);
    difference = d <= difference ? difference : d;
  }
  return difference / Math.max(largest, 1e-30);
}

/** Whether two arrays are equal bit for bit. */
export function sameWords(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
