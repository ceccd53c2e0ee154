/**
 * Random numbers by counter, the same as those of graph-engine/random/counter.ts: Philox-4x32-10 (Salmon et al. 2011) for four blocks
 * at once, and the method of Box & Muller (1958) in float32.
 */
import { address, shareStart, word } from './arguments';
import { fma4, logSeries } from './math';
import { storeTail } from './rows';

const UNIFORM = 0;
const NORMAL = 1;
/** Numbers made at once: four blocks of four words. */
const GROUP = 16;

// @ts-ignore: decorator
@inline
function lowWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 0, 2, 4, 6);
}
// @ts-ignore: decorator
@inline
function highWords(even: v128, odd: v128): v128 {
  return v128.shuffle<i32>(even, odd, 1, 3, 5, 7);
}

/** √(-2 ln u) with u = (word + ½) / 2^32. */
// @ts-ignore: decorator
@inline
function radius4(words: v128): v128 {
  const u = f32x4.add(f32x4.convert_i32x4_u(words), f32x4.splat(0.5));
  const exponent = i32x4.shr_s(i32x4.sub(u, i32x4.splat(0x3f3504f3)), 23);
  const mantissa = i32x4.sub(u, i32x4.shl(exponent, 23));
  // Near u = 1 the distance to 1 is taken from the word, because u has lost its digits.
  const distance = f32x4.mul(f32x4.add(f32x4.convert_i32x4_u(v128.not(words)), f32x4.splat(0.5)), f32x4.splat(-2.3283064365386963e-10));
  const near = i32x4.eq(exponent, i32x4.splat(32));
  const f = v128.bitselect(distance, f32x4.sub(mantissa, f32x4.splat(1)), near);
  const e = f32x4.convert_i32x4_s(i32x4.sub(exponent, i32x4.splat(32)));
  const log = fma4(e, f32x4.splat(0.693359375), f32x4.add(f, fma4(e, f32x4.splat(-2.12194440e-4), logSeries(f))));
  return f32x4.sqrt(f32x4.mul(log, f32x4.splat(-2)));
}

// @ts-ignore: decorator
@inline
function writeGroup(y: usize, count: i32, a: v128, b: v128, c: v128, d: v128): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  storeTail(y, v128.shuffle<f64>(ab0, cd0, 0, 2), count);
  storeTail(y + 16, v128.shuffle<f64>(ab0, cd0, 1, 3), count - 4);
  storeTail(y + 32, v128.shuffle<f64>(ab1, cd1, 0, 2), count - 8);
  storeTail(y + 48, v128.shuffle<f64>(ab1, cd1, 1, 3), count - 12);
}

// @ts-ignore: decorator
@inline
function writeUniform(y: usize, count: i32, c0: v128, c1: v128, c2: v128, c3: v128): void {
  const unit = f32x4.splat(5.9604644775390625e-8);
  const a = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(c0, 8)), unit);
  const b = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(c1, 8)), unit);
  const c = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(c2, 8)), unit);
  const d = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(c3, 8)), unit);
  writeGroup(y, count, a, b, c, d);
}

/** The angle, centred in the quadrant that the top two bits of the word name. */
// @ts-ignore: decorator
@inline
function angle4(words: v128): v128 {
  const centred = i32x4.sub(v128.and(words, i32x4.splat(0x3fffffff)), i32x4.splat(0x20000000));
  return f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(centred), f32x4.splat(0.5)), f32x4.splat(1.4629180792671596e-9));
}
// @ts-ignore: decorator
@inline
function sine4(x: v128): v128 {
  const z = f32x4.mul(x, x);
  const p = fma4(z, fma4(z, f32x4.splat(-1.9515295891e-4), f32x4.splat(8.3321608736e-3)), f32x4.splat(-1.6666654611e-1));
  return fma4(f32x4.mul(z, p), x, x);
}
// @ts-ignore: decorator
@inline
function cosine4(x: v128): v128 {
  const z = f32x4.mul(x, x);
  const p = fma4(z, fma4(z, f32x4.splat(2.443315711809948e-5), f32x4.splat(-1.388731625493765e-3)), f32x4.splat(4.166664568298827e-2));
  return fma4(z, fma4(z, p, f32x4.splat(-0.5)), f32x4.splat(1));
}

/** The two numbers of Box & Muller, without and with a quarter turn, from radius and angle. */
// @ts-ignore: decorator
@inline
function turned(radius: v128, sine: v128, cosine: v128, words: v128, second: bool): v128 {
  const odd = i32x4.shr_s(i32x4.shl(words, 1), 31);
  const value = second ? v128.bitselect(cosine, sine, odd) : v128.bitselect(sine, cosine, odd);
  const sign = second ? words : v128.xor(words, i32x4.shl(words, 1));
  return v128.xor(f32x4.mul(radius, value), v128.and(sign, i32x4.splat(0x80000000)));
}

// @ts-ignore: decorator
@inline
function writeNormal(y: usize, count: i32, c0: v128, c1: v128, c2: v128, c3: v128): void {
  const r0 = radius4(c0);
  const x0 = angle4(c1);
  const s0 = sine4(x0);
  const k0 = cosine4(x0);
  const a = turned(r0, s0, k0, c1, false);
  const b = turned(r0, s0, k0, c1, true);
  const r1 = radius4(c2);
  const x1 = angle4(c3);
  const s1 = sine4(x1);
  const k1 = cosine4(x1);
  writeGroup(y, count, a, b, turned(r1, s1, k1, c3, false), turned(r1, s1, k1, c3, true));
}

// @ts-ignore: decorator
@inline
function generate(args: usize, part: i32, parts: i32, purpose: i32): void {
  const count = word(args, 1);
  const control = address(args, 3);
  const first = shareStart(count, GROUP, part, parts);
  const end = shareStart(count, GROUP, part + 1, parts);
  let y = address(args, 0) + ((<usize>first) << 2);
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (let i = first; i < end; i += GROUP, y += 64) {
    let c0 = i32x4.add(i32x4.splat(i >> 2), i32x4(0, 1, 2, 3));
    let c1 = i32x4.splat(load<i32>(control, 8));
    let c2 = i32x4.splat(word(args, 2));
    let c3 = i32x4.splat(purpose);
    let k0 = load<i32>(control);
    let k1 = load<i32>(control, 4);
    for (let round = 0; round < 10; round++) {
      const a = i64x2.extmul_low_i32x4_u(c0, m0);
      const b = i64x2.extmul_high_i32x4_u(c0, m0);
      const c = i64x2.extmul_low_i32x4_u(c2, m1);
      const d = i64x2.extmul_high_i32x4_u(c2, m1);
      c0 = v128.xor(v128.xor(highWords(c, d), c1), i32x4.splat(k0));
      c1 = lowWords(c, d);
      c2 = v128.xor(v128.xor(highWords(a, b), c3), i32x4.splat(k1));
      c3 = lowWords(a, b);
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    if (purpose === UNIFORM) writeUniform(y, end - i, c0, c1, c2, c3);
    else writeNormal(y, end - i, c0, c1, c2, c3);
  }
}

/** [y, count, stream, control] with the words key 0, key 1, step at `control`: numbers in [0, 1). */
export function randomUniform(args: usize, part: i32, parts: i32): void {
  generate(args, part, parts, UNIFORM);
}

/** As `randomUniform`: numbers of the standard normal distribution. */
export function randomNormal(args: usize, part: i32, parts: i32): void {
  generate(args, part, parts, NORMAL);
}
