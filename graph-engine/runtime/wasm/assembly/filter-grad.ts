/** The gradient of a convolution by its filter: windows, transposed, times the gradient of the result; the depth is all pixels. */
import { address, shareStart, word } from './arguments';
import { leftBlock, multiplyBlocks, pieceSize, rightBlock, rowTable, spareRow } from './gemm';
import { packBy8 } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS } from './scratch';

/** Four neighbours of a line of `limit` numbers, of which the first is number `at`: zeros outside. */
// @ts-ignore: decorator
@inline
function cutFour(line: usize, at: i32, limit: i32): v128 {
  let v = f32x4.splat(0);
  if (<u32>at < <u32>limit) v = f32x4.replace_lane(v, 0, load<f32>(line + ((<usize>at) << 2)));
  if (<u32>(at + 1) < <u32>limit) v = f32x4.replace_lane(v, 1, load<f32>(line + ((<usize>(at + 1)) << 2)));
  if (<u32>(at + 2) < <u32>limit) v = f32x4.replace_lane(v, 2, load<f32>(line + ((<usize>(at + 2)) << 2)));
  if (<u32>(at + 3) < <u32>limit) v = f32x4.replace_lane(v, 3, load<f32>(line + ((<usize>(at + 3)) << 2)));
  return v;
}

/**
 * A panel: for pixels first ≤ p < first + depth four neighbours of line `ky` of their windows, from the line's number `from` on.
 * A line of a window, taps times channels, is one run in the image.
 */
function packPanel(args: usize, to: usize, ky: i32, from: i32, first: i32, depth: i32): void {
  const h = word(args, 4);
  const oh = word(args, 7);
  const ow = word(args, 8);
  const limit = word(args, 5) * word(args, 6);
  const step = word(args, 13) * word(args, 6);
  const begin = from - word(args, 15) * word(args, 6);
  // Pixels of a row whose four numbers all lie inside the image.
  const firstInside = begin >= 0 ? 0 : (step - 1 - begin) / step;
  const endInside = limit - 4 < begin ? 0 : (limit - 4 - begin) / step + 1;
  let row = first / ow;
  let x = first - row * ow;
  let image = row / oh;
  let oy = row - image * oh;
  for (let left = depth; left > 0; x = 0) {
    const y = oy * word(args, 12) + ky - word(args, 14);
    const end = min(ow, x + left);
    left -= end - x;
    if (<u32>y < <u32>h) {
      const line = address(args, 1) + ((<usize>((image * h + y) * limit)) << 2);
      for (const stop = min(end, firstInside); x < stop; x++, to += 16) v128.store(to, cutFour(line, x * step + begin, limit));
      let at = line + ((<usize>(x * step + begin)) << 2);
      const stride = (<usize>step) << 2;
      for (const stop = min(end, endInside); x < stop; x++, to += 16, at += stride) v128.store(to, v128.load(at));
      for (; x < end; x++, to += 16) v128.store(to, cutFour(line, x * step + begin, limit));
    } else for (; x < end; x++, to += 16) v128.store(to, f32x4.splat(0));
    if (++oy === oh) {
      oy = 0;
      image++;
    }
  }
}

/** Rows first ≤ i < first + rows, when each line of the filter is filled up to a multiple of 4: where each goes. */
function lineRows(args: usize, scratch: usize, first: i32, rows: i32, padded: i32, offset: usize): void {
  const run = word(args, 11) * word(args, 6);
  const stride = (<usize>word(args, 9)) << 2;
  let entry = rowTable(scratch);
  for (let i = first; i < first + rows; i++, entry += 4) {
    const ky = i / padded;
    const at = i - ky * padded;
    store<usize>(entry, at < run ? address(args, 0) + <usize>(ky * run + at) * stride : spareRow(scratch) - offset);
  }
}

/** [dw, x, dy, batch, h, w, c, oh, ow, oc, kh, kw, sh, sw, padTop, padLeft, scratch, scratchBytesPerPart] */
export function convFilterGrad(args: usize, part: i32, parts: i32): void {
  const scratch = address(args, 16) + <usize>(part * word(args, 17));
  const oc = word(args, 9);
  const padded = (word(args, 6) * word(args, 11) + 3) & ~3;
  const k = word(args, 10) * padded;
  const pixels = word(args, 3) * word(args, 7) * word(args, 8);
  const byRows = k >= oc;
  const firstRow = byRows ? shareStart(k, 4, part, parts) : 0;
  const endRow = byRows ? shareStart(k, 4, part + 1, parts) : k;
  const firstColumn = byRows ? 0 : shareStart(oc, 8, part, parts);
  const endColumn = byRows ? oc : shareStart(oc, 8, part + 1, parts);
  if (firstRow >= endRow || firstColumn >= endColumn) return;
  const rowPiece = pieceSize(endRow - firstRow, BLOCK_ROWS, 4);
  const columnPiece = pieceSize(endColumn - firstColumn, BLOCK_COLUMNS, 8);
  const depthPiece = pieceSize(pixels, BLOCK_DEPTH, 1);
  const stride = (<usize>oc) << 2;
  for (let p = 0; p < pixels; p += depthPiece) {
    const depth = min(depthPiece, pixels - p);
    for (let j = firstColumn; j < endColumn; j += columnPiece) {
      const columns = min(columnPiece, endColumn - j);
      packBy8(rightBlock(scratch), address(args, 2) + <usize>p * stride + ((<usize>j) << 2), columns, depth, 4, stride, (<usize>depth) << 5);
      for (let i = firstRow; i < endRow; i += rowPiece) {
        const rows = min(rowPiece, endRow - i);
        let panel = leftBlock(scratch);
        for (let r = i; r < i + rows; r += 4, panel += (<usize>depth) << 4) packPanel(args, panel, r / padded, r % padded, p, depth);
        lineRows(args, scratch, i, rows, padded, (<usize>j) << 2);
        multiplyBlocks(scratch, rows, columns, depth, (<usize>j) << 2, p > 0, 0, false);
      }
    }
  }
}
