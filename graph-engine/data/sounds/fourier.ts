/** The discrete Fourier transform of real numbers, by the package fft.js; sizes are powers of two. */
import FFT from 'fft.js';

export class Fourier {
  private readonly fft: FFT;
  private readonly complex: Float64Array;
  private readonly back: Float64Array;

  constructor(readonly size: number) {
    this.fft = new FFT(size);
    this.complex = new Float64Array(2 * size);
    this.back = new Float64Array(2 * size);
  }

  /** Bins 0 to size / 2 of `size` real numbers, each as its real and its imaginary part; lies in memory that the next call uses again. */
  forward(samples: Float64Array): Float64Array {
    this.fft.realTransform(this.complex, samples);
    return this.complex.subarray(0, this.size + 2);
  }

  /** The `size` real numbers with these bins; what the other bins are follows from them. */
  inverse(bins: Float64Array, out: Float64Array): void {
    this.complex.set(bins);
    this.fft.completeSpectrum(this.complex);
    this.fft.inverseTransform(this.back, this.complex);
    for (let i = 0; i < this.size; i++) out[i] = this.back[2 * i]!;
  }
}
