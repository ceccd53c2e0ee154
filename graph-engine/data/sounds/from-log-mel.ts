/** Frames of bands back to sound that can be listened to: bands to frequencies, then phases by Griffin and Lim. What bands and silence have taken away stays away. */
import { griffinLim } from './griffin-lim';
import { inSamples, type LogMelSettings } from './log-mel';
import { melBands, type Band } from './mel';
import { binsOf, ShortTime } from './short-time';

const ROUNDS = 40;
/** Of the loudest sample. */
const PEAK = 0.9;

/** `values`: frames × bands, low bands first, from 0 to 1 as `LogMel` gives them. @returns samples at the rate of the settings, none of them beyond 0.9 */
export function fromLogMel(values: ArrayLike<number>, settings: LogMelSettings): Float32Array {
  const { bands, depth, rate } = settings;
  const frames = Math.floor(values.length / bands);
  const how = inSamples(settings);
  const samples = new Float32Array(Math.max(0, frames - 1) * how.hop);
  if (samples.length === 0) return samples;
  const bins = binsOf(how.window);
  const filters = melBands(bands, rate, bins);
  const magnitudes = new Float64Array(frames * bins);
  for (let frame = 0; frame < frames; frame++) {
    const power = Float64Array.from({ length: bands }, (_, band) => {
      const value = values[frame * bands + band]!;
      return value <= 0 ? 0 : 10 ** (((Math.min(1, value) - 1) * depth) / 10);
    });
    magnitudes.set(spread(power, filters, bins), frame * bins);
  }
  const sound = griffinLim(new ShortTime(how), magnitudes, samples.length);
  const loudest = sound.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);
  return loudest === 0 ? samples : Float32Array.from(sound, (sample) => (sample * PEAK) / loudest);
}

/** Magnitudes of bins, none below 0, whose bands have nearly these powers: least squares by multiplicative updates (Lee & Seung 2001). */
function spread(power: Float64Array, filters: readonly Band[], bins: number): Float64Array {
  const wanted = toBins(power, filters, bins);
  let found = wanted.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const now = toBins(toBands(found, filters), filters, bins);
    found = found.map((value, bin) => (now[bin]! > 0 ? (value * wanted[bin]!) / now[bin]! : 0));
  }
  return found.map(Math.sqrt);
}
const toBands = (power: Float64Array, filters: readonly Band[]): Float64Array => Float64Array.from(filters, ({ first, weights }) => weights.reduce((sum, weight, i) => sum + weight * power[first + i]!, 0));
function toBins(power: Float64Array, filters: readonly Band[], bins: number): Float64Array {
  const out = new Float64Array(bins);
  filters.forEach(({ first, weights }, band) => weights.forEach((weight, i) => (out[first + i]! += weight * power[band]!)));
  return out;
}
