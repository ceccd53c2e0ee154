/** Softmax, its logarithm and the place of the maximum along the last axis. */
import { address, shareStart, word } from './arguments';
import { exp4, log4 } from './math';

/** The last 1 to 3 numbers of a row, the other lanes filled up. */
// @ts-ignore: decorator
@inline
export function loadTail(x: usize, count: i32, filling: f32): v128 {
  let v = f32x4.replace_lane(f32x4.splat(filling), 0, load<f32>(x));
  if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(x, 4));
  if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(x, 8));
  return v;
}

/** The first 0 to 4 lanes. */
// @ts-ignore: decorator
@inline
export function storeTail(y: usize, v: v128, count: i32): void {
  if (count >= 4) return v128.store(y, v);
  if (count > 0) store<f32>(y, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(y, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(y, f32x4.extract_lane(v, 2), 8);
}

// @ts-ignore: decorator
@inline
function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

function maximum(x: usize, columns: i32): f32 {
  let most = f32x4.splat(-Infinity);
  let j = 0;
  for (; j + 4 <= columns; j += 4, x += 16) most = f32x4.pmax(most, v128.load(x));
  if (j < columns) most = f32x4.pmax(most, loadTail(x, columns - j, -Infinity));
  const a = max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
  return max(a, max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** [y, x, rows, columns] */
export function softmax(args: usize, part: i32, parts: i32): void {
  const columns = word(args, 3);
  const first = shareStart(word(args, 2), 1, part, parts);
  const end = shareStart(word(args, 2), 1, part + 1, parts);
  const stride = (<usize>columns) << 2;
  for (let i = first; i < end; i++) {
    let x = address(args, 1) + i * stride;
    let y = address(args, 0) + i * stride;
    const shift = f32x4.splat(maximum(x, columns));
    let sum = f32x4.splat(0);
    let j = 0;
    for (; j + 4 <= columns; j += 4, x += 16, y += 16) {
      const e = exp4(f32x4.sub(v128.load(x), shift));
      sum = f32x4.add(sum, e);
      v128.store(y, e);
    }
    if (j < columns) {
      const e = exp4(f32x4.sub(loadTail(x, columns - j, -Infinity), shift));
      sum = f32x4.add(sum, e);
      storeTail(y, e, columns - j);
    }
    const scale: f32 = 1 / total(sum);
    y -= <usize>j << 2;
    for (j = 0; j + 4 <= columns; j += 4, y += 16) v128.store(y, f32x4.mul(v128.load(y), f32x4.splat(scale)));
    for (; j < columns; j++, y += 4) store<f32>(y, load<f32>(y) * scale);
  }
}

/** [y, x, rows, columns] */
export function logSoftmax(args: usize, part: i32, parts: i32): void {
  const columns = word(args, 3);
  const first = shareStart(word(args, 2), 1, part, parts);
  const end = shareStart(word(args, 2), 1, part + 1, parts);
  const stride = (<usize>columns) << 2;
  for (let i = first; i < end; i++) {
    let x = address(args, 1) + i * stride;
    let y = address(args, 0) + i * stride;
    const most = maximum(x, columns);
    const shift = f32x4.splat(most);
    let sum = f32x4.splat(0);
    let j = 0;
    for (; j + 4 <= columns; j += 4, x += 16) sum = f32x4.add(sum, exp4(f32x4.sub(v128.load(x), shift)));
    if (j < columns) sum = f32x4.add(sum, exp4(f32x4.sub(loadTail(x, columns - j, -Infinity), shift)));
    const log = f32x4.extract_lane(log4(f32x4.splat(total(sum))), 0);
    // First the maximum, then the logarithm: their sum would lose the logarithm's digits where the maximum is large.
    x -= <usize>j << 2;
    for (j = 0; j + 4 <= columns; j += 4, x += 16, y += 16) v128.store(y, f32x4.sub(f32x4.sub(v128.load(x), shift), f32x4.splat(log)));
    for (; j < columns; j++, x += 4, y += 4) store<f32>(y, load<f32>(x) - most - log);
  }
}

/** [y, x, rows, columns]: the first of equals; 0 where nothing is greater than -Infinity. */
export function argMax(args: usize, part: i32, parts: i32): void {
  const columns = word(args, 3);
  const first = shareStart(word(args, 2), 1, part, parts);
  const end = shareStart(word(args, 2), 1, part + 1, parts);
  for (let i = first; i < end; i++) {
    const x = address(args, 1) + ((<usize>i * <usize>columns) << 2);
    const most = maximum(x, columns);
    let found = 0;
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const mask = i32x4.bitmask(f32x4.eq(v128.load(x + ((<usize>j) << 2)), f32x4.splat(most)));
      if (mask) {
        found = j + ctz(mask);
        break;
      }
    }
    if (j + 4 > columns) {
      for (; j < columns; j++) {
        if (load<f32>(x + ((<usize>j) << 2)) === most) {
          found = j;
          break;
        }
      }
    }
    store<i32>(address(args, 0) + ((<usize>i) << 2), found);
  }
}
