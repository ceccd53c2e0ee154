/** Frames of items one after another, as pictures of their spectrum: time to the right, high bands above, so that whatever shows pictures shows them as they are read. */
import { DataError } from '../data-error';
import { counted } from '../../diagnostics/counted';

export const MOST_BYTES = 2 ** 30;

export class FrameStore {
  readonly values: Uint8Array;
  readonly lengths: Uint16Array | Uint32Array;
  count = 0;

  /** @throws DataError where the items are too many */
  constructor(
    readonly frames: number,
    readonly bands: number,
    items: number,
  ) {
    const bytes = items * frames * bands;
    if (bytes > MOST_BYTES) throw new DataError(`Expected at most 1 GB of frames, and found ${counted(items, 'item')} of ${frames} frames and ${bands} bands, which are ${(bytes / 2 ** 30).toFixed(1)} GB. Choose fewer frames or bands, or fewer recordings.`);
    this.values = new Uint8Array(bytes);
    this.lengths = frames > 65_535 ? new Uint32Array(items) : new Uint16Array(items);
  }

  /** `all`: frames × bands of a recording, low bands first, from 0 to 1; an item takes those from `first` on, and what it has no frames for is silence. */
  add(all: Float32Array, first: number): void {
    const { bands, frames } = this;
    const length = Math.max(0, Math.min(frames, all.length / bands - first));
    const place = this.count * frames * bands;
    for (let frame = 0; frame < length; frame++) {
      for (let band = 0; band < bands; band++) this.values[place + (bands - 1 - band) * frames + frame] = Math.round(255 * all[(first + frame) * bands + band]!);
    }
    this.lengths[this.count++] = length;
  }

  finish(): { readonly values: Uint8Array; readonly lengths: Uint16Array | Uint32Array } {
    return { values: this.values.subarray(0, this.count * this.frames * this.bands), lengths: this.lengths.subarray(0, this.count) };
  }
}
