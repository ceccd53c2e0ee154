/** The update of Adam (Kingma & Ba 2015), in one pass over weights, moments and gradient. */
import { fma4 } from './math';

/**
 * Below 2^-124 a number becomes zero: processors take many times as long for each operation with one that is not normal. Adding and taking off
 * 2^-100 rounds those away, to multiples of 2^-123 what is near, and leaves what is above 2^-76 as it is.
 */
// @ts-ignore: decorator
@inline
function flushed(x: v128, tiny: v128): v128 {
  return f32x4.sub(f32x4.add(x, tiny), tiny);
}

/** θ ← a − step · m / (√v + floor), with the moving averages m and v of the gradient g and its square (optimizers/adam.ts), which shrink for ever where a unit has died. */
export function adam(target: usize, a: usize, g: usize, mTo: usize, m: usize, mKept: v128, mNew: v128, vTo: usize, v: usize, vKept: v128, vNew: v128, step: v128, floor: v128, end: usize): void {
  const tiny = f32x4.splat(7.888609e-31);
  for (let i: usize = 0; i < end; i += 16) {
    const gradient = v128.load(g + i);
    const mean = flushed(fma4(v128.load(m + i), mKept, f32x4.mul(gradient, mNew)), tiny);
    const square = flushed(fma4(v128.load(v + i), vKept, f32x4.mul(f32x4.mul(gradient, gradient), vNew)), tiny);
    v128.store(mTo + i, mean);
    v128.store(vTo + i, square);
    v128.store(target + i, f32x4.sub(v128.load(a + i), f32x4.div(f32x4.mul(mean, step), f32x4.add(f32x4.sqrt(square), floor))));
  }
}
