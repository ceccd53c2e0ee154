/** Products of windows with a matrix of few columns, as dot products along the channels: panels of 8 columns would be mostly padding. */
import { above, floorAt } from './ends';
import { padRows, rightBlock, rowTable, startsTable, zeros } from './gemm';
import { fma4 } from './math';
import { BLOCK_DEPTH, RIGHT_BYTES, START_BYTES } from './scratch';
import { locateWindows, pixelAt, Windows, windowsIn } from './windows';

const MOST_COLUMNS = 3;

export function isNarrow(w: Windows): bool {
  const size = w.tapsY * w.tapsX * w.channels * w.columns;
  return w.columns <= MOST_COLUMNS && (w.channels & 3) === 0 && w.channels <= BLOCK_DEPTH && size <= RIGHT_BYTES / 4;
}

/** The columns of the matrix one after the other, each in the order in which a window is read. */
export function packColumns(w: Windows, to: usize): void {
  for (let j = 0; j < w.columns; j++) {
    for (let ty = 0; ty < w.tapsY; ty++) {
      for (let tx = 0; tx < w.tapsX; tx++) {
        let from = w.matrix + <usize>ty * w.tapYBytes + <usize>tx * w.tapXBytes + <usize>j * w.outBytes;
        for (let c = 0; c < w.channels; c++, from += w.channelBytes, to += 4) store<f32>(to, load<f32>(from));
      }
    }
  }
}

/** Four lanes: the sums of a, of b, of c and of d. */
// @ts-ignore: decorator
@inline
function sums4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(ab, cd, 0, 2), v128.shuffle<f64>(ab, cd, 1, 3));
}

/** Four windows from entry `start`, inside their images, with the column of the matrix at `column`. */
function dotInside(w: Windows, start: usize, column: usize): v128 {
  const run = (<usize>(w.tapsX * w.channels)) << 2;
  const skip = ((<usize>(w.width * w.channels)) << 2) - run;
  let r0 = load<usize>(start), r1 = load<usize>(start, 16), r2 = load<usize>(start, 32), r3 = load<usize>(start, 48);
  let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
  for (let ty = w.tapsY; ty > 0; ty--) {
    const end = column + run;
    for (; column < end; column += 16, r0 += 16, r1 += 16, r2 += 16, r3 += 16) {
      const m = v128.load(column);
      a = fma4(v128.load(r0), m, a);
      b = fma4(v128.load(r1), m, b);
      c = fma4(v128.load(r2), m, c);
      d = fma4(v128.load(r3), m, d);
    }
    r0 += skip;
    r1 += skip;
    r2 += skip;
    r3 += skip;
  }
  return sums4(a, b, c, d);
}

/** As `dotInside`, with zeros where a window leaves its image. */
function dotAtEdge(w: Windows, start: usize, column: usize, zero: usize): v128 {
  const line = (<usize>(w.width * w.channels)) << 2;
  const pixel = (<usize>w.channels) << 2;
  let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
  for (let ty = 0; ty < w.tapsY; ty++) {
    for (let tx = 0; tx < w.tapsX; tx++) {
      const offset = <usize>ty * line + <usize>tx * pixel;
      let r0 = pixelAt(w, start, ty, tx, offset, zero);
      let r1 = pixelAt(w, start + 16, ty, tx, offset, zero);
      let r2 = pixelAt(w, start + 32, ty, tx, offset, zero);
      let r3 = pixelAt(w, start + 48, ty, tx, offset, zero);
      const end = column + pixel;
      for (; column < end; column += 16, r0 += 16, r1 += 16, r2 += 16, r3 += 16) {
        const m = v128.load(column);
        a = fma4(v128.load(r0), m, a);
        b = fma4(v128.load(r1), m, b);
        c = fma4(v128.load(r2), m, c);
        d = fma4(v128.load(r3), m, d);
      }
    }
  }
  return sums4(a, b, c, d);
}

/** `rows` windows (at most BLOCK_ROWS) from window `from` on of a product that `isNarrow`, with the packed columns. */
export function multiplyNarrow(scratch: usize, from: i32, rows: i32): void {
  const w = windowsIn(scratch);
  const zero = zeros(scratch);
  const column = (<usize>(w.tapsY * w.tapsX * w.channels)) << 2;
  const inside = locateWindows(scratch, from, rows);
  const floor = v128.load32_splat(floorAt(w.relu));
  padRows(scratch, rows, 0);
  let start = startsTable(scratch);
  let entry = rowTable(scratch);
  for (let i = 0; i < rows; i += 4, entry += 16, start += 4 * START_BYTES) {
    let matrix = rightBlock(scratch);
    for (let j: usize = 0; j < <usize>(w.columns << 2); j += 4, matrix += column) {
      const products = i < inside ? dotInside(w, start, matrix) : dotAtEdge(w, start, matrix, zero);
      const sums = above(w.bias === 0 ? products : f32x4.add(products, v128.load32_splat(w.bias + j)), floor);
      store<f32>(load<usize>(entry) + j, f32x4.extract_lane(sums, 0));
      store<f32>(load<usize>(entry, 4) + j, f32x4.extract_lane(sums, 1));
      store<f32>(load<usize>(entry, 8) + j, f32x4.extract_lane(sums, 2));
      store<f32>(load<usize>(entry, 12) + j, f32x4.extract_lane(sums, 3));
    }
  }
}
