/**
 * Random numbers addressed by (seed, step, stream): the same address gives the same numbers on every machine, in any order,
 * with nothing to save in a checkpoint but the step. Uniform and normal fills of one address are independent of each other.
 */
import { boxMuller } from './box-muller';
import { keyOf, philox } from './philox';

export { Random } from './random';
export { streams } from './streams';

const UNIFORM = 0;
const NORMAL = 1;
const words = new Uint32Array(4);
const spare = new Float64Array(4);

/** Fills `out` with numbers in [0, 1), multiples of 2⁻²⁴ so that float32 holds them exactly. `step` and `stream`: integers below 2³². */
export function fillUniform(out: Float32Array, seed: number, step: number, stream: number): void {
  const [k0, k1] = keyOf(seed);
  const whole = out.length & ~3;
  for (let i = 0, block = 0; i < whole; i += 4, block++) {
    philox(words, block, step, stream, UNIFORM, k0, k1);
    out[i] = (words[0]! >>> 8) * UNIT;
    out[i + 1] = (words[1]! >>> 8) * UNIT;
    out[i + 2] = (words[2]! >>> 8) * UNIT;
    out[i + 3] = (words[3]! >>> 8) * UNIT;
  }
  if (whole === out.length) return;
  philox(words, whole >>> 2, step, stream, UNIFORM, k0, k1);
  for (let i = whole; i < out.length; i++) out[i] = (words[i - whole]! >>> 8) * UNIT;
}

/** Fills `out` with numbers of the standard normal distribution. `step` and `stream`: integers below 2³². */
export function fillNormal(out: Float32Array, seed: number, step: number, stream: number): void {
  const [k0, k1] = keyOf(seed);
  const whole = out.length & ~3;
  for (let i = 0, block = 0; i < whole; i += 4, block++) {
    philox(words, block, step, stream, NORMAL, k0, k1);
    boxMuller(out, i, words[0]!, words[1]!);
    boxMuller(out, i + 2, words[2]!, words[3]!);
  }
  if (whole === out.length) return;
  philox(words, whole >>> 2, step, stream, NORMAL, k0, k1);
  boxMuller(spare, 0, words[0]!, words[1]!);
  boxMuller(spare, 2, words[2]!, words[3]!);
  for (let i = whole; i < out.length; i++) out[i] = spare[i - whole]!;
}

const UNIT = 2 ** -24;
