/**
 * Philox-4x32-10, the counter-based generator of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011), section 3.3.
 * A block of four 32-bit words is a pure function of a 128-bit counter and a 64-bit key, so any number of any step can be had without state.
 */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const M0_LOW = M0 & 0xffff;
const M0_HIGH = M0 >>> 16;
const M1_LOW = M1 & 0xffff;
const M1_HIGH = M1 >>> 16;

/** Writes the block of counter (c0, c1, c2, c3) under key (k0, k1) to out[0..3]. */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  for (let round = 0; round < 10; round++) {
    // The high word of a 32 × 32 bit product from four 16 × 16 bit ones: no partial sum leaves 32 bits.
    const low0 = c0 & 0xffff;
    const high0 = c0 >>> 16;
    const p = Math.imul(M0_HIGH, low0) + (Math.imul(M0_LOW, low0) >>> 16);
    const q = Math.imul(M0_LOW, high0) + (p & 0xffff);
    const h0 = (Math.imul(M0_HIGH, high0) + (p >>> 16) + (q >>> 16)) | 0;
    const l0 = Math.imul(M0, c0);

    const low2 = c2 & 0xffff;
    const high2 = c2 >>> 16;
    const r = Math.imul(M1_HIGH, low2) + (Math.imul(M1_LOW, low2) >>> 16);
    const s = Math.imul(M1_LOW, high2) + (r & 0xffff);
    const h1 = (Math.imul(M1_HIGH, high2) + (r >>> 16) + (s >>> 16)) | 0;
    const l1 = Math.imul(M1, c2);

    c0 = h1 ^ c1 ^ k0;
    c1 = l1;
    c2 = h0 ^ c3 ^ k1;
    c3 = l0;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** The two key words of a seed: any safe integer, negative ones included. */
export function keyOf(seed: number): readonly [number, number] {
  if (!Number.isSafeInteger(seed)) throw new Error(`internal: the seed must be a safe integer, and is ${seed}`);
  return [seed | 0, Math.floor(seed / 0x1_0000_0000) | 0];
}
