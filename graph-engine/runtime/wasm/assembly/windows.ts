/** The windows of a convolution over images: their description, and where they lie. */
import { rowTable, startsTable, windowsAt } from './gemm';
import { START_BYTES } from './scratch';

@unmanaged
export class Windows {
  /** Source images [batch, height, width, channels], and the padding that follows from where windows begin. */
  source: usize;
  batch: i32;
  height: i32;
  width: i32;
  channels: i32;
  /** Window (gy, gx) of gridHeight × gridWidth begins at (gy · strideY + startY, gx · strideX + startX). */
  gridHeight: i32;
  gridWidth: i32;
  strideY: i32;
  strideX: i32;
  startY: i32;
  startX: i32;
  /** Tap (ty, tx) of tapsY × tapsX reads at the beginning plus (ty, tx). */
  tapsY: i32;
  tapsX: i32;
  /** The result of a window: `columns` numbers at target + image, row and column number times these bytes. */
  target: usize;
  columns: i32;
  imageBytes: usize;
  rowBytes: usize;
  columnBytes: usize;
  /** The matrix element of (tap, channel, column) lies at matrix + ty · tapYBytes + tx · tapXBytes + channel and column times theirs. */
  matrix: usize;
  tapYBytes: usize;
  tapXBytes: usize;
  channelBytes: usize;
  outBytes: usize;
  /** A number for each column to begin with, or 0; and whether results below 0 become 0. */
  bias: usize;
  relu: bool;
}

// @ts-ignore: decorator
@inline
export function windowsIn(scratch: usize): Windows {
  return changetype<Windows>(windowsAt(scratch));
}

/** Entry `i` of the tables of starts and of rows. */
// @ts-ignore: decorator
@inline
function note(starts: usize, table: usize, i: i32, at: usize, yx: i64, to: usize): void {
  const start = starts + <usize>i * START_BYTES;
  store<usize>(start, at);
  store<i64>(start, yx, 8);
  store<usize>(table + ((<usize>i) << 2), to);
}

/**
 * Notes where windows first ≤ i < first + rows begin and where their results go: from the front those that lie inside their images, from the
 * back those that do not. Padding up to a multiple of 4 repeats the last. @returns how many entries come before the first group of
 * four that is not all inside.
 */
export function locateWindows(scratch: usize, first: i32, rows: i32): i32 {
  const w = windowsIn(scratch);
  const grid = w.gridHeight * w.gridWidth;
  let image = first / grid;
  let gy = (first - image * grid) / w.gridWidth;
  let gx = first - image * grid - gy * w.gridWidth;
  const table = rowTable(scratch);
  const starts = startsTable(scratch);
  const step = (<usize>(w.strideX * w.channels)) << 2;
  const columnBytes = w.columnBytes;
  const stepYX = (<i64>w.strideX) << 32;
  // Windows firstInside ≤ gx < endInside of a row do not leave the image sideways.
  const firstInside = w.startX < 0 ? (w.strideX - 1 - w.startX) / w.strideX : 0;
  const room = w.width - w.tapsX - w.startX;
  const endInside = room < 0 ? 0 : room / w.strideX + 1;
  let front = 0;
  let back = rows;
  for (let left = rows; left > 0; ) {
    const y = gy * w.strideY + w.startY;
    const x = gx * w.strideX + w.startX;
    const insideY = y >= 0 && y + w.tapsY <= w.height;
    let at = w.source + ((<usize>(((image * w.height + y) * w.width + x) * w.channels)) << 2);
    let to = w.target + <usize>image * w.imageBytes + <usize>gy * w.rowBytes + <usize>gx * columnBytes;
    let yx = ((<i64>x) << 32) | (<i64>(<u32>y));
    const end = min(w.gridWidth, gx + left);
    left -= end - gx;
    for (const stop = insideY ? min(end, firstInside) : end; gx < stop; gx++, at += step, yx += stepYX, to += columnBytes) note(starts, table, --back, at, yx, to);
    for (const stop = min(end, endInside); gx < stop; gx++, at += step, yx += stepYX, to += columnBytes) note(starts, table, front++, at, yx, to);
    for (; gx < end; gx++, at += step, yx += stepYX, to += columnBytes) note(starts, table, --back, at, yx, to);
    gx = 0;
    if (++gy === w.gridHeight) {
      gy = 0;
      image++;
    }
  }
  for (let i = rows; i & 3; i++) v128.store(starts + <usize>i * START_BYTES, v128.load(starts + <usize>(rows - 1) * START_BYTES));
  return front === rows ? rows : front & ~3;
}

/** Where the window that begins at `start` finds the pixel `offset` bytes further, (ty, tx) away: zeros outside the image. */
// @ts-ignore: decorator
@inline
export function pixelAt(w: Windows, start: usize, ty: i32, tx: i32, offset: usize, zero: usize): usize {
  const inside = <u32>(load<i32>(start, 8) + ty) < <u32>w.height && <u32>(load<i32>(start, 12) + tx) < <u32>w.width;
  return inside ? load<usize>(start) + offset : zero;
}
