/**
 * The product of two packed blocks (Goto & van de Geijn 2008): the left side in panels of 4 rows, the right side in panels of 8
 * columns, each panel laid out depth first. Eight accumulators, two right vectors and a broadcast fit the 16 registers of x86-64.
 */
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

// @ts-ignore: decorator
@inline
function put(at: usize, low: v128, high: v128, add: bool): void {
  if (add) {
    low = f32x4.add(v128.load(at), low);
    high = f32x4.add(v128.load(at, 16), high);
  }
  v128.store(at, low);
  v128.store(at, high, 16);
}

/** Writes, or adds, the product of a left and a right panel to 4 rows of 8 numbers. */
export function tile(left: usize, right: usize, depth: i32, c0: usize, c1: usize, c2: usize, c3: usize, add: bool): void {
  let low0 = f32x4.splat(0), high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0), high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0), high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0), high3 = f32x4.splat(0);
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
  put(c0, low0, high0, add);
  put(c1, low1, high1, add);
  put(c2, low2, high2, add);
  put(c3, low3, high3, add);
}

/**
 * As `tile`, with a left side that lies where it is: `lines` lines of `run` bytes, from each to the next `skip` bytes, in four places.
 */
export function linesTile(
  r0: usize, r1: usize, r2: usize, r3: usize, lines: i32, run: usize, skip: usize,
  right: usize, c0: usize, c1: usize, c2: usize, c3: usize, add: bool,
): void {
  let low0 = f32x4.splat(0), high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0), high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0), high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0), high3 = f32x4.splat(0);
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
  put(c0, low0, high0, add);
  put(c1, low1, high1, add);
  put(c2, low2, high2, add);
  put(c3, low3, high3, add);
}

function moveRow(from: usize, to: usize, width: i32, add: bool): void {
  for (let j = 0; j < width; j++, from += 4, to += 4) {
    store<f32>(to, add ? load<f32>(to) + load<f32>(from) : load<f32>(from));
  }
}

/** Moves the first `width` columns of the tile in the scratch to their rows. */
export function moveTile(scratch: usize, c0: usize, c1: usize, c2: usize, c3: usize, width: i32, add: bool): void {
  moveRow(scratch, c0, width, add);
  moveRow(scratch + 32, c1, width, add);
  moveRow(scratch + 64, c2, width, add);
  moveRow(scratch + 96, c3, width, add);
}

/** Sends rows past the end to a row nobody reads; `offset` is taken off because it is added later. */
export function padRows(scratch: usize, rows: i32, offset: usize): void {
  for (let i = rows; i & 3; i++) store<usize>(rowTable(scratch) + ((<usize>i) << 2), spareRow(scratch) - offset);
}

/**
 * Multiplies the packed blocks of a share: `rows` (at most BLOCK_ROWS) addresses in its row table, each moved on by `offset` bytes, get
 * `columns` numbers. Panels past the last row or column hold padding. Where `direct` is an address, the left side is not packed: its rows lie
 * there, `stride` bytes apart.
 */
export function multiplyBlocks(scratch: usize, rows: i32, columns: i32, depth: i32, offset: usize, add: bool, direct: usize = 0, stride: usize = 0): void {
  const table = rowTable(scratch);
  padRows(scratch, rows, offset);
  let right = rightBlock(scratch);
  for (let j = 0; j < columns; j += 8, right += (<usize>depth) << 5) {
    const at = offset + ((<usize>j) << 2);
    const width = min(8, columns - j);
    let left = direct ? direct : leftBlock(scratch);
    for (let i = 0; i < rows; i += 4) {
      const entry = table + ((<usize>i) << 2);
      const c0 = load<usize>(entry) + at;
      const c1 = load<usize>(entry, 4) + at;
      const c2 = load<usize>(entry, 8) + at;
      const c3 = load<usize>(entry, 12) + at;
      const whole = width === 8;
      const t0 = whole ? c0 : scratch;
      const t1 = whole ? c1 : scratch + 32;
      const t2 = whole ? c2 : scratch + 64;
      const t3 = whole ? c3 : scratch + 96;
      if (direct) {
        // Rows past the last repeat it.
        const r1 = i + 1 < rows ? left + stride : left;
        const r2 = i + 2 < rows ? r1 + stride : r1;
        const r3 = i + 3 < rows ? r2 + stride : r2;
        linesTile(left, r1, r2, r3, 1, (<usize>depth) << 2, 0, right, t0, t1, t2, t3, add && whole);
        left += 4 * stride;
      } else {
        tile(left, right, depth, t0, t1, t2, t3, add && whole);
        left += (<usize>depth) << 4;
      }
      if (!whole) moveTile(scratch, c0, c1, c2, c3, width, add);
    }
  }
}

/** The rows of a dense result, from address `at`, `stride` bytes apart. */
export function denseRows(scratch: usize, rows: i32, at: usize, stride: usize): void {
  let entry = rowTable(scratch);
  for (let i = 0; i < rows; i++, entry += 4, at += stride) store<u32>(entry, <u32>at);
}
