import { describe, expect, it } from 'vitest';
import { written } from './testing/written-pictures';
import { webp } from './webp';

const read = async (bytes: Uint8Array) => (await webp.read({ name: 'a.webp', bytes }))[0]!;
const fault = (bytes: Uint8Array): Promise<string> => read(bytes).then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);
const exact = [
  127, 217, 127, 145, 217, 140, 162, 217, 153, 178, 217, 165, 192, 217, 176, 203, 217, 186, 211, 217, 194, 127, 214, 140, 145, 214, 153, 162, 214, 165, 178, 214, 176, 192, 214, 186, 203, 214, 194, 211, 214, 201,
  127, 206, 153, 145, 206, 165, 162, 206, 176, 178, 206, 186, 192, 206, 194, 203, 206, 201, 211, 206, 205, 127, 193, 165, 145, 193, 176, 162, 193, 186, 178, 193, 194, 192, 193, 201, 203, 193, 205, 211, 193, 207,
  127, 176, 176, 145, 176, 186, 162, 176, 194, 178, 176, 201, 192, 176, 205, 203, 176, 207, 211, 176, 207,
];

describe('WebP', () => {
  it('has the very pixels of one without loss', async () => {
    const picture = await read(written.lossless);
    expect(picture).toMatchObject({ width: 7, height: 5, channels: 3 });
    expect([...picture.pixels]).toEqual(exact);
  });

  it('has the pixels that libwebp has of one with loss', async () => {
    const { width, height, pixels } = await read(written.lossy);
    expect([width, height]).toEqual([20, 12]);
    expect([0, 2, 19, 220, 222, 239].flatMap((i) => [...pixels.subarray(3 * i, 3 * i + 3)])).toEqual([136, 222, 143, 160, 227, 166, 82, 212, 127, 121, 44, 193, 145, 54, 191, 75, 45, 34]);
  });

  it('lays what is transparent on black', async () => {
    const { pixels } = await read(written.alpha);
    // Opaque by 0, 26 and 247 of 255.
    expect([0, 2, 19].flatMap((i) => [...pixels.subarray(3 * i, 3 * i + 3)])).toEqual([0, 0, 0, 17, 22, 16, 186, 187, 195]);
  });

  it('refuses what moves, what is cut off and what claims too much', async () => {
    expect(await fault(written.moving)).toBe('DataError: a.webp: expected a WebP picture, and found one that moves. Save its frames as pictures, or all of it as GIF.');
    for (const bytes of [written.lossless, written.lossy]) for (let end = 12; end < bytes.length; end += 3) expect(await fault(bytes.slice(0, end))).toMatch(/^DataError: a\.webp: expected a WebP picture/);
    const claims = written.lossless.slice();
    claims.set([0xff, 0xff, 0xff, 0x0f], 21);
    expect(await fault(claims)).toContain('expected a picture of at most 64 megapixels, and found 16,384 × 16,384 pixels');
    const empty = written.lossy.slice();
    empty.set([0, 0], 26);
    expect(await fault(empty)).toContain('found 0 × 12 pixels');
  });

  it('reads on after one that is broken', async () => {
    await fault(written.lossless.map((byte, i) => (i > 30 ? byte ^ 0x5a : byte)));
    expect([...(await read(written.lossless)).pixels]).toEqual(exact);
  });
});
