/** Copies between arrays with strides, and fills. Words are moved as they are, whatever their type. */
import { address, shareStart, word } from './arguments';
import { interleave4 } from './pack';

/** Side of a square of a transposition. */
const SQUARE = 64;
const RANK = 6;
const SIZES = 5;
const Y_STRIDES = SIZES + RANK;
const X_STRIDES = Y_STRIDES + RANK;

function copyRow(y: usize, x: usize, count: i32, yStride: usize, xStride: usize): void {
  if (yStride === 4 && xStride === 4) {
    if (count >= 64) return memory.copy(y, x, (<usize>count) << 2);
    let i = 0;
    for (; i + 4 <= count; i += 4, y += 16, x += 16) v128.store(y, v128.load(x));
    for (; i < count; i++, y += 4, x += 4) store<u32>(y, load<u32>(x));
  } else if (yStride === 4 && xStride === 0) fillWords(y, count, load<u32>(x));
  else for (let i = 0; i < count; i++, y += yStride, x += xStride) store<u32>(y, load<u32>(x));
}

function fillWords(y: usize, count: i32, bits: u32): void {
  const four = i32x4.splat(bits);
  let i = 0;
  for (; i + 4 <= count; i += 4, y += 16) v128.store(y, four);
  for (; i < count; i++, y += 4) store<u32>(y, bits);
}

/**
 * A transposition: `across` numbers that lie together in y and `along` numbers that lie together in x; the other strides are in bytes.
 * Cut into squares, of which both sides stay in the cache.
 */
function transpose(y: usize, x: usize, across: i32, along: i32, yStride: usize, xStride: usize): void {
  for (let p = 0; p < along; p += SQUARE) {
    const count = min(SQUARE, along - p);
    let from = x + ((<usize>p) << 2);
    let to = y + <usize>p * yStride;
    let i = 0;
    for (; i + 4 <= across; i += 4, from += 4 * xStride, to += 16) {
      interleave4(to, from, from + xStride, from + 2 * xStride, from + 3 * xStride, count, yStride);
    }
    for (; i < across; i++, from += xStride, to += 4) copyRow(to, from, count, yStride, 4);
  }
}

/**
 * Copies the axes from `axis` to `last`, of which `shared` is cut to first ≤ i < end. The last makes runs of `run` words; where `turned` is an
 * axis, the last two to be done are it and the last, by transposition.
 */
function copyAxes(args: usize, axis: i32, last: i32, run: i32, turned: i32, y: usize, x: usize, shared: i32, first: i32, end: i32): void {
  if (axis === turned) return copyAxes(args, axis + 1, last, run, turned, y, x, shared, first, end);
  // The run of merged axes has the strides of the innermost one.
  const strides = axis === last ? RANK - 1 : axis;
  const yStride = <usize>word(args, Y_STRIDES + strides) << 2;
  const xStride = <usize>word(args, X_STRIDES + strides) << 2;
  const from = axis === shared ? first : 0;
  const to = axis === shared ? end : axis === last ? run : word(args, SIZES + axis);
  y += from * yStride;
  x += from * xStride;
  if (axis < last) {
    for (let i = from; i < to; i++, y += yStride, x += xStride) copyAxes(args, axis + 1, last, run, turned, y, x, shared, first, end);
  } else if (turned < 0) copyRow(y, x, to - from, yStride, xStride);
  else {
    const begin = turned === shared ? first : 0;
    const count = (turned === shared ? end : word(args, SIZES + turned)) - begin;
    const along = <usize>word(args, Y_STRIDES + turned) << 2;
    transpose(y + begin * along, x + ((<usize>begin) << 2), to - from, count, along, xStride);
  }
}

/** [y, x, yOffset, xOffset, rank, sizes, yStrides, xStrides] */
export function stridedCopy(args: usize, part: i32, parts: i32): void {
  const y = address(args, 0) + (<usize>word(args, 2) << 2);
  const x = address(args, 1) + (<usize>word(args, 3) << 2);
  let shared = 0;
  for (let axis = 0; axis < RANK; axis++) {
    const size = word(args, SIZES + axis);
    if (size === 0) return;
    // The outermost axis that is long enough, or else the longest.
    if (word(args, SIZES + shared) < parts && size > word(args, SIZES + shared)) shared = axis;
  }
  const count = word(args, SIZES + shared);
  const first = shareStart(count, 1, part, parts);
  const end = shareStart(count, 1, part + 1, parts);
  if (first >= end) return;
  // Axes that follow each other without gaps on both sides are one run.
  let last = RANK - 1;
  let run = word(args, SIZES + last);
  if (word(args, Y_STRIDES + last) === 1 && word(args, X_STRIDES + last) === 1) {
    while (last - 1 > shared && word(args, Y_STRIDES + last - 1) === run && word(args, X_STRIDES + last - 1) === run) {
      last--;
      run *= word(args, SIZES + last);
    }
  }
  let turned = -1;
  if (word(args, Y_STRIDES + RANK - 1) === 1 && word(args, X_STRIDES + RANK - 1) !== 1 && run >= 4) {
    for (let axis = 0; axis < RANK - 1; axis++) {
      if (word(args, X_STRIDES + axis) === 1 && word(args, SIZES + axis) >= 4) turned = axis;
    }
  }
  copyAxes(args, 0, last, run, turned, y, x, shared, first, end);
}

/** [y, count, bits] */
export function fill(args: usize, part: i32, parts: i32): void {
  const count = word(args, 1);
  const first = shareStart(count, 16, part, parts);
  const end = shareStart(count, 16, part + 1, parts);
  if (first < end) fillWords(address(args, 0) + ((<usize>first) << 2), end - first, word(args, 2));
}
