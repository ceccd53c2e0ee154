/** Recordings as frames of bands: how loud each band of the mel scale is, in decibels below the loudest of the recording. */
import { DataError } from '../data-error';
import { melBands, type Band } from './mel';
import { binsOf, framesOf, ShortTime, type Frames } from './short-time';

export interface LogMelSettings {
  /** Samples a second, to which recordings are brought. */
  readonly rate: number;
  /** Of one frame, in milliseconds. */
  readonly window: number;
  /** From one frame to the next, in milliseconds. */
  readonly hop: number;
  readonly bands: number;
  /** Decibels from the loudest band of a recording, which becomes 1, to what counts as silence, which becomes 0. */
  readonly depth: number;
}
export const usualLogMel: LogMelSettings = { rate: 16_000, window: 32, hop: 10, bands: 40, depth: 80 };
/** Power that counts as none, so that a silent recording is silent in all its frames. */
const NOTHING = 1e-10;

export const inSamples = ({ rate, window, hop }: LogMelSettings): Frames => ({ window: Math.max(2, Math.round((window * rate) / 1000)), hop: Math.max(1, Math.round((hop * rate) / 1000)) });
export const framesFor = (settings: LogMelSettings, samples: number): number => framesOf(samples, inSamples(settings).hop);

export class LogMel {
  private readonly shortTime: ShortTime;
  private readonly filters: readonly Band[];

  /** @throws DataError where a band would hold nothing */
  constructor(readonly settings: LogMelSettings) {
    const frames = inSamples(settings);
    this.shortTime = new ShortTime(frames);
    this.filters = melBands(settings.bands, settings.rate, binsOf(frames.window));
    if (this.filters.some(({ weights }) => weights.length === 0)) {
      throw new DataError(`Expected bands that hold a frequency each, and found that ${settings.bands} bands are too many for a window of ${settings.window} ms at ${settings.rate.toLocaleString('en')} Hz. Choose fewer bands or a longer window.`);
    }
  }

  /** Mel power of the first `most` frames, frames × bands. */
  power(samples: ArrayLike<number>, most = Infinity): Float64Array {
    const { bands } = this.settings;
    const frames = Math.min(most, framesFor(this.settings, samples.length));
    const out = new Float64Array(frames * bands);
    for (let frame = 0; frame < frames; frame++) {
      const bins = this.shortTime.frame(samples, frame);
      this.filters.forEach(({ first, weights }, band) => {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * (bins[2 * (first + i)]! ** 2 + bins[2 * (first + i) + 1]! ** 2);
        out[frame * bands + band] = sum;
      });
    }
    return out;
  }

  /** Frames × bands, low bands first, from 0 (silence) to 1 (the loudest band of these frames). */
  of(samples: ArrayLike<number>, most = Infinity): Float32Array {
    const power = this.power(samples, most);
    const loudest = power.reduce((top, value) => Math.max(top, value), 0);
    if (loudest <= NOTHING) return new Float32Array(power.length);
    const { depth } = this.settings;
    return Float32Array.from(power, (value) => Math.max(0, 1 + (10 * Math.log10(Math.max(value, Number.MIN_VALUE) / loudest)) / depth));
  }
}
