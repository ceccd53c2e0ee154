/**
 * Products of the windows of an image with a matrix. A convolution is one such product; its gradient by the input is one for each
 * remainder of the position by the stride. Windows that lie inside their image are read where they are, the others go into panels.
 */
import { biasFrom, floorAt, moveTile, startAt } from './ends';
import { leftBlock, linesTile, multiplyBlocks, padRows, pieceSize, rightBlock, rowTable, startsTable, tile, zeros } from './gemm';
import { isNarrow, multiplyNarrow, packColumns } from './narrow';
import { interleave4, packBy8 } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, START_BYTES, ZERO_BYTES } from './scratch';
import { end, first, meet, Queue, take } from './together';
import { locateWindows, pixelAt, windowsIn } from './windows';

/** Windows that a thread takes at least. */
const WINDOW_GRAIN = 32;

/** Writes the located windows from entry `from` on, taps from `tap`, channels from `channel`, into panels of 4. */
function packWindows(scratch: usize, from: i32, rows: i32, tap: i32, taps: i32, channel: i32, channels: i32): void {
  const w = windowsIn(scratch);
  const zero = zeros(scratch);
  const line = (<usize>(w.width * w.channels)) << 2;
  const panel = (<usize>(taps * channels)) << 4;
  let to = leftBlock(scratch) + <usize>(from >> 2) * panel;
  let start = startsTable(scratch) + <usize>from * START_BYTES;
  for (let i = from; i < rows; i += 4, start += 4 * START_BYTES) {
    let ty = tap / w.tapsX;
    let tx = tap - ty * w.tapsX;
    for (let t = 0; t < taps; t++) {
      const offset = <usize>ty * line + ((<usize>(tx * w.channels + channel)) << 2);
      const r0 = pixelAt(w, start, ty, tx, offset, zero);
      const r1 = pixelAt(w, start + 16, ty, tx, offset, zero);
      const r2 = pixelAt(w, start + 32, ty, tx, offset, zero);
      const r3 = pixelAt(w, start + 48, ty, tx, offset, zero);
      if (channels === 1) {
        store<f32>(to, load<f32>(r0));
        store<f32>(to, load<f32>(r1), 4);
        store<f32>(to, load<f32>(r2), 8);
        store<f32>(to, load<f32>(r3), 12);
      } else interleave4(to, r0, r1, r2, r3, channels, 16);
      to += (<usize>channels) << 4;
      if (++tx === w.tapsX) {
        tx = 0;
        ty++;
      }
    }
  }
}

/** The rows of the matrix for these taps and channels, as panels of 8 columns. */
function packMatrix(scratch: usize, tap: i32, taps: i32, channel: i32, channels: i32, column: i32, columns: i32): void {
  const w = windowsIn(scratch);
  let to = rightBlock(scratch);
  const panel = (<usize>(taps * channels)) << 5;
  for (let t = tap; t < tap + taps; t++, to += (<usize>channels) << 5) {
    const ty = t / w.tapsX;
    const tx = t - ty * w.tapsX;
    const from = w.matrix + <usize>ty * w.tapYBytes + <usize>tx * w.tapXBytes + <usize>channel * w.channelBytes + <usize>column * w.outBytes;
    packBy8(to, from, columns, channels, w.outBytes, w.channelBytes, panel);
  }
}

/** As multiplyBlocks, but the first `inside` windows are read where they lie: `lines` lines of taps from line `ty` on. */
function multiplyLines(scratch: usize, inside: i32, rows: i32, columns: i32, ty: i32, lines: i32, offset: usize, add: bool, bias: usize, relu: bool): void {
  const floor = floorAt(relu);
  const w = windowsIn(scratch);
  const line = (<usize>(w.width * w.channels)) << 2;
  const run = (<usize>(w.tapsX * w.channels)) << 2;
  const depth = lines * w.tapsX * w.channels;
  const table = rowTable(scratch);
  padRows(scratch, rows, offset);
  let right = rightBlock(scratch);
  for (let j = 0; j < columns; j += 8, right += (<usize>depth) << 5) {
    const width = min(8, columns - j);
    const at = offset + ((<usize>j) << 2);
    const begin = startAt(add ? 0 : bias, j);
    const least = width === 8 ? floor : floorAt(false);
    let left = leftBlock(scratch);
    let start = startsTable(scratch);
    for (let i = 0; i < rows; i += 4, left += (<usize>depth) << 4, start += 4 * START_BYTES) {
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
      if (i < inside) {
        const from = <usize>ty * line;
        const r0 = load<usize>(start) + from;
        const r1 = load<usize>(start, 16) + from;
        const r2 = load<usize>(start, 32) + from;
        const r3 = load<usize>(start, 48) + from;
        linesTile(r0, r1, r2, r3, lines, run, line - run, right, begin, least, t0, t1, t2, t3, add && whole);
      } else tile(left, right, depth, begin, least, t0, t1, t2, t3, add && whole);
      if (!whole) moveTile(scratch, c0, c1, c2, c3, width, add, floor);
    }
  }
}

/** The product described in the scratch, with the other shares; they have met when it returns. */
export function multiplyWindows(scratch: usize, parts: i32): void {
  const w = windowsIn(scratch);
  const count = w.batch * w.gridHeight * w.gridWidth;
  const most = pieceSize(count, BLOCK_ROWS, 4);
  memory.fill(zeros(scratch), 0, ZERO_BYTES);
  if (isNarrow(w)) {
    packColumns(w, rightBlock(scratch));
    while (take(Queue.Work, count, WINDOW_GRAIN, most, parts)) multiplyNarrow(scratch, first, end - first);
    return meet(parts);
  }
  const allTaps = w.tapsY * w.tapsX;
  const byLines = w.tapsX * w.channels <= BLOCK_DEPTH;
  const channelPiece = pieceSize(w.channels, BLOCK_DEPTH, 1);
  const tapPiece = byLines
    ? pieceSize(w.tapsY, BLOCK_DEPTH / (w.tapsX * w.channels), 1) * w.tapsX
    : pieceSize(allTaps, max(1, BLOCK_DEPTH / channelPiece), 1);
  const columnPiece = pieceSize(w.columns, BLOCK_COLUMNS, 8);
  for (let tap = 0; tap < allTaps; tap += tapPiece) {
    const taps = min(tapPiece, allTaps - tap);
    for (let channel = 0; channel < w.channels; channel += channelPiece) {
      const channels = min(channelPiece, w.channels - channel);
      for (let column = 0; column < w.columns; column += columnPiece) {
        const columns = min(columnPiece, w.columns - column);
        packMatrix(scratch, tap, taps, channel, channels, column, columns);
        const add = tap > 0 || channel > 0;
        const relu = w.relu && tap + taps === allTaps && channel + channels === w.channels;
        const bias = biasFrom(w.bias, column);
        while (take(Queue.Work, count, WINDOW_GRAIN, most, parts)) {
          const rows = end - first;
          const inside = locateWindows(scratch, first, rows);
          packWindows(scratch, byLines ? inside : 0, rows, tap, taps, channel, channels);
          if (byLines) multiplyLines(scratch, inside, rows, columns, tap / w.tapsX, taps / w.tapsX, (<usize>column) << 2, add, bias, relu);
          else multiplyBlocks(scratch, rows, columns, taps * channels, (<usize>column) << 2, add, bias, relu);
        }
        meet(parts);
      }
    }
  }
}
