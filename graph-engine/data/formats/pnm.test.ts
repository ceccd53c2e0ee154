import { describe, expect, it } from 'vitest';
import { pnm } from './pnm';

const bytesOf = (head: string, ...body: number[]) => Uint8Array.from([...[...head].map((letter) => letter.charCodeAt(0)), ...body]);
const read = async (bytes: Uint8Array) => (await pnm.read({ name: 'a.pgm', bytes }))[0]!;
const fault = async (bytes: Uint8Array): Promise<string> => read(bytes).then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);

describe('PBM, PGM, PPM', () => {
  it.each([
    ['P1 with digits together', bytesOf('P1\n3 2\n010\n1 1 0\n'), 3, 2, 1, [255, 0, 255, 0, 0, 255]],
    ['P2', bytesOf('P2 2 2 15 0 15\n 5 # five\n10'), 2, 2, 1, [0, 255, 85, 170]],
    ['P3', bytesOf('P3 1 1 255 1 2 3'), 1, 1, 3, [1, 2, 3]],
    ['P4 with bits that fill up a row', bytesOf('P4 9 2 ', 0b10000000, 0b10000000, 0, 0), 9, 2, 1, [0, 255, 255, 255, 255, 255, 255, 255, 0, ...Array<number>(9).fill(255)]],
    ['P5 with the comment that GIMP writes', bytesOf('P5\n# CREATOR: GIMP PNM Filter Version 1.1\n2 1\n255\n', 10, 35), 2, 1, 1, [10, 35]],
    ['P6', bytesOf('P6 1 2 100\n', 0, 50, 100, 1, 2, 3), 1, 2, 3, [0, 128, 255, 3, 5, 8]],
  ] as const)('reads %s', async (_, bytes, width, height, channels, pixels) => {
    expect(pnm.recognises(bytes, 'a.pgm')).toBe(true);
    expect(pnm.size({ name: 'a.pgm', bytes })).toMatchObject({ width, height });
    const picture = await read(bytes);
    expect(picture).toMatchObject({ width, height, channels });
    expect([...picture.pixels]).toEqual(pixels);
  });

  it('keeps 16 bits, big-endian, widened to all of them', async () => {
    const { pixels } = await read(bytesOf('P5 3 1 65535\n', 1, 2, 255, 255, 0, 0));
    expect(pixels).toEqual(Uint16Array.of(258, 65_535, 0));
    expect((await read(bytesOf('P5 2 1 1000\n', 3, 232, 1, 244))).pixels).toEqual(Uint16Array.of(65_535, 32_768));
    expect((await read(bytesOf('P2 1 1 4095 4095'))).pixels).toEqual(Uint16Array.of(65_535));
  });

  it('refuses what is cut off, too large, or out of its own range', async () => {
    expect(await fault(bytesOf('P5 60000 60000 255\n'))).toContain('DataError: a.pgm: expected a picture of at most 64 megapixels');
    expect(await fault(bytesOf('P2 60000 60000 255\n'))).toContain('at most 64 megapixels');
    expect(await fault(bytesOf('P5 0 3 255\n'))).toContain('0 × 3 pixels');
    expect(await fault(bytesOf('P5 4 4 255\n', 1, 2, 3))).toContain('4 × 4 pixels need 27 bytes, and there are 14');
    expect(await fault(bytesOf('P2 8000 8000 255 1 2 3'))).toContain('8000 × 8000 pixels need');
    expect(await fault(bytesOf('P5 1 1 70000\n', 1, 2))).toContain('expected a greatest number from 1 to 65,535, and found 70000');
    expect(await fault(bytesOf('P2 1 1 9 10 '))).toContain('a pixel is 10, and the greatest number is said to be 9');
    expect(await fault(bytesOf('P5 12'))).toContain('its height is no number');
    expect(await fault(bytesOf('P1 2 1 0 7'))).toContain('a pixel is neither 0 nor 1');
  });

  it('is no text that begins alike', () => {
    for (const text of ['P1,P2\n1,2\n', 'P5 is a letter', 'Plain', 'P7 1 1']) expect(pnm.recognises(bytesOf(text), 'a.txt')).toBe(false);
  });
});
