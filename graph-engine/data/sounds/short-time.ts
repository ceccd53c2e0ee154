/** The short-time Fourier transform and its least-squares inverse (Griffin & Lim 1984), as librosa has them: a periodic Hann window, frames centred on every `hop`-th sample, silence around. */
import { Fourier } from './fourier';

export interface Frames {
  /** Samples of the window. */
  readonly window: number;
  /** Samples from one frame to the next. */
  readonly hop: number;
}
export interface Spectrum {
  readonly frames: number;
  /** Up to half of the rate. */
  readonly bins: number;
  /** frames × bins × 2: real and imaginary parts. */
  readonly values: Float64Array;
}

/** The next power of two, to which a window is widened with zeros. */
export const transformSize = (window: number): number => 2 ** Math.max(1, Math.ceil(Math.log2(window)));
export const binsOf = (window: number): number => transformSize(window) / 2 + 1;
export const framesOf = (samples: number, hop: number): number => 1 + Math.floor(samples / hop);

/** In the middle of as many places as a transform has. */
function hann(window: number): Float64Array {
  const size = transformSize(window);
  const from = (size - window) >> 1;
  const weights = new Float64Array(size);
  for (let i = 0; i < window; i++) weights[from + i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / window);
  return weights;
}

export class ShortTime {
  private readonly fourier: Fourier;
  private readonly weights: Float64Array;
  private readonly piece: Float64Array;
  readonly bins: number;

  constructor(private readonly how: Frames) {
    this.weights = hann(how.window);
    this.fourier = new Fourier(this.weights.length);
    this.piece = new Float64Array(this.weights.length);
    this.bins = binsOf(how.window);
  }

  /** The bins of one frame, real and imaginary parts; in memory that the next call uses again. */
  frame(samples: ArrayLike<number>, number: number): Float64Array {
    const first = number * this.how.hop - this.piece.length / 2;
    for (let i = 0; i < this.piece.length; i++) this.piece[i] = this.weights[i]! * (samples[first + i] ?? 0);
    return this.fourier.forward(this.piece);
  }

  forward(samples: ArrayLike<number>): Spectrum {
    const frames = framesOf(samples.length, this.how.hop);
    const values = new Float64Array(frames * this.bins * 2);
    for (let i = 0; i < frames; i++) values.set(this.frame(samples, i), i * this.bins * 2);
    return { frames, bins: this.bins, values };
  }

  /** `length` samples whose transform is as near to the spectrum as can be, in squares. */
  inverse({ frames, values }: Spectrum, length: number): Float64Array {
    const [sum, weight] = [new Float64Array(length), new Float64Array(length)];
    const { piece, weights, bins } = this;
    for (let number = 0; number < frames; number++) {
      this.fourier.inverse(values.subarray(number * bins * 2, (number + 1) * bins * 2), piece);
      const first = number * this.how.hop - piece.length / 2;
      for (let i = Math.max(0, -first); i < piece.length && first + i < length; i++) {
        sum[first + i]! += weights[i]! * piece[i]!;
        weight[first + i]! += weights[i]! ** 2;
      }
    }
    // Where no window reaches, there is nothing to know.
    for (let i = 0; i < length; i++) sum[i] = weight[i]! > 1e-10 ? sum[i]! / weight[i]! : 0;
    return sum;
  }
}
