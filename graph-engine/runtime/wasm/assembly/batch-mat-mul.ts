/** Products of matrices that lie one after the other, those of the heads of attention say: too small to be shared out, and many. */
import { address, word } from './arguments';
import { biasFrom } from './ends';
import { leftBlock, pieceSize, rightBlock } from './gemm';
import { DIRECT_COLUMNS, multiplyDense } from './mat-mul';
import { packBy8, packLeft } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS } from './scratch';
import { end, first, Queue, take } from './together';

/** With fewer matrices than this for each thread, several take one matrix: so many rows at a time. */
const FEW = 4;
const ROWS_OF_FEW = 48;

/** [C, A, B, matrices, m, n, k, aRow, aCol, bRow, bCol, scratch, scratchBytesPerPart, bias (or 0), relu]: C[i] = A[i]·B[i]. Who takes some rows packs what they need; nobody waits. */
export function batchMatMul(args: usize, part: i32, parts: i32): void {
  const c = address(args, 0);
  const a = address(args, 1);
  const b = address(args, 2);
  const matrices = word(args, 3);
  const m = word(args, 4);
  const n = word(args, 5);
  const k = word(args, 6);
  const aRow = <usize>word(args, 7) << 2;
  const aColumn = <usize>word(args, 8) << 2;
  const bRow = <usize>word(args, 9) << 2;
  const bColumn = <usize>word(args, 10) << 2;
  const scratch = address(args, 11) + part * word(args, 12);
  const bias = address(args, 13);

  const rowPiece = pieceSize(m, matrices < FEW * parts ? ROWS_OF_FEW : BLOCK_ROWS, 4);
  const columnPiece = pieceSize(n, BLOCK_COLUMNS, 8);
  const depthPiece = pieceSize(k, BLOCK_DEPTH, 1);
  const pieces = (m + rowPiece - 1) / rowPiece;
  const stride = (<usize>n) << 2;
  const direct = aColumn === 4 && n <= DIRECT_COLUMNS;
  while (take(Queue.Work, matrices * pieces, 1, matrices * pieces, parts)) {
    for (let item = first; item < end; item++) {
      const matrix = item / pieces;
      const row = (item % pieces) * rowPiece;
      const rows = min(rowPiece, m - row);
      const left = a + ((<usize>(matrix * m * k)) << 2) + row * aRow;
      const right = b + ((<usize>(matrix * k * n)) << 2);
      const to = c + ((<usize>(matrix * m * n)) << 2) + row * stride;
      for (let p = 0; p < k; p += depthPiece) {
        const depth = min(depthPiece, k - p);
        const relu = p + depthPiece >= k && word(args, 14) !== 0;
        const from = left + p * aColumn;
        if (!direct) packLeft(leftBlock(scratch), from, rows, depth, aRow, aColumn);
        for (let j = 0; j < n; j += columnPiece) {
          const columns = min(columnPiece, n - j);
          packBy8(rightBlock(scratch), right + p * bRow + j * bColumn, columns, depth, bColumn, bRow, (<usize>depth) << 5);
          multiplyDense(scratch, direct ? from : leftBlock(scratch), rightBlock(scratch), to + ((<usize>j) << 2), stride, rows, columns, depth, p > 0, direct, aRow, biasFrom(bias, j), relu);
        }
      }
    }
  }
}
