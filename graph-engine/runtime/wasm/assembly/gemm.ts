/**
 * The product of two packed blocks (Goto & van de Geijn 2008): the left side in panels of 4 or 6 rows, the right side in panels of 8
 * columns, each panel laid out depth first. Twelve accumulators, two right vectors and a broadcast fit the 16 registers of x86-64.
 */
import { above, floorAt, moveTile, startAt } from './ends';
import { fma4 } from './math';
import { BLOCK_ROWS, LEFT_BYTES, ROW_TABLE_BYTES, SPARE_ROW_BYTES, STARTS_BYTES, TILE_BYTES, WINDOWS_BYTES, ZERO_BYTES } from './scratch';

/** Where the pieces of a share's scratch lie; the first is a tile. */
// @ts-ignore: decorator
@inline
export function spareRow(scratch: usize): usize {
  return scratch + TILE_BYTES;
}
// @ts-ignore: decorator
@inline
export function zeros(scratch: usize): usize {
  return scratch + TILE_BYTES + SPARE_ROW_BYTES;
}
// @ts-ignore: decorator
@inline
export function windowsAt(scratch: usize): usize {
  return zeros(scratch) + ZERO_BYTES;
}
// @ts-ignore: decorator
@inline
export function startsTable(scratch: usize): usize {
  return windowsAt(scratch) + WINDOWS_BYTES;
}
// @ts-ignore: decorator
@inline
export function rowTable(scratch: usize): usize {
  return startsTable(scratch) + STARTS_BYTES;
}
// @ts-ignore: decorator
@inline
export function leftBlock(scratch: usize): usize {
  return rowTable(scratch) + ROW_TABLE_BYTES;
}
// @ts-ignore: decorator
@inline
export function rightBlock(scratch: usize): usize {
  return leftBlock(scratch) + LEFT_BYTES;
}

/** Cuts `count` into equal pieces of at most `limit`: their size, a multiple of `grain` (a divisor of `limit`). */
export function pieceSize(count: i32, limit: i32, grain: i32): i32 {
  const pieces = (count + limit - 1) / limit;
  const size = (count + pieces - 1) / max(pieces, 1);
  return max(grain, ((size + grain - 1) / grain) * grain);
}

/**
 * What an accumulator begins with. Adding what is there before the loop, not after it, leaves next to nothing behind the loop: engines order
 * the loop by what comes after it, and with branches there they put all loads first, more than fit the registers.
 */
// @ts-ignore: decorator
@inline
function begin(at: usize, start: usize, add: bool): v128 {
  return v128.load(add ? at : start);
}

// @ts-ignore: decorator
@inline
function finish(c: usize, low: v128, high: v128, least: v128): void {
  v128.store(c, above(low, least));
  v128.store(c, above(high, least), 16);
}

/** Writes, or adds, the product of a left and a right panel to 4 rows of 8 numbers, which begin with those at `start` and end above that at `floor`. */
export function tile(left: usize, right: usize, depth: i32, start: usize, floor: usize, c0: usize, c1: usize, c2: usize, c3: usize, add: bool): void {
  let low0 = begin(c0, start, add), high0 = begin(c0 + 16, start + 16, add);
  let low1 = begin(c1, start, add), high1 = begin(c1 + 16, start + 16, add);
  let low2 = begin(c2, start, add), high2 = begin(c2 + 16, start + 16, add);
  let low3 = begin(c3, start, add), high3 = begin(c3 + 16, start + 16, add);
  const end = left + ((<usize>depth) << 4);
  while (left < end) {
    const low = v128.load(right);
    const high = v128.load(right, 16);
    const a0 = v128.load32_splat(left);
    low0 = fma4(a0, low, low0);
    high0 = fma4(a0, high, high0);
    const a1 = v128.load32_splat(left, 4);
    low1 = fma4(a1, low, low1);
    high1 = fma4(a1, high, high1);
    const a2 = v128.load32_splat(left, 8);
    low2 = fma4(a2, low, low2);
    high2 = fma4(a2, high, high2);
    const a3 = v128.load32_splat(left, 12);
    low3 = fma4(a3, low, low3);
    high3 = fma4(a3, high, high3);
    left += 16;
    right += 32;
  }
  const least = v128.load32_splat(floor);
  finish(c0, low0, high0, least);
  finish(c1, low1, high1, least);
  finish(c2, low2, high2, least);
  finish(c3, low3, high3, least);
}

/** As `tile` without a floor (which has no register left), for panels of 6 rows: twelve accumulators hide the latency of each other, and a step of the depth takes fewer instructions for each product. */
export function tile6(left: usize, right: usize, depth: i32, start: usize, c0: usize, c1: usize, c2: usize, c3: usize, c4: usize, c5: usize, add: bool): void {
  let low0 = begin(c0, start, add), high0 = begin(c0 + 16, start + 16, add);
  let low1 = begin(c1, start, add), high1 = begin(c1 + 16, start + 16, add);
  let low2 = begin(c2, start, add), high2 = begin(c2 + 16, start + 16, add);
  let low3 = begin(c3, start, add), high3 = begin(c3 + 16, start + 16, add);
  let low4 = begin(c4, start, add), high4 = begin(c4 + 16, start + 16, add);
  let low5 = begin(c5, start, add), high5 = begin(c5 + 16, start + 16, add);
  const end = left + <usize>depth * 24;
  while (left < end) {
    const low = v128.load(right);
    const high = v128.load(right, 16);
    const a0 = v128.load32_splat(left);
    low0 = fma4(a0, low, low0);
    high0 = fma4(a0, high, high0);
    const a1 = v128.load32_splat(left, 4);
    low1 = fma4(a1, low, low1);
    high1 = fma4(a1, high, high1);
    const a2 = v128.load32_splat(left, 8);
    low2 = fma4(a2, low, low2);
    high2 = fma4(a2, high, high2);
    const a3 = v128.load32_splat(left, 12);
    low3 = fma4(a3, low, low3);
    high3 = fma4(a3, high, high3);
    const a4 = v128.load32_splat(left, 16);
    low4 = fma4(a4, low, low4);
    high4 = fma4(a4, high, high4);
    const a5 = v128.load32_splat(left, 20);
    low5 = fma4(a5, low, low5);
    high5 = fma4(a5, high, high5);
    left += 24;
    right += 32;
  }
  v128.store(c0, low0);
  v128.store(c0, high0, 16);
  v128.store(c1, low1);
  v128.store(c1, high1, 16);
  v128.store(c2, low2);
  v128.store(c2, high2, 16);
  v128.store(c3, low3);
  v128.store(c3, high3, 16);
  v128.store(c4, low4);
  v128.store(c4, high4, 16);
  v128.store(c5, low5);
  v128.store(c5, high5, 16);
}

/**
 * As `tile`, with a left side that lies where it is: `lines` lines of `run` bytes, from each to the next `skip` bytes, in four places.
 */
export function linesTile(
  r0: usize, r1: usize, r2: usize, r3: usize, lines: i32, run: usize, skip: usize,
  right: usize, start: usize, floor: usize, c0: usize, c1: usize, c2: usize, c3: usize, add: bool,
): void {
  let low0 = begin(c0, start, add), high0 = begin(c0 + 16, start + 16, add);
  let low1 = begin(c1, start, add), high1 = begin(c1 + 16, start + 16, add);
  let low2 = begin(c2, start, add), high2 = begin(c2 + 16, start + 16, add);
  let low3 = begin(c3, start, add), high3 = begin(c3 + 16, start + 16, add);
  for (; lines > 0; lines--) {
    const end = r0 + run;
    while (r0 < end) {
      const low = v128.load(right);
      const high = v128.load(right, 16);
      const a0 = v128.load32_splat(r0);
      low0 = fma4(a0, low, low0);
      high0 = fma4(a0, high, high0);
      const a1 = v128.load32_splat(r1);
      low1 = fma4(a1, low, low1);
      high1 = fma4(a1, high, high1);
      const a2 = v128.load32_splat(r2);
      low2 = fma4(a2, low, low2);
      high2 = fma4(a2, high, high2);
      const a3 = v128.load32_splat(r3);
      low3 = fma4(a3, low, low3);
      high3 = fma4(a3, high, high3);
      r0 += 4;
      r1 += 4;
      r2 += 4;
      r3 += 4;
      right += 32;
    }
    r0 += skip;
    r1 += skip;
    r2 += skip;
    r3 += skip;
  }
  const least = v128.load32_splat(floor);
  finish(c0, low0, high0, least);
  finish(c1, low1, high1, least);
  finish(c2, low2, high2, least);
  finish(c3, low3, high3, least);
}

/** As `tile6`, with a left side that lies where it is: `count` numbers in each of six rows. */
export function rowsTile6(
  r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize, count: i32,
  right: usize, start: usize, c0: usize, c1: usize, c2: usize, c3: usize, c4: usize, c5: usize, add: bool,
): void {
  let low0 = begin(c0, start, add), high0 = begin(c0 + 16, start + 16, add);
  let low1 = begin(c1, start, add), high1 = begin(c1 + 16, start + 16, add);
  let low2 = begin(c2, start, add), high2 = begin(c2 + 16, start + 16, add);
  let low3 = begin(c3, start, add), high3 = begin(c3 + 16, start + 16, add);
  let low4 = begin(c4, start, add), high4 = begin(c4 + 16, start + 16, add);
  let low5 = begin(c5, start, add), high5 = begin(c5 + 16, start + 16, add);
  const end = r0 + ((<usize>count) << 2);
  while (r0 < end) {
    const low = v128.load(right);
    const high = v128.load(right, 16);
    const a0 = v128.load32_splat(r0);
    low0 = fma4(a0, low, low0);
    high0 = fma4(a0, high, high0);
    const a1 = v128.load32_splat(r1);
    low1 = fma4(a1, low, low1);
    high1 = fma4(a1, high, high1);
    const a2 = v128.load32_splat(r2);
    low2 = fma4(a2, low, low2);
    high2 = fma4(a2, high, high2);
    const a3 = v128.load32_splat(r3);
    low3 = fma4(a3, low, low3);
    high3 = fma4(a3, high, high3);
    const a4 = v128.load32_splat(r4);
    low4 = fma4(a4, low, low4);
    high4 = fma4(a4, high, high4);
    const a5 = v128.load32_splat(r5);
    low5 = fma4(a5, low, low5);
    high5 = fma4(a5, high, high5);
    r0 += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    r4 += 4;
    r5 += 4;
    right += 32;
  }
  v128.store(c0, low0);
  v128.store(c0, high0, 16);
  v128.store(c1, low1);
  v128.store(c1, high1, 16);
  v128.store(c2, low2);
  v128.store(c2, high2, 16);
  v128.store(c3, low3);
  v128.store(c3, high3, 16);
  v128.store(c4, low4);
  v128.store(c4, high4, 16);
  v128.store(c5, low5);
  v128.store(c5, high5, 16);
}

/** Sends rows past the end to a row nobody reads; `offset` is taken off because it is added later. */
export function padRows(scratch: usize, rows: i32, offset: usize): void {
  for (let i = rows; i & 3; i++) store<usize>(rowTable(scratch) + ((<usize>i) << 2), spareRow(scratch) - offset);
}

/**
 * Multiplies the packed blocks of a share: `rows` (at most BLOCK_ROWS) addresses in its row table, each moved on by `offset` bytes, get
 * `columns` numbers, with a bias where nothing is added. Panels past the last row or column hold padding.
 */
export function multiplyBlocks(scratch: usize, rows: i32, columns: i32, depth: i32, offset: usize, add: bool, bias: usize, relu: bool): void {
  const floor = floorAt(relu);
  const table = rowTable(scratch);
  padRows(scratch, rows, offset);
  let right = rightBlock(scratch);
  for (let j = 0; j < columns; j += 8, right += (<usize>depth) << 5) {
    const at = offset + ((<usize>j) << 2);
    const width = min(8, columns - j);
    const whole = width === 8;
    const start = startAt(add ? 0 : bias, j);
    let left = leftBlock(scratch);
    for (let i = 0; i < rows; i += 4, left += (<usize>depth) << 4) {
      const entry = table + ((<usize>i) << 2);
      const c0 = load<usize>(entry) + at;
      const c1 = load<usize>(entry, 4) + at;
      const c2 = load<usize>(entry, 8) + at;
      const c3 = load<usize>(entry, 12) + at;
      const t0 = whole ? c0 : scratch;
      const t1 = whole ? c1 : scratch + 32;
      const t2 = whole ? c2 : scratch + 64;
      const t3 = whole ? c3 : scratch + 96;
      tile(left, right, depth, start, whole ? floor : floorAt(false), t0, t1, t2, t3, add && whole);
      if (!whole) moveTile(scratch, c0, c1, c2, c3, width, add, floor);
    }
  }
}
