/**
 * Another rate for the same sound: band-limited interpolation (Smith & Gossett 1984), a sinc under a window of Kaiser, 32 zeros on each side.
 * What lies above half of the lower rate is taken away: 90 dB from there on, nothing below 0.82 of it.
 */
import type { Recording } from '../formats/definition';

const ZEROS = 32;
/** Places of the table between two zeros; between these the filter is a straight line, which errs by 2⁻²⁰. */
const FINE = 1024;
const BETA = 9;
/** Where the filter passes half, as a share of half of the lower rate: its edge then ends there. */
const ROLLOFF = 0.91;

/** Modified Bessel function of the first kind and order 0. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/** The right half of the filter, as `filter[FINE * t]` for t zeros from the middle. */
let known: Float64Array | null = null;
function filter(): Float64Array {
  if (known) return known;
  known = new Float64Array(ZEROS * FINE + 2);
  for (let i = 0; i <= ZEROS * FINE; i++) {
    const t = i / FINE;
    const sinc = t === 0 ? 1 : Math.sin(Math.PI * t * ROLLOFF) / (Math.PI * t * ROLLOFF);
    known[i] = ROLLOFF * sinc * (bessel(BETA * Math.sqrt(1 - (t / ZEROS) ** 2)) / bessel(BETA));
  }
  return known;
}

/** @returns ceil(length · to / from) samples, the first at the same time as the first that there is; before and after lies silence */
export function resample({ rate: from, samples }: Recording, to: number): Float32Array {
  if (from === to || samples.length === 0) return samples;
  const table = filter();
  const out = new Float32Array(Math.ceil((samples.length * to) / from));
  // The filter is stretched over the samples where there are to be fewer.
  const scale = Math.min(1, to / from);
  const reach = ZEROS / scale;
  for (let n = 0; n < out.length; n++) {
    const at = (n * from) / to;
    const last = Math.min(samples.length - 1, Math.floor(at + reach));
    let sum = 0;
    for (let i = Math.max(0, Math.ceil(at - reach)); i <= last; i++) {
      const t = Math.abs(at - i) * scale * FINE;
      const place = Math.floor(t);
      const here = table[place]!;
      sum += samples[i]! * (here + (t - place) * (table[place + 1]! - here));
    }
    out[n] = sum * scale;
  }
  return out;
}
