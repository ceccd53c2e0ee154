/** A memory with the compiled kernels for tests: arrays are placed between guard words, operations run as any number of shares. */
import type { Opcode } from '../assembly/opcodes';
import { SCRATCH_BYTES } from '../assembly/scratch';
import plain from '../built/plain';
import relaxed from '../built/relaxed';
import { allowRelaxedSimd } from '../../node/relaxed-simd';
import type { Build } from './compile.node';

const GUARD = 0x5ca1ab1e;
/** Above the static data of the module. */
const FIRST = 4096;
const GUARD_WORDS = 16;
const sources: Record<Build, string> = { plain, relaxed };

export interface Placed {
  readonly address: number;
  readonly floats: Float32Array;
  readonly ints: Int32Array;
}

type Run = (from: number, part: number, parts: number) => void;

export class Machine {
  readonly #words: Int32Array;
  #end = FIRST;
  #guards: number[] = [];
  readonly #run: Run;
  /** Room for three shares. */
  scratch: Placed;

  constructor(build: Build) {
    allowRelaxedSimd();
    const memory = new WebAssembly.Memory({ initial: 1024 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(atob(sources[build]), (character) => character.charCodeAt(0))), { env: { memory } });
    this.#run = exports['run'] as Run;
    this.#words = new Int32Array(memory.buffer);
    this.scratch = this.reset();
  }

  /** Forgets what was placed. */
  reset(): Placed {
    this.#end = FIRST;
    this.#guards = [];
    this.scratch = this.room((3 * SCRATCH_BYTES) / 4);
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

  /** Runs one operation, one share after the other, and looks at the guards. */
  run(opcode: Opcode, args: readonly number[], parts: number): void {
    const list = this.place(Int32Array.from([opcode, args.length + 2, ...args, 0]));
    for (let part = 0; part < parts; part++) this.#run(list.address, part, parts);
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
