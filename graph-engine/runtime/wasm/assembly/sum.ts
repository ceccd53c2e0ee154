/** Sums over one axis. Long sums are made of sums of blocks, so that rounding errors stay near those of one addition. */
import { address, shareStart, word } from './arguments';

const BLOCK = 256;

// @ts-ignore: decorator
@inline
function term(x: v128, squared: bool): v128 {
  return squared ? f32x4.mul(x, x) : x;
}
// `squared` is a constant at each call, so that there is one loop for each.
// @ts-ignore: decorator
@inline
function addUp(x: usize, count: i32, squared: bool): f64 {
  let total: f64 = 0;
  let i = 0;
  while (i + 16 <= count) {
    const end = min(count & ~15, i + BLOCK * 4);
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    for (; i < end; i += 16, x += 64) {
      a = f32x4.add(a, term(v128.load(x), squared));
      b = f32x4.add(b, term(v128.load(x, 16), squared));
      c = f32x4.add(c, term(v128.load(x, 32), squared));
      d = f32x4.add(d, term(v128.load(x, 48), squared));
    }
    a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
    total += <f64>f32x4.extract_lane(a, 0) + <f64>f32x4.extract_lane(a, 1) + <f64>f32x4.extract_lane(a, 2) + <f64>f32x4.extract_lane(a, 3);
  }
  for (; i < count; i++, x += 4) total += <f64>f32x4.extract_lane(term(v128.load32_splat(x), squared), 0);
  return total;
}
/** Of `count` neighbours; the blocks are added in float64. */
export function sumOf(x: usize, count: i32): f64 {
  return addUp(x, count, false);
}
export function sumOfSquares(x: usize, count: i32): f64 {
  return addUp(x, count, true);
}

function columns16(y: usize, x: usize, reduce: i32, stride: usize): void {
  let ta = f32x4.splat(0), tb = f32x4.splat(0), tc = f32x4.splat(0), td = f32x4.splat(0);
  for (let r = 0; r < reduce; ) {
    const end = min(reduce, r + BLOCK);
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    for (; r < end; r++, x += stride) {
      a = f32x4.add(a, v128.load(x));
      b = f32x4.add(b, v128.load(x, 16));
      c = f32x4.add(c, v128.load(x, 32));
      d = f32x4.add(d, v128.load(x, 48));
    }
    ta = f32x4.add(ta, a);
    tb = f32x4.add(tb, b);
    tc = f32x4.add(tc, c);
    td = f32x4.add(td, d);
  }
  v128.store(y, ta);
  v128.store(y, tb, 16);
  v128.store(y, tc, 32);
  v128.store(y, td, 48);
}

function columns4(x: usize, reduce: i32, stride: usize): v128 {
  let total = f32x4.splat(0);
  let r = 0;
  while (r + 4 <= reduce) {
    const end = min(reduce & ~3, r + 4 * BLOCK);
    let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
    for (; r < end; r += 4, x += 4 * stride) {
      a = f32x4.add(a, v128.load(x));
      b = f32x4.add(b, v128.load(x + stride));
      c = f32x4.add(c, v128.load(x + 2 * stride));
      d = f32x4.add(d, v128.load(x + 3 * stride));
    }
    total = f32x4.add(total, f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
  }
  for (; r < reduce; r++, x += stride) total = f32x4.add(total, v128.load(x));
  return total;
}

/** Two columns: two rows to a vector. */
function columns2(y: usize, x: usize, reduce: i32): void {
  const sums = columns4(x, reduce >> 1, 16);
  let a: f32 = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 2);
  let b: f32 = f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 3);
  if (reduce & 1) {
    const last = x + ((<usize>(reduce - 1)) << 3);
    a += load<f32>(last);
    b += load<f32>(last, 4);
  }
  store<f32>(y, a);
  store<f32>(y, b, 4);
}

/** Three columns: four rows to three vectors. */
function columns3(y: usize, x: usize, reduce: i32): void {
  const whole = reduce >> 2;
  const p = columns4(x, whole, 48);
  const q = columns4(x + 16, whole, 48);
  const r = columns4(x + 32, whole, 48);
  let a: f32 = f32x4.extract_lane(p, 0) + f32x4.extract_lane(p, 3) + (f32x4.extract_lane(q, 2) + f32x4.extract_lane(r, 1));
  let b: f32 = f32x4.extract_lane(p, 1) + f32x4.extract_lane(q, 0) + (f32x4.extract_lane(q, 3) + f32x4.extract_lane(r, 2));
  let c: f32 = f32x4.extract_lane(p, 2) + f32x4.extract_lane(q, 1) + (f32x4.extract_lane(r, 0) + f32x4.extract_lane(r, 3));
  x += <usize>whole * 48;
  for (let i = whole << 2; i < reduce; i++, x += 12) {
    a += load<f32>(x);
    b += load<f32>(x, 4);
    c += load<f32>(x, 8);
  }
  store<f32>(y, a);
  store<f32>(y, b, 4);
  store<f32>(y, c, 8);
}

function column(y: usize, x: usize, reduce: i32, stride: usize): void {
  let total: f64 = 0;
  for (let r = 0; r < reduce; r++, x += stride) total += <f64>load<f32>(x);
  store<f32>(y, <f32>total);
}

/** [y, x, outer, reduce, inner] */
export function sum(args: usize, part: i32, parts: i32): void {
  const y = address(args, 0);
  const x = address(args, 1);
  const outer = word(args, 2);
  const reduce = word(args, 3);
  const inner = word(args, 4);
  const byOuter = outer >= parts || inner < 16;
  const firstOuter = byOuter ? shareStart(outer, 1, part, parts) : 0;
  const endOuter = byOuter ? shareStart(outer, 1, part + 1, parts) : outer;
  const firstInner = byOuter ? 0 : shareStart(inner, 16, part, parts);
  const endInner = byOuter ? inner : shareStart(inner, 16, part + 1, parts);
  const stride = (<usize>inner) << 2;
  for (let o = firstOuter; o < endOuter; o++) {
    const from = x + (<usize>o * <usize>reduce) * stride;
    const to = y + <usize>o * stride;
    if (inner <= 3) {
      if (inner === 1) store<f32>(to, <f32>sumOf(from, reduce));
      else if (inner === 2) columns2(to, from, reduce);
      else columns3(to, from, reduce);
      continue;
    }
    let i = firstInner;
    for (; i + 16 <= endInner; i += 16) columns16(to + ((<usize>i) << 2), from + ((<usize>i) << 2), reduce, stride);
    for (; i + 4 <= endInner; i += 4) v128.store(to + ((<usize>i) << 2), columns4(from + ((<usize>i) << 2), reduce, stride));
    for (; i < endInner; i++) column(to + ((<usize>i) << 2), from + ((<usize>i) << 2), reduce, stride);
  }
}
