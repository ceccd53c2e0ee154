/** Sequential use of the counter-based generator: one independent sequence per (seed, stream, substream). */
import { boxMuller } from './box-muller';
import { keyOf, philox } from './philox';

const SEQUENCE = 2;

/** An array or a typed array. */
interface Indexed {
  readonly length: number;
  [index: number]: unknown;
}

export class Random {
  readonly #key: readonly [number, number];
  readonly #words = new Uint32Array(4);
  readonly #normals = new Float64Array(2);
  #block = 0;
  #used = 4;
  #hasNormal = false;

  constructor(
    seed: number,
    private readonly stream = 0,
    private readonly substream = 0,
  ) {
    this.#key = keyOf(seed);
  }

  /** An integer in [0, 2³²). */
  word(): number {
    if (this.#used === 4) {
      philox(this.#words, this.#block++, this.substream, this.stream, SEQUENCE, this.#key[0], this.#key[1]);
      this.#used = 0;
    }
    return this.#words[this.#used++]!;
  }

  /** A number in [low, high); by default [0, 1). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.word() * 2 ** -32);
  }

  normal(mean = 0, deviation = 1): number {
    this.#hasNormal = !this.#hasNormal;
    if (this.#hasNormal) boxMuller(this.#normals, 0, this.word(), this.word());
    return mean + deviation * this.#normals[this.#hasNormal ? 0 : 1]!;
  }

  /** An integer in [0, n), each equally likely; n at most 2³². */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x1_0000_0000) throw new Error(`internal: integer(n) needs 1 ≤ n ≤ 2³², and got ${n}`);
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % n);
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % n;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(items.length)]!;
  }

  /** Shuffles in place (Fisher & Yates 1938; Durstenfeld 1964). */
  shuffle<T extends Indexed>(items: T): T {
    const list: Indexed = items;
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = list[i];
      list[i] = list[j];
      list[j] = kept;
    }
    return items;
  }

  /** 0 … n − 1 in random order. */
  permutation(n: number): Uint32Array {
    return this.shuffle(Uint32Array.from({ length: n }, (_, i) => i));
  }
}

export const randomStream = (seed: number, stream = 0, substream = 0): Random => new Random(seed, stream, substream);
