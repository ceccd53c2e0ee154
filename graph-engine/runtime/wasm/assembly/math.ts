/**
 * Elementary functions of four float32 lanes. Relative errors stay below 3e-7 where the true value is at least 2^-125; below that,
 * results may be flushed to zero. Signed zeros, infinities and NaN come out as in IEEE 754. Polynomials: Cephes (Moshier), Eigen (tanh).
 */

/** a · b + c, with one rounding where the build has relaxed SIMD and the processor fused multiply-add. */
// @ts-ignore: decorator
@inline
export function fma4(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  else return f32x4.add(f32x4.mul(a, b), c);
}

// Coefficients are read from memory: engines build a constant vector anew wherever it is used, which takes three instructions, where a load takes one.
const expTable = memory.data<f32>([
  -87.3, 89, 1.44269504088896341, 12582912, 2.12194440e-4, -0.693359375,
  2 * 1.9875691500e-4, 2 * 1.3981999507e-3, 2 * 8.3334519073e-3, 2 * 4.1665795894e-2, 2 * 1.6666665459e-1, 2 * 5.0000001201e-1, 2, 1,
]);
const logTable = memory.data<f32>([
  7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, -0.5,
]);
const tanhTable = memory.data<f32>([
  -7.99881172180175781, 7.99881172180175781,
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5, 6.37261928875436e-4, 4.89352455891786e-3,
  1.19825839466702e-6, 1.18534705686654e-4, 2.26843463243900e-3, 4.89352518554385e-3,
]);
// @ts-ignore: decorator
@inline
function entry(table: usize, i: i32): v128 {
  return v128.load32_splat(table + ((<usize>i) << 2));
}
// @ts-ignore: decorator
@inline
function horner(x: v128, sum: v128, table: usize, i: i32): v128 {
  return fma4(sum, x, entry(table, i));
}

// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  // pmax and pmin keep a NaN that stands first. Below the lower limit the scale is zero, above the upper one the product is infinite.
  x = f32x4.pmin(f32x4.pmax(x, entry(expTable, 0)), entry(expTable, 1));
  // 1.5 · 2^23 rounds to an integer, which then stands in the low bits.
  const shifted = fma4(x, entry(expTable, 2), entry(expTable, 3));
  const n = f32x4.sub(shifted, entry(expTable, 3));
  const r = fma4(n, entry(expTable, 4), fma4(n, entry(expTable, 5), x));
  // Twice the series of e^r, so that half of 2^n, always a float32, is left to multiply by.
  let p = entry(expTable, 6);
  p = horner(r, p, expTable, 7);
  p = horner(r, p, expTable, 8);
  p = horner(r, p, expTable, 9);
  p = horner(r, p, expTable, 10);
  p = horner(r, p, expTable, 11);
  const two = entry(expTable, 12);
  p = fma4(f32x4.mul(r, r), p, fma4(r, two, two));
  return f32x4.mul(p, i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(126 << 23)));
}

/** ln(1 + f) for f in [√½ - 1, √2 - 1]. */
// @ts-ignore: decorator
@inline
export function logSeries(f: v128): v128 {
  let p = entry(logTable, 0);
  p = horner(f, p, logTable, 1);
  p = horner(f, p, logTable, 2);
  p = horner(f, p, logTable, 3);
  p = horner(f, p, logTable, 4);
  p = horner(f, p, logTable, 5);
  p = horner(f, p, logTable, 6);
  p = horner(f, p, logTable, 7);
  p = horner(f, p, logTable, 8);
  return f32x4.mul(f32x4.mul(f, f), fma4(f, p, entry(logTable, 9)));
}

/** ln x; a denormal counts as the smallest normal number. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  const normal = f32x4.pmax(x, f32x4.splat(1.17549435e-38));
  const exponent = i32x4.shr_s(i32x4.sub(normal, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(normal, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const e = f32x4.convert_i32x4_s(exponent);
  const small = fma4(e, f32x4.splat(-2.12194440e-4), logSeries(f));
  let y = fma4(e, f32x4.splat(0.693359375), f32x4.add(f, small));
  y = v128.or(y, f32x4.lt(x, f32x4.splat(0)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(x, f32x4.splat(0)));
  return v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(Infinity)));
}

// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  // Beyond the limits the result is ±1 up to rounding.
  const c = f32x4.pmin(f32x4.pmax(x, entry(tanhTable, 0)), entry(tanhTable, 1));
  const z = f32x4.mul(c, c);
  let p = entry(tanhTable, 2);
  p = horner(z, p, tanhTable, 3);
  p = horner(z, p, tanhTable, 4);
  p = horner(z, p, tanhTable, 5);
  p = horner(z, p, tanhTable, 6);
  p = horner(z, p, tanhTable, 7);
  p = horner(z, p, tanhTable, 8);
  let q = entry(tanhTable, 9);
  q = horner(z, q, tanhTable, 10);
  q = horner(z, q, tanhTable, 11);
  q = horner(z, q, tanhTable, 12);
  return f32x4.mul(c, f32x4.div(p, q));
}

/**
 * 1 / (1 + e^-x) for each of `end` bytes of numbers, two vectors at a time: a coefficient is read once for both, and while one vector waits for a result the
 * other computes. The steps are those of `exp4` of -x.
 */
export function sigmoids(to: usize, from: usize, end: usize): void {
  for (let i: usize = 0; i < end; i += 32) {
    let c = entry(expTable, 0);
    let d = entry(expTable, 1);
    const x = f32x4.pmin(f32x4.pmax(f32x4.neg(v128.load(from + i)), c), d);
    const y = f32x4.pmin(f32x4.pmax(f32x4.neg(v128.load(from + i, 16)), c), d);
    c = entry(expTable, 2);
    d = entry(expTable, 3);
    const xShifted = fma4(x, c, d);
    const yShifted = fma4(y, c, d);
    const xn = f32x4.sub(xShifted, d);
    const yn = f32x4.sub(yShifted, d);
    c = entry(expTable, 4);
    d = entry(expTable, 5);
    const xr = fma4(xn, c, fma4(xn, d, x));
    const yr = fma4(yn, c, fma4(yn, d, y));
    c = entry(expTable, 6);
    d = entry(expTable, 7);
    let p = fma4(c, xr, d);
    let q = fma4(c, yr, d);
    c = entry(expTable, 8);
    p = fma4(p, xr, c);
    q = fma4(q, yr, c);
    c = entry(expTable, 9);
    p = fma4(p, xr, c);
    q = fma4(q, yr, c);
    c = entry(expTable, 10);
    p = fma4(p, xr, c);
    q = fma4(q, yr, c);
    c = entry(expTable, 11);
    p = fma4(p, xr, c);
    q = fma4(q, yr, c);
    c = entry(expTable, 12);
    p = fma4(f32x4.mul(xr, xr), p, fma4(xr, c, c));
    q = fma4(f32x4.mul(yr, yr), q, fma4(yr, c, c));
    const bias = i32x4.splat(126 << 23);
    c = entry(expTable, 13);
    v128.store(to + i, f32x4.div(c, fma4(p, i32x4.add(i32x4.shl(xShifted, 23), bias), c)));
    v128.store(to + i, f32x4.div(c, fma4(q, i32x4.add(i32x4.shl(yShifted, 23), bias), c)), 16);
  }
}

/** ln(1 + e^x), exact also where e^x is far below 1. */
// @ts-ignore: decorator
@inline
export function softplus4(x: v128): v128 {
  const t = exp4(f32x4.neg(f32x4.abs(x)));
  // 1 + t lies in (1, 2]; its upper part is halved, so that the series is reached without rounding 1 + t.
  const upper = f32x4.gt(t, f32x4.splat(0.41421356));
  const f = v128.bitselect(fma4(t, f32x4.splat(0.5), f32x4.splat(-0.5)), t, upper);
  const ln2 = v128.and(f32x4.splat(0.693147180559945), upper);
  return f32x4.add(f32x4.add(f32x4.add(f, logSeries(f)), ln2), f32x4.pmax(x, f32x4.splat(0)));
}
