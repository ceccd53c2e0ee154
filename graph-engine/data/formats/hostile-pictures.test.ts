/** Broken files of every picture format: they give pictures or a DataError, in little time and memory. */
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { pictureFormatOf, pictureFormats } from './picture-formats';
import { MOST_PIXELS } from './picture-limits';
import { checkChangedBytes } from './testing/changed-bytes';
import { encodeGif } from './testing/encode-gif';
import { encodePng } from './testing/encode-png';
import { written } from './testing/written-pictures';

const noise = (length: number, most: number): number[] => Array.from({ length }, (_, i) => ((i + 3) * 2_654_435_761 >>> 8) % most);
const samples: Record<string, Uint8Array> = {
  png: encodePng({ width: 13, height: 7, depth: 8, colour: 6, samples: noise(13 * 7 * 4, 256), filter: (row) => row % 5 }),
  'interlaced PNG': encodePng({ width: 13, height: 7, depth: 2, colour: 3, samples: noise(13 * 7, 4), interlaced: true, palette: noise(12, 256) }),
  gif: encodeGif({ width: 20, height: 9, palette: [[0, 0, 0], [255, 255, 255], [9, 8, 7], [70, 80, 90]], frames: [{ width: 20, height: 9, pixels: noise(180, 4) }, { x: 3, width: 9, height: 9, pixels: noise(81, 4), disposal: 2, interlaced: true }] }),
  'text PGM': Uint8Array.from([...'P2\n# a\n3 2 255\n1 2 3 4 5 255\n'].map((letter) => letter.charCodeAt(0))),
  ppm: Uint8Array.from([...[...'P6 3 2 255\n'].map((letter) => letter.charCodeAt(0)), ...noise(18, 256)]),
  ...written,
};

async function outcome(bytes: Uint8Array): Promise<void> {
  const file = { name: 'a', bytes };
  const format = pictureFormatOf(bytes.subarray(0, 512), 'a');
  if (!format) return;
  try {
    const size = format.size(file);
    expect(size.width * size.height).toBeLessThanOrEqual(MOST_PIXELS);
    for (const { width, height, channels, pixels } of await format.read(file)) expect(pixels).toHaveLength(width * height * channels);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
  }
}

describe('broken pictures', () => {
  it('knows each of its samples', () => {
    for (const [name, bytes] of Object.entries(samples)) expect(pictureFormatOf(bytes.subarray(0, 512), name), name).not.toBeNull();
    expect(pictureFormats).toHaveLength(5);
  });

  it.each(Object.keys(samples))('%s: in the middle of a larger buffer, which stays as it is', async (name) => {
    const bytes = samples[name]!;
    const larger = new Uint8Array(bytes.length + 99).fill(0xa5);
    larger.set(bytes, 37);
    const before = larger.slice();
    const read = (at: Uint8Array): Promise<unknown> => pictureFormatOf(at, 'a')!.read({ name: 'a', bytes: at }).catch((error: Error) => error.message);
    expect(await read(larger.subarray(37, 37 + bytes.length))).toEqual(await read(bytes));
    expect(larger).toEqual(before);
  });

  it.each(Object.keys(samples))('%s: cut off anywhere', async (name) => {
    const bytes = samples[name]!;
    for (let end = 0; end < bytes.length; end += bytes.length > 200 ? 3 : 1) await outcome(bytes.slice(0, end));
  });

  it.each(Object.keys(samples))('%s: with changed bytes', async (name) => {
    await checkChangedBytes(samples[name]!, outcome, 150);
  });
});
