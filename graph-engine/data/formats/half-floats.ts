/** Floats of 16 bits, which not every browser has a typed array for. */

const float = (half: number): number => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};
let floats: Float32Array | null = null;

/** IEEE 754 binary16. */
export function floatsOfHalves(halves: Uint16Array): Float32Array {
  const table = (floats ??= Float32Array.from({ length: 65_536 }, (_, half) => float(half)));
  const out = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) out[i] = table[halves[i]!]!;
  return out;
}

/** The upper half of a 32-bit float. */
export function floatsOfBfloats(upper: Uint16Array): Float32Array {
  const out = new Uint32Array(upper.length);
  for (let i = 0; i < upper.length; i++) out[i] = upper[i]! << 16;
  return new Float32Array(out.buffer);
}
