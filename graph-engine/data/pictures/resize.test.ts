import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../formats/definition';
import { crop, fitTo } from './crop';
import { toColour, toGrey } from './grey';
import { resize } from './resize';

const grey = (width: number, ...values: number[]): Picture => ({ width, height: values.length / width, channels: 1, pixels: Uint8Array.from(values) });
const seen = ({ pixels }: Picture): number[] => [...pixels];
const pictures = fc.record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }), channels: fc.constantFrom(1, 3) }).chain(({ width, height, channels }) =>
  fc.uint8Array({ minLength: width * height * channels, maxLength: width * height * channels }).map((pixels): Picture => ({ width, height, channels: channels as 1 | 3, pixels })),
);
const side = fc.integer({ min: 1, max: 20 });

describe('resize', () => {
  it('averages areas when it shrinks, with parts of pixels by their share', () => {
    expect(seen(resize(grey(4, 0, 10, 20, 40), 2, 1))).toEqual([5, 30]);
    // 3 to 2: each covers one and a half.
    expect(seen(resize(grey(3, 0, 30, 90), 2, 1))).toEqual([10, 70]);
    expect(seen(resize(grey(2, 0, 100, 50, 250), 1, 1))).toEqual([100]);
    expect(seen(resize(grey(1, 8, 16, 32, 64, 128), 1, 2))).toEqual([16, 83]);
  });

  it('is bilinear between the middles of pixels when it grows', () => {
    expect(seen(resize(grey(2, 0, 100), 4, 1))).toEqual([0, 25, 75, 100]);
    expect(seen(resize(grey(1, 0, 90), 1, 3))).toEqual([0, 45, 90]);
    expect(seen(resize(grey(2, 0, 100, 100, 200), 4, 4)).slice(4, 8)).toEqual([25, 50, 100, 125]);
  });

  it('shrinks one side and grows the other, each channel on its own, and keeps 16 bits', () => {
    const colour: Picture = { width: 2, height: 1, channels: 3, pixels: Uint8Array.of(0, 50, 255, 100, 150, 255) };
    expect(seen(resize(colour, 1, 2))).toEqual([50, 100, 255, 50, 100, 255]);
    const deep = resize({ width: 2, height: 1, channels: 1, pixels: Uint16Array.of(0, 65_535) }, 4, 1);
    expect(deep.pixels).toEqual(Uint16Array.of(0, 16_384, 49_151, 65_535));
  });

  it('keeps what is constant, the mean of what shrinks, and everything at the same size', () => {
    fc.assert(
      fc.property(pictures, side, side, (picture, width, height) => {
        expect(resize(picture, picture.width, picture.height)).toBe(picture);
        const out = resize(picture, width, height);
        expect(out.pixels).toHaveLength(width * height * picture.channels);
        expect(Math.min(...out.pixels)).toBeGreaterThanOrEqual(Math.min(...picture.pixels));
        expect(Math.max(...out.pixels)).toBeLessThanOrEqual(Math.max(...picture.pixels));
        if (width > picture.width || height > picture.height) return;
        const mean = (values: Picture['pixels']): number => [...values].reduce((sum, value) => sum + value, 0) / values.length;
        expect(Math.abs(mean(out.pixels) - mean(picture.pixels))).toBeLessThanOrEqual(0.5);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('fitTo', () => {
  const wide = grey(4, 1, 2, 3, 4, 5, 6, 7, 8);
  it('cuts what stands over, pulls, or puts black around', () => {
    expect(seen(fitTo(wide, 2, 2, 'crop'))).toEqual([2, 3, 6, 7]);
    expect(seen(fitTo(wide, 2, 2, 'stretch'))).toEqual([2, 4, 6, 8]);
    expect(seen(fitTo(wide, 4, 4, 'pad'))).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]);
    expect(seen(fitTo(grey(1, 9, 9, 9, 9), 2, 2, 'pad'))).toEqual([9, 0, 9, 0]);
  });

  it('gives the asked size of any picture', () => {
    fc.assert(
      fc.property(pictures, side, side, fc.constantFrom('crop' as const, 'stretch' as const, 'pad' as const), (picture, width, height, fit) => {
        expect(fitTo(picture, width, height, fit)).toMatchObject({ width, height, channels: picture.channels, pixels: { length: width * height * picture.channels } });
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('crops rectangles', () => {
    expect(crop(wide, 1, 1, 2, 1)).toMatchObject({ width: 2, height: 1, pixels: Uint8Array.of(6, 7) });
  });
});

describe('grey and colour', () => {
  it('weighs red, green and blue as Rec. 601 does, rounded as PIL rounds', () => {
    const colours: Picture = { width: 5, height: 1, channels: 3, pixels: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 10, 20, 30) };
    expect(seen(toGrey(colours))).toEqual([76, 150, 29, 255, 18]);
    expect(toGrey({ ...colours, width: 1, pixels: Uint16Array.of(65_535, 65_535, 65_535) }).pixels).toEqual(Uint16Array.of(65_535));
  });

  it('repeats grey for colour', () => {
    expect(toColour(grey(2, 7, 9))).toMatchObject({ channels: 3, pixels: Uint8Array.of(7, 7, 7, 9, 9, 9) });
  });
});
