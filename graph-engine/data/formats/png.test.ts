import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { png } from './png';
import { encodePng, pngChunk, pngHead, type PngPlan } from './testing/encode-png';

const read = async (bytes: Uint8Array | readonly number[]) => (await png.read({ name: 'a.png', bytes: Uint8Array.from(bytes) }))[0]!;
const message = (run: () => Promise<unknown>): Promise<string> => run().then(() => 'nothing was thrown', (error: Error) => `${error.name}: ${error.message}`);

describe('PNG', () => {
  it('reads every depth and kind of colour, plain and interlaced, with each filter', async () => {
    const kinds = [[0, 1], [0, 2], [0, 4], [0, 8], [0, 16], [2, 8], [2, 16], [3, 1], [3, 2], [3, 4], [3, 8], [4, 8], [4, 16], [6, 8], [6, 16]] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 19 }), fc.integer({ min: 1, max: 11 }), fc.boolean(), fc.nat(4), fc.infiniteStream(fc.nat()), async ([colour, depth], width, height, interlaced, first, numbers) => {
        const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour];
        const samples = Array.from({ length: width * height * channels }, () => numbers.next().value! % 2 ** depth);
        const palette = Array.from({ length: 3 * 2 ** depth }, (_, i) => (i * 89) % 256);
        const plan: PngPlan = { width, height, depth, colour, samples, interlaced, filter: (row) => (row + first) % 5, ...(colour === 3 && { palette }) };
        const picture = await read(encodePng(plan));
        const most = 2 ** depth - 1;
        const pixel = (i: number): number[] => {
          const s = samples.slice(i * channels, (i + 1) * channels);
          if (colour === 3) return palette.slice(3 * s[0]!, 3 * s[0]! + 3);
          const opaque = colour === 4 ? s[1]! : colour === 6 ? s[3]! : most;
          return s.slice(0, colour === 2 || colour === 6 ? 3 : 1).map((value) => (depth < 8 ? (value * 255) / most : Math.round((value * opaque) / most)));
        };
        const expected = Array.from({ length: width * height }, (_, i) => pixel(i)).flat();
        const grey = colour === 3 && expected.every((value, i) => value === expected[i - (i % 3)]);
        expect(picture).toMatchObject({ width, height, channels: colour === 0 || colour === 4 || grey ? 1 : 3 });
        expect([...picture.pixels]).toEqual(grey ? expected.filter((_, i) => i % 3 === 0) : expected);
        expect(picture.pixels).toBeInstanceOf(depth === 16 ? Uint16Array : Uint8Array);
      }),
      { seed: 3, numRuns: 90 },
    );
  });

  it('lays what is transparent on black: by a named colour, and by the palette', async () => {
    const grey = await read(encodePng({ width: 3, height: 1, depth: 8, colour: 0, samples: [7, 8, 9], transparency: [0, 8] }));
    expect([...grey.pixels]).toEqual([7, 0, 9]);
    const colour = await read(encodePng({ width: 2, height: 1, depth: 8, colour: 2, samples: [1, 2, 3, 1, 2, 4], transparency: [0, 1, 0, 2, 0, 3] }));
    expect([...colour.pixels]).toEqual([0, 0, 0, 1, 2, 4]);
    const palette = await read(encodePng({ width: 3, height: 1, depth: 2, colour: 3, samples: [0, 1, 2], palette: [200, 0, 0, 0, 100, 0, 0, 0, 50], transparency: [0, 128] }));
    expect([...palette.pixels]).toEqual([0, 0, 0, 0, 50, 0, 0, 0, 50]);
  });

  it('takes a palette of greys for grey', async () => {
    const picture = await read(encodePng({ width: 2, height: 1, depth: 1, colour: 3, samples: [1, 0], palette: [10, 10, 10, 200, 200, 200] }));
    expect(picture).toMatchObject({ channels: 1 });
    expect([...picture.pixels]).toEqual([200, 10]);
  });

  it('refuses what claims too much, before memory is taken, and what has no pixels', async () => {
    expect(await message(() => read(pngHead(60_000, 60_000, 8, 6)))).toBe('DataError: a.png: expected a picture of at most 64 megapixels, and found 60,000 × 60,000 pixels. Make it smaller, or cut it into several pictures.');
    expect(await message(() => read(pngHead(0, 7, 8, 0)))).toContain('expected a picture with pixels, and found 0 × 7 pixels');
    expect(await message(() => read(pngHead(4, 7, 3, 0)))).toContain('colour type 0 with 3 bits is not in the standard');
  });

  it('gives a picture or says what is broken where checksums are right and what they check is not', async () => {
    const packed = zlibSync(Uint8Array.from({ length: 7 * 10 }, (_, i) => (i % 10 === 0 ? i % 3 : i)));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...([[0, 8, 9], [3, 8, 9], [3, 4, 18], [0, 16, 4], [6, 8, 2]] as const)), fc.boolean(), fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { maxLength: 3 }), fc.uint8Array({ maxLength: 20 }), async ([colour, depth, width], interlaced, changes, palette) => {
        const data = packed.slice();
        for (const [at, value] of changes) data[at] = value;
        const bytes = [...pngHead(width, 7, depth, colour, interlaced), ...pngChunk('PLTE', palette), ...pngChunk('tRNS', palette), ...pngChunk('IDAT', data), ...pngChunk('IEND', [])];
        expect(await read(bytes).then(({ pixels, channels }) => pixels.length / channels, (error: Error) => error.name)).toBeOneOf([width * 7, 'DataError']);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('stops unpacking when it has its rows, whatever a small file swells to', async () => {
    // 30 MB in 29 kB, of which the end makes no sense and is not looked at.
    const swollen = zlibSync(new Uint8Array(30_000_000), { level: 9 }).fill(0xff, 20_000);
    expect(await read([...pngHead(9, 9, 8, 0), ...pngChunk('IDAT', swollen), ...pngChunk('IEND', [])])).toMatchObject({ width: 9, height: 9, pixels: new Uint8Array(81) });
  });

  it('says of a broken file what is broken', async () => {
    const good = [...encodePng({ width: 9, height: 9, depth: 8, colour: 0, samples: Array.from({ length: 81 }, (_, i) => (i * i) % 251) })];
    expect(await message(() => read(good.slice(0, 60)))).toContain('it ends inside of a part');
    expect(await message(() => read(good.map((byte, i) => (i === good.length - 20 ? byte ^ 1 : byte))))).toContain('the checksum of a part (IDAT) is another');
    expect(await message(() => read([...pngHead(3, 3, 8, 3), ...good.slice(33)]))).toContain('its palette is missing');
    expect(await message(() => read([...pngHead(9, 10, 8, 0), ...good.slice(33)]))).toContain('rows of pixels are missing');
    expect(await message(() => read([...pngHead(9, 9, 8, 0), ...pngChunk('IEND', []), 0, 0]))).toMatch(/its pixels are missing|rows of pixels are missing/);
  });
});
