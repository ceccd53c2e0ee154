/** The sound of one item of a table of recordings: as it was recorded, and as its frames alone say. */
import type { Recording } from '../formats/definition';
import type { MemoryTable, SoundItems } from '../table';
import { fromLogMel } from './from-log-mel';

/** Frames × bands, low bands first, of a picture [bands, frames, 1] with high bands first; the first `length` frames. */
export function framesOfPicture(picture: ArrayLike<number>, [bands = 0, frames = 0]: readonly number[], length = frames): Float32Array {
  const out = new Float32Array(length * bands);
  for (let frame = 0; frame < length; frame++) {
    for (let band = 0; band < bands; band++) out[frame * bands + band] = picture[(bands - 1 - band) * frames + frame]!;
  }
  return out;
}

/** Null where the sound is not kept beside the frames. */
export function recordingOf({ settings, wave }: SoundItems, item: number): Recording | null {
  if (!wave) return null;
  return { rate: settings.rate, samples: Float32Array.from(wave.samples.subarray(wave.from[item], wave.to[item]), (sample) => sample / 32_768) };
}

/** What is left of the sound in its frames: made again from them, with phases that are found. */
export function heardFromFrames({ sound, lengths, values, scale, shape }: MemoryTable, item: number): Recording {
  const size = shape[0]! * shape[1]!;
  const picture = Float32Array.from(values.subarray(item * size, (item + 1) * size), (value) => value * scale);
  const { settings } = sound!;
  return { rate: settings.rate, samples: fromLogMel(framesOfPicture(picture, shape, lengths?.[item]), settings) };
}
