import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gif } from './gif';
import { unpackLzw } from './gif/lzw';
import { encodeGif, type GifPlan } from './testing/encode-gif';

const palette = [[0, 0, 0], [255, 255, 255], [200, 30, 10], [10, 60, 200]] as const;
const greys = [[0, 0, 0], [255, 255, 255]] as const;
const read = (plan: GifPlan | Uint8Array) => gif.read({ name: 'a.gif', bytes: plan instanceof Uint8Array ? plan : encodeGif(plan) });
const fault = (bytes: Uint8Array): Promise<string> => read(bytes).then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);
const colours = (indices: readonly number[]): number[] => indices.flatMap((index) => palette[index]!);

describe('GIF', () => {
  it('lays frames over one another, and does with each what it asks for afterwards', async () => {
    const frame = (disposal: number, index: number, x: number) => ({ x, width: 1, height: 1, pixels: [index], disposal });
    const shown = async (disposal: number) => (await read({ width: 3, height: 1, palette, frames: [{ width: 3, height: 1, pixels: [1, 1, 1] }, frame(disposal, 2, 0), frame(0, 3, 2)] })).map(({ pixels }) => [...pixels]);
    expect(await shown(0)).toEqual([colours([1, 1, 1]), colours([2, 1, 1]), colours([2, 1, 3])]);
    expect(await shown(1)).toEqual([colours([1, 1, 1]), colours([2, 1, 1]), colours([2, 1, 3])]);
    expect(await shown(2)).toEqual([colours([1, 1, 1]), colours([2, 1, 1]), colours([0, 1, 3])]);
    expect(await shown(3)).toEqual([colours([1, 1, 1]), colours([2, 1, 1]), colours([1, 1, 3])]);
  });

  it('lets through what a transparent pixel covers, leaves out what lies beyond the screen, and lies on black', async () => {
    const frames = [{ x: 1, width: 1, height: 2, pixels: [2, 3] }, { width: 4, height: 3, pixels: [1, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1], clear: 0 }];
    const pictures = await read({ width: 2, height: 2, palette, frames });
    expect(pictures.map(({ pixels }) => [...pixels])).toEqual([colours([0, 2, 0, 3]), colours([1, 2, 0, 3])]);
  });

  it('is grey where all frames are, and else in colour', async () => {
    const grey = await read({ width: 2, height: 1, palette: greys, frames: [{ width: 2, height: 1, pixels: [1, 0] }, { width: 2, height: 1, pixels: [0, 1] }] });
    expect(grey.map(({ channels, pixels }) => [channels, ...pixels])).toEqual([[1, 255, 0], [1, 0, 255]]);
    const mixed = await read({ width: 1, height: 1, palette, frames: [{ width: 1, height: 1, pixels: [1] }, { width: 1, height: 1, pixels: [2] }] });
    expect(mixed.map(({ channels, pixels }) => [channels, ...pixels])).toEqual([[3, 255, 255, 255], [3, 200, 30, 10]]);
  });

  it('unpacks whatever was packed, interlaced too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 8 }), fc.boolean(), fc.integer({ min: 1, max: 40 }), async (width, height, bits, interlaced, run) => {
        const wide = Array.from({ length: 1 << bits }, (_, i) => [i, i, i] as const);
        const pixels = Array.from({ length: width * height }, (_, i) => (Math.floor(i / run) * 2_654_435_761 + (i % 7 === 0 ? i : 0)) % (1 << bits));
        const [picture] = await read({ width, height, palette: wide, frames: [{ width, height, pixels, interlaced }] });
        expect([...picture!.pixels]).toEqual(pixels);
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('refuses what is cut off or claims too much', async () => {
    const good = encodeGif({ width: 5, height: 5, palette, frames: [{ width: 5, height: 5, pixels: Array<number>(25).fill(2) }, { width: 5, height: 5, pixels: Array.from({ length: 25 }, (_, i) => i % 4) }] });
    for (const end of [9, 20, 40, 47, good.length - 4]) expect(await fault(good.slice(0, end))).toContain('DataError: a.gif: expected a GIF picture, and found one that is broken or cut off');
    expect(await read(good.slice(0, -1))).toHaveLength(2);
    const claims = good.slice();
    claims.fill(0xff, 6, 10);
    expect(await fault(claims)).toContain('expected a picture of at most 16 megapixels, and found 65,535 × 65,535 pixels');
    const many = { width: 4096, height: 4096, palette, frames: Array.from({ length: 9 }, () => ({ width: 1, height: 1, pixels: [1] })) };
    expect(await fault(encodeGif(many))).toBe('DataError: a.gif: expected at most 2 frames of 4096 × 4096 pixels, and found more. Cut it into several files, or save it smaller.');
    expect(await fault(encodeGif({ width: 1, height: 1, palette, frames: [] }))).toContain('it has no frame');
    expect(await fault(encodeGif({ width: 2, height: 2, palette, frames: [{ width: 2, height: 2, pixels: [1, 1] }] }))).toContain('pixels of frame 1 are missing');
  });

  it('ends at codes that stand for nothing', () => {
    for (let seed = 0; seed < 200; seed++) {
      const data = Uint8Array.from({ length: 300 }, (_, i) => ((seed + 1) * (i + 7) * 2_654_435_761) >>> 24);
      expect(unpackLzw(data, 2 + (seed % 7), new Uint8Array(10_000))).toBeLessThanOrEqual(10_000);
    }
  });
});
