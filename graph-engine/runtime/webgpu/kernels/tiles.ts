/** How a product is shared out: which part of the result a workgroup computes, and how its invocations share that. */
import { THREADS } from '../kernel';

export interface Tile {
  /** Rows and columns of the result that a workgroup computes. */
  readonly rows: number;
  readonly columns: number;
  /** Rows and columns of one invocation, multiples of 4. */
  readonly own: number;
  /** Steps of the depth that lie in workgroup memory at once. */
  readonly depth: number;
  /** Groups of invocations that go through the depth side by side. */
  readonly slices: number;
  /** Workgroups that share the depth of one tile; their sums are added up by another kernel. */
  readonly parts: number;
  /** Tiles in workgroup memory at once: with two, one is filled while the other is multiplied. */
  readonly buffers: 1 | 2;
  /** Whether the steps of the depth are written one after the other. */
  readonly unrolled: boolean;
}
export const tile = (rows: number, columns: number, own: number, depth: number, buffers: 1 | 2 = 1, unrolled = false): Tile => ({ rows, columns, own, depth, slices: (THREADS * own * own) / (rows * columns), parts: 1, buffers, unrolled });

/** Vectors of one step of the depth, of both sides: an odd count, so that lanes which write steps side by side meet in few banks. */
export function pitchOf({ rows, columns }: Tile): number {
  const both = (rows + columns) / 4;
  return both % 2 === 0 ? both + 1 : both;
}
/** Workgroup memory in vectors of four: for both sides, and for sums that meet or are stored. */
export function roomOf(tile: Tile): number {
  const { rows, columns, own, depth, slices, buffers } = tile;
  const sides = buffers * depth * pitchOf(tile);
  const meeting = slices > 1 ? ((slices / 2) * (THREADS / slices) * own * own) / 4 : ((rows / own) * columns) / 4;
  return Math.max(sides, meeting);
}
const tiles = [
  tile(128, 128, 8, 16, 2, true), tile(128, 128, 8, 16, 1, true), tile(128, 128, 8, 8, 1, true), tile(64, 64, 4, 16), tile(128, 32, 4, 16), tile(32, 128, 4, 16), tile(64, 32, 4, 32), tile(32, 64, 4, 32),
  tile(32, 32, 4, 64), tile(32, 32, 4, 32), tile(64, 16, 4, 32), tile(16, 64, 4, 32), tile(32, 16, 4, 64), tile(16, 32, 4, 64), tile(16, 16, 4, 64),
];

/**
 * A card as it is counted on here, an H100: multiprocessors, multiply-adds of one in a cycle for the two sizes of an invocation's part, numbers that it reads in
 * a cycle, cycles that a tile waits for memory and that the end of a product takes, and workgroups that wait beside each other; cycles of one more kernel, of one more part to be added, and
 * numbers that all of memory takes in a cycle. No page can ask for them; a smaller card does as well with the tiles that are chosen so.
 */
const CARD = { processors: 132, rate: { 4: 64, 8: 100 } as Readonly<Record<number, number>>, reads: 8, latency: 500, meeting: 400, beside: 4, launch: 5_000, part: 120, memory: 441 };

function cyclesOf({ rows, columns, own, depth, parts, buffers }: Tile, batches: number, m: number, n: number, k: number): number {
  const groups = batches * Math.ceil(m / rows) * Math.ceil(n / columns) * parts;
  const long = Math.ceil(k / parts);
  const waves = Math.ceil(groups / CARD.processors);
  const work = Math.max((long * rows * columns) / CARD.rate[own]!, (long * (rows + columns)) / CARD.reads);
  const waiting = ((Math.ceil(long / depth) * CARD.latency * waves) / buffers) / Math.min(waves, CARD.beside);
  const second = parts > 1 ? CARD.launch + parts * CARD.part + (2 * parts * batches * m * n) / CARD.memory : 0;
  return waves * work + waiting + second + CARD.meeting;
}

/** Cycles of one step of the depth that is read from memory, where nothing is shared. */
const STEP = 24;

/** The tile for `batches` products [m, k] × [k, n] that should take the fewest cycles; null where an invocation for each number should, unless `must`. */
export function tileFor(batches: number, m: number, n: number, k: number, roomBytes: number, must = false): Tile | null {
  const plain = CARD.latency + k * STEP * Math.ceil((batches * m * n) / (CARD.processors * 2 * THREADS));
  let best: { readonly tile: Tile | null; readonly cycles: number } = { tile: null, cycles: must ? Infinity : plain };
  for (const each of tiles) {
    // Beside it lies a float for each invocation, for the sums of other kernels.
    if (roomOf(each) * 16 + THREADS * 4 > roomBytes) continue;
    for (let parts = 1; parts === 1 || (parts <= 256 && k / parts >= 2 * each.depth); parts *= 2) {
      const found = { ...each, parts };
      const cycles = cyclesOf(found, batches, m, n, k);
      if (cycles < best.cycles) best = { tile: found, cycles };
    }
  }
  return best.tile;
}
