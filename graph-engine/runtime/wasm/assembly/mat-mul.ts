/** Product of two matrices with any strides, by packed blocks. */
import { address, word } from './arguments';
import { above, biasFrom, floorAt, moveRow, startAt } from './ends';
import { leftBlock, linesTile, pieceSize, rightBlock, rowsTile6, spareRow, tile, tile6 } from './gemm';
import { packBy8, packLeft, panelRows } from './pack';
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, SHARED_BYTES, SHARED_LINES } from './scratch';
import { end, first, meet, Queue, take } from './together';

/** Up to so many columns, reading rows of the left side where they lie costs less than packing them. */
export const DIRECT_COLUMNS = 32;
/** Rows and columns that a thread takes at least. */
const ROW_GRAIN = 12;
const COLUMN_GRAIN = 16;

/** Address of row `i` of a result of `rows` rows; those past the end go to a row that nobody reads. */
// @ts-ignore: decorator
@inline
function rowAt(c: usize, stride: usize, i: i32, rows: i32, spare: usize): usize {
  return i < rows ? c + <usize>i * stride : spare;
}

/** No number of `rows` rows of 8 ends below the floor. */
function raisePanel(c: usize, stride: usize, rows: i32, floor: usize): void {
  const least = v128.load32_splat(floor);
  for (; rows > 0; rows--, c += stride) {
    const low = above(v128.load(c), least);
    const high = above(v128.load(c, 16), least);
    v128.store(c, low);
    v128.store(c, high, 16);
  }
}

/** Multiplies packed sides into `rows` rows of `columns` numbers from `c` on. With `direct` the left side is not packed: its rows lie `aRow` bytes apart. Columns begin with `bias` where nothing is added. */
export function multiplyDense(scratch: usize, leftSide: usize, right: usize, c: usize, stride: usize, rows: i32, columns: i32, depth: i32, add: bool, direct: bool, aRow: usize, bias: usize, relu: bool): void {
  const floor = floorAt(relu);
  for (let j = 0; j < columns; j += 8, right += (<usize>depth) << 5, c += 32) {
    const width = min(8, columns - j);
    const whole = width === 8;
    const to = whole ? c : scratch;
    const step = whole ? stride : 32;
    const spare = whole ? spareRow(scratch) : scratch;
    const inPlace = add && whole;
    const start = startAt(add ? 0 : bias, j);
    let left = leftSide;
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
          rowsTile6(left, r1, r2, r3, r4, r5, depth, right, start, c0, c1, c2, c3, rowAt(to, step, first + 4, end, spare), rowAt(to, step, first + 5, end, spare), inPlace);
        } else linesTile(left, r1, r2, r3, 1, (<usize>depth) << 2, 0, right, start, floorAt(false), c0, c1, c2, c3, inPlace);
        left += <usize>height * aRow;
      } else {
        if (height === 6) tile6(left, right, depth, start, c0, c1, c2, c3, rowAt(to, step, first + 4, end, spare), rowAt(to, step, first + 5, end, spare), inPlace);
        else tile(left, right, depth, start, floorAt(false), c0, c1, c2, c3, inPlace);
        left += <usize>(height * depth) << 2;
      }
      if (!whole) for (let r = 0; r < min(height, rows - i); r++) moveRow(scratch + ((<usize>r) << 5), c + <usize>(i + r) * stride, width, add, floor);
      i += height;
    }
    if (relu && whole) raisePanel(c, stride, rows, floor);
  }
}

/** Lines of the shorter side that are packed at a time: whole panels, if there are that many. */
const LEFT_UNIT = 24;
const RIGHT_UNIT = 32;

/** [C, A, B, m, n, k, aRow, aCol, bRow, bCol, scratch, scratchBytesPerPart, shared, bias (or 0), relu] */
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
  const scratch = address(args, 10) + part * word(args, 11);

  // The shorter side is packed by all together and read by all; of the longer one everybody packs what he takes.
  const byRows = m >= n;
  const short = byRows ? n : m;
  const unit = byRows ? RIGHT_UNIT : LEFT_UNIT;
  const most = byRows ? pieceSize(m, BLOCK_ROWS, 4) : pieceSize(n, BLOCK_COLUMNS, 8);
  const depthPiece = pieceSize(k, BLOCK_DEPTH, 1);
  const shortPiece = pieceSize(short, (SHARED_LINES * BLOCK_DEPTH) / depthPiece & ~7, 8);
  const stride = (<usize>n) << 2;
  const direct = aColumn === 4 && n <= DIRECT_COLUMNS;
  let shared = address(args, 12);
  let other = shared + SHARED_BYTES;
  const bias = address(args, 13);

  for (let p = 0; p < max(k, 1); p += depthPiece) {
    const depth = min(depthPiece, k - p);
    const add = p > 0;
    const relu = p + depthPiece >= k && word(args, 14) !== 0;
    const left = a + p * aColumn;
    const right = b + p * bRow;
    for (let s = 0; s < short; s += shortPiece) {
      const lines = min(shortPiece, short - s);
      const units = max(1, lines / unit);
      if (byRows || !direct) {
        while (take(Queue.Packing, units, 1, units, parts)) {
          const from = first * unit;
          const count = (end === units ? lines : end * unit) - from;
          const to = shared + ((<usize>(from * depth)) << 2);
          if (byRows) packBy8(to, right + (s + from) * bColumn, count, depth, bColumn, bRow, (<usize>depth) << 5);
          else packLeft(to, left + (s + from) * aRow, count, depth, aRow, aColumn);
        }
      }
      meet(parts);
      if (byRows) {
        while (take(Queue.Work, m, ROW_GRAIN, most, parts)) {
          const rows = end - first;
          const from = left + first * aRow;
          if (!direct) packLeft(leftBlock(scratch), from, rows, depth, aRow, aColumn);
          multiplyDense(scratch, direct ? from : leftBlock(scratch), shared, c + first * stride + ((<usize>s) << 2), stride, rows, lines, depth, add, direct, aRow, biasFrom(bias, s), relu);
        }
      } else {
        while (take(Queue.Work, n, COLUMN_GRAIN, most, parts)) {
          const columns = end - first;
          packBy8(rightBlock(scratch), right + first * bColumn, columns, depth, bColumn, bRow, (<usize>depth) << 5);
          multiplyDense(scratch, direct ? left + s * aRow : shared, rightBlock(scratch), c + s * stride + ((<usize>first) << 2), stride, lines, columns, depth, add, direct, aRow, biasFrom(bias, first), relu);
        }
      }
      // Others may still read what this block packed.
      const swap = shared;
      shared = other;
      other = swap;
    }
  }
}
