/**
 * Two standard normal numbers from two uniform 32-bit words (Box & Muller 1958), written to out[at] and out[at + 1].
 * Logarithm, sine and cosine are own polynomials, because those of `Math` may differ in the last bit between engines,
 * and a seed must give the same numbers everywhere. Errors stay below 1e-11, far under the spacing of float32.
 */
export function boxMuller(out: Float32Array | Float64Array, at: number, first: number, second: number): void {
  const radius = Math.sqrt(-2 * logUnit(first >>> 0));

  // The quadrant comes from the top two bits, the angle inside it (centred, ±π/4) from the rest.
  const quadrant = second >>> 30;
  const x = ((second & 0x3fffffff) - 0x20000000 + 0.5) * (Math.PI / 2 / 0x40000000);
  const y = x * x;
  const sine = x * (1 + y * (-1 / 6 + y * (1 / 120 + y * (-1 / 5040 + y * (1 / 362880 + y * (-1 / 39916800))))));
  const cosine = 1 + y * (-1 / 2 + y * (1 / 24 + y * (-1 / 720 + y * (1 / 40320 + y * (-1 / 3628800 + y * (1 / 479001600))))));
  const odd = (quadrant & 1) === 1;
  const u = radius * (odd ? sine : cosine);
  const v = radius * (odd ? cosine : sine);
  out[at] = quadrant === 1 || quadrant === 2 ? -u : u;
  out[at + 1] = quadrant >= 2 ? -v : v;
}

/** ln((word + ½) / 2³²), always negative: mantissa m in [√½, √2) and ln m = 2 artanh((m − 1) / (m + 1)). */
function logUnit(word: number): number {
  const value = word + 0.5;
  let exponent = 31 - Math.clz32(word | 1);
  let mantissa = value / POWERS[exponent]!;
  if (mantissa >= Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  const series = 1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 + z * (1 / 15)))))));
  return 2 * s * series + (exponent - 32) * Math.LN2;
}

const POWERS = Float64Array.from({ length: 33 }, (_, i) => 2 ** i);
