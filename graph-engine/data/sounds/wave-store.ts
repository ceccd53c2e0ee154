/** The sound of the items beside their frames, so that it can be heard: 16 bits at the rate of the frames, as long as there are not too many samples. */
import type { SoundItems } from '../table';

/** 64 MiB: more than an hour at 8,000 Hz. */
export const MOST_KEPT = 2 ** 25;

export class WaveStore {
  private samples = new Int16Array(0);
  private used = 0;
  private full = false;
  private readonly from: number[] = [];
  private readonly to: number[] = [];

  /** `expected`: samples of all recordings together. */
  constructor(expected: number) {
    this.full = expected > MOST_KEPT;
    if (!this.full) this.samples = new Int16Array(expected);
  }

  /** Of one recording, in pieces of so many samples, each of which is an item. */
  add(samples: Float32Array, pieces: number, perPiece: number): void {
    if (this.full || this.used + samples.length > this.samples.length) {
      this.full = true;
      return;
    }
    for (let i = 0; i < samples.length; i++) this.samples[this.used + i] = Math.max(-32_768, Math.min(32_767, Math.round(samples[i]! * 32_768)));
    for (let piece = 0; piece < pieces; piece++) {
      this.from.push(this.used + Math.min(samples.length, piece * perPiece));
      this.to.push(this.used + Math.min(samples.length, piece === pieces - 1 ? Infinity : (piece + 1) * perPiece));
    }
    this.used += samples.length;
  }

  finish(): SoundItems['wave'] {
    return this.full ? null : { samples: this.samples.subarray(0, this.used), from: Uint32Array.from(this.from), to: Uint32Array.from(this.to) };
  }
}
