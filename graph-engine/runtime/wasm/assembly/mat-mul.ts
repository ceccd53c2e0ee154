/** Product of two matrices with any strides, by packed blocks. */
import { address, shareStart, word } from './arguments';
import { denseRows, leftBlock, multiplyBlocks, pieceSize, rightBlock } from './gemm';
import { packBy4, packBy8 } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS } from './scratch';

/** Up to so many columns, reading rows of the left side where they lie costs less than packing them. */
const DIRECT_COLUMNS = 24;

/** [C, A, B, m, n, k, aRow, aCol, bRow, bCol, accumulate, scratch, scratchBytesPerPart] */
export function matMul(args: usize, part: i32, parts: i32): void {
  const c = address(args, 0);
  const a = address(args, 1);
  const b = address(args, 2);
  const m = word(args, 3);
  const n = word(args, 4);
  const k = word(args, 5);
  const aRow = <usize>word(args, 6) << 2;
  const aColumn = <usize>word(args, 7) << 2;
  const bRow = <usize>word(args, 8) << 2;
  const bColumn = <usize>word(args, 9) << 2;
  const accumulate = word(args, 10) !== 0;
  const scratch = address(args, 11) + part * word(args, 12);

  // The longer side of the result is shared out, so that the shorter operand is the one that every share packs.
  const byRows = m >= n;
  const firstRow = byRows ? shareStart(m, 4, part, parts) : 0;
  const endRow = byRows ? shareStart(m, 4, part + 1, parts) : m;
  const firstColumn = byRows ? 0 : shareStart(n, 8, part, parts);
  const endColumn = byRows ? n : shareStart(n, 8, part + 1, parts);
  if (firstRow >= endRow || firstColumn >= endColumn) return;
  const rowPiece = pieceSize(endRow - firstRow, BLOCK_ROWS, 4);
  const columnPiece = pieceSize(endColumn - firstColumn, BLOCK_COLUMNS, 8);
  const depthPiece = pieceSize(k, BLOCK_DEPTH, 1);
  const stride = (<usize>n) << 2;
  const direct = aColumn === 4 && n <= DIRECT_COLUMNS;

  for (let p = 0; p < max(k, 1); p += depthPiece) {
    const depth = min(depthPiece, k - p);
    for (let j = firstColumn; j < endColumn; j += columnPiece) {
      const columns = min(columnPiece, endColumn - j);
      packBy8(rightBlock(scratch), b + p * bRow + j * bColumn, columns, depth, bColumn, bRow, (<usize>depth) << 5);
      for (let i = firstRow; i < endRow; i += rowPiece) {
        const rows = min(rowPiece, endRow - i);
        const from = a + i * aRow + p * aColumn;
        if (!direct) packBy4(leftBlock(scratch), from, rows, depth, aRow, aColumn);
        denseRows(scratch, rows, c + i * stride, stride);
        multiplyBlocks(scratch, rows, columns, depth, (<usize>j) << 2, accumulate || p > 0, direct ? from : 0, aRow);
      }
    }
  }
}
