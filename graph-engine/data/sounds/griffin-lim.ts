/** Sound from magnitudes alone: phases are found by turns (Griffin & Lim 1984), with the momentum of Perraudin, Balazs & Søndergaard (2013). */
import { Random } from '../../random/counter';
import type { ShortTime, Spectrum } from './short-time';

const MOMENTUM = 0.99;

/** `magnitudes`: frames × bins. The first phases are drawn from the seed. @returns `length` samples */
export function griffinLim(shortTime: ShortTime, magnitudes: Float64Array, length: number, { rounds = 32, seed = 1 }: { readonly rounds?: number; readonly seed?: number } = {}): Float64Array {
  const { bins } = shortTime;
  const frames = magnitudes.length / bins;
  const random = new Random(seed);
  const guess: Spectrum = { frames, bins, values: new Float64Array(2 * magnitudes.length) };
  const { values } = guess;
  for (let i = 0; i < magnitudes.length; i++) {
    const angle = random.uniform(0, 2 * Math.PI);
    values[2 * i] = magnitudes[i]! * Math.cos(angle);
    values[2 * i + 1] = magnitudes[i]! * Math.sin(angle);
  }
  let before: Float64Array | null = null;
  for (let round = 0; round < rounds; round++) {
    const now = shortTime.forward(shortTime.inverse(guess, length)).values;
    for (let i = 0; i < magnitudes.length; i++) {
      const [re, im] = [2 * i, 2 * i + 1];
      const x = now[re]! + MOMENTUM * (now[re]! - (before?.[re] ?? now[re]!));
      const y = now[im]! + MOMENTUM * (now[im]! - (before?.[im] ?? now[im]!));
      const size = Math.hypot(x, y);
      // Where nothing is heard any phase will do.
      values[re] = size > 0 ? (magnitudes[i]! * x) / size : magnitudes[i]!;
      values[im] = size > 0 ? (magnitudes[i]! * y) / size : 0;
    }
    before = now;
  }
  return shortTime.inverse(guess, length);
}
