/** Product of two matrices with any strides, by packed blocks. */
import { address, shareStart, word } from './arguments';
import { leftBlock, linesTile, moveRow, pieceSize, rightBlock, rowsTile6, spareRow, tile, tile6 } from './gemm';
import { packBy8, packLeft, panelRows } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS } from './scratch';

/** Up to so many columns, reading rows of the left side where they lie costs less than packing them. */
const DIRECT_COLUMNS = 32;

/** Address of row `i` of a result of `rows` rows; those past the end go to a row that nobody reads. */
// @ts-ignore: decorator
@inline
function rowAt(c: usize, stride: usize, i: i32, rows: i32, spare: usize): usize {
  return i < rows ? c + <usize>i * stride : spare;
}

/**
 * Multiplies the blocks of a share into `rows` rows of `columns` numbers from `c` on. Where `direct` is an address, the left side is not
 * packed: its rows lie there, `aRow` bytes apart.
 */
function multiplyDense(scratch: usize, c: usize, stride: usize, rows: i32, columns: i32, depth: i32, add: bool, direct: usize, aRow: usize): void {
  let right = rightBlock(scratch);
  for (let j = 0; j < columns; j += 8, right += (<usize>depth) << 5, c += 32) {
    const width = min(8, columns - j);
    const whole = width === 8;
    const to = whole ? c : scratch;
    const step = whole ? stride : 32;
    const spare = whole ? spareRow(scratch) : scratch;
    const inPlace = add && whole;
    let left = direct ? direct : leftBlock(scratch);
    for (let i = 0; i < rows; ) {
      const height = panelRows(rows - i);
      const first = whole ? i : 0;
      const end = whole ? rows : height;
      const c0 = rowAt(to, step, first, end, spare);
      const c1 = rowAt(to, step, first + 1, end, spare);
      const c2 = rowAt(to, step, first + 2, end, spare);
      const c3 = rowAt(to, step, first + 3, end, spare);
      if (direct) {
        // Rows past the last repeat it.
        const r1 = i + 1 < rows ? left + aRow : left;
        const r2 = i + 2 < rows ? r1 + aRow : r1;
        const r3 = i + 3 < rows ? r2 + aRow : r2;
        if (height === 6) {
          const r4 = i + 4 < rows ? r3 + aRow : r3;
          const r5 = i + 5 < rows ? r4 + aRow : r4;
          rowsTile6(left, r1, r2, r3, r4, r5, depth, right, c0, c1, c2, c3, rowAt(to, step, first + 4, end, spare), rowAt(to, step, first + 5, end, spare), inPlace);
        } else linesTile(left, r1, r2, r3, 1, (<usize>depth) << 2, 0, right, c0, c1, c2, c3, inPlace);
        left += <usize>height * aRow;
      } else {
        if (height === 6) tile6(left, right, depth, c0, c1, c2, c3, rowAt(to, step, first + 4, end, spare), rowAt(to, step, first + 5, end, spare), inPlace);
        else tile(left, right, depth, c0, c1, c2, c3, inPlace);
        left += <usize>(height * depth) << 2;
      }
      if (!whole) for (let r = 0; r < min(height, rows - i); r++) moveRow(scratch + ((<usize>r) << 5), c + <usize>(i + r) * stride, width, add);
      i += height;
    }
  }
}

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
        if (!direct) packLeft(leftBlock(scratch), from, rows, depth, aRow, aColumn);
        multiplyDense(scratch, c + i * stride + ((<usize>j) << 2), stride, rows, columns, depth, accumulate || p > 0, direct ? from : 0, aRow);
      }
    }
  }
}
