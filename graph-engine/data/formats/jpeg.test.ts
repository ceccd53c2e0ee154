import { describe, expect, it } from 'vitest';
import { jpeg } from './jpeg';
import { upright, type Orientation } from './jpeg/orientation';
import { written } from './testing/written-pictures';

const read = async (bytes: Uint8Array) => (await jpeg.read({ name: 'a.jpg', bytes }))[0]!;
const fault = (bytes: Uint8Array): Promise<string> => read(bytes).then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);
/** At the crossings of rows 0, 5, 11 and columns 0, 7, 19. */
const probes = ({ width, channels, pixels }: Awaited<ReturnType<typeof read>>): number[] => [0, 5, 11].flatMap((y) => [0, 7, 19].flatMap((x) => [...pixels.subarray((y * width + x) * channels, (y * width + x + 1) * channels)]));
/** As libjpeg has them. */
const inColour = [135, 210, 141, 220, 210, 201, 87, 209, 124, 137, 153, 186, 218, 155, 198, 81, 152, 74, 136, 43, 196, 215, 46, 145, 81, 43, 40];

/** Puts a part that a camera writes behind the first mark. */
function withOrientation(bytes: Uint8Array, value: number, little: boolean): Uint8Array {
  const u16 = (n: number) => (little ? [n & 255, n >> 8] : [n >> 8, n & 255]);
  const u32 = (n: number) => (little ? [...u16(n), 0, 0] : [0, 0, ...u16(n)]);
  const exif = [...[...'Exif\0\0'].map((letter) => letter.charCodeAt(0)), ...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...u16(42), ...u32(8), ...u16(1), ...u16(0x0112), ...u16(3), ...u32(1), ...u16(value), 0, 0, ...u32(0)];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...bytes.subarray(2)]);
}

describe('JPEG', () => {
  it('has the pixels that libjpeg has, plain and progressive, with half as many colours as lights', async () => {
    for (const bytes of [written.colour, written.progressive]) {
      const picture = await read(bytes);
      expect(picture).toMatchObject({ width: 20, height: 12, channels: 3 });
      expect(probes(picture)).toEqual(inColour);
    }
  });

  it('gives one channel for grey', async () => {
    const picture = await read(written.grey);
    expect(picture).toMatchObject({ width: 20, height: 12, channels: 1 });
    expect(probes(picture)).toEqual([127, 215, 73, 127, 215, 73, 127, 215, 73]);
  });

  it('turns a picture as the camera was held', async () => {
    for (const little of [true, false]) {
      const turned = withOrientation(written.colour, 6, little);
      expect(jpeg.size({ name: 'a.jpg', bytes: turned })).toEqual({ width: 12, height: 20 });
      const [flat, picture] = [await read(written.colour), await read(turned)];
      expect(picture).toMatchObject({ width: 12, height: 20 });
      // Clockwise by a quarter: what was at the bottom left is at the top left.
      expect([...picture.pixels.subarray(0, 3)]).toEqual([...flat.pixels.subarray(11 * 20 * 3, 11 * 20 * 3 + 3)]);
    }
    const two = { width: 2, height: 3, channels: 1, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) } as const;
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [...upright(two, orientation as Orientation).pixels].join(''));
    expect(all).toEqual(['123456', '214365', '654321', '563412', '135246', '531642', '642531', '246135']);
  });

  it('refuses what is made for printing, cut off, or claims too much', async () => {
    expect(await fault(written.cmyk)).toBe('DataError: a.jpg: expected a JPEG picture in grey or in red, green and blue, and found 4 channels (CMYK, for printing). Save it as RGB.');
    for (let end = 3; end < written.colour.length - 1; end++) expect(await fault(written.colour.slice(0, end))).toMatch(/^DataError: a\.jpg: expected a JPEG picture/);
    const place = written.grey.findIndex((byte, i) => byte === 0xff && written.grey[i + 1] === 0xc0) + 5;
    const claims = written.grey.slice();
    claims.set([0xea, 0x60, 0xea, 0x60], place);
    expect(await fault(claims)).toContain('expected a picture of at most 64 megapixels, and found 60,000 × 60,000 pixels');
    claims.set([0, 0, 0, 9], place);
    expect(await fault(claims)).toContain('found 9 × 0 pixels');
  });

  it('refuses more passes than programs write, each of which takes as long as all pixels', async () => {
    const scan = written.progressive.findIndex((byte, i) => byte === 0xff && written.progressive[i + 1] === 0xda);
    const pass = written.progressive.subarray(scan, -2);
    expect(await fault(Uint8Array.from([...written.progressive.subarray(0, -2), ...Array.from({ length: 100 }, () => [...pass]).flat(), 0xff, 0xd9]))).toContain('its pixels come in more than 100 passes');
  });

  it('reads on after one that is broken', async () => {
    const wrong = written.colour.slice();
    wrong.fill(0, 20, 60);
    expect(await fault(wrong)).toContain('DataError: a.jpg: expected a JPEG picture, and found one that is broken');
    expect(probes(await read(written.colour))).toEqual(inColour);
  });
});
