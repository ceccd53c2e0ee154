import { describe, expect, it } from 'vitest';
import type { ByteSource } from './definition';
import { bytesSource } from './source-of-bytes';
import { refusal } from './testing/refusal';
import { ascii, bytesOfNumbers, joined } from './testing/write-numbers';
import { chunk, wavOf } from './testing/write-wav';
import { MOST_SAMPLES, wav } from './wav';

async function samplesOf(bytes: Uint8Array): Promise<number[]> {
  const source = bytesSource({ name: 'a.wav', bytes });
  return [...(await wav.read(source, await wav.header(source))).samples];
}
const header = (bytes: Uint8Array) => wav.header(bytesSource({ name: 'rec/a.wav', bytes }));
/** −1, −1/2, 0, 1/2 and the greatest, of three bytes each. */
const threes = Uint8Array.of(0, 0, 0x80, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0x40, 0xff, 0xff, 0x7f);
const reversed = (bytes: Uint8Array, width: number): Uint8Array => Uint8Array.from(bytes, (_, i) => bytes[Math.floor(i / width) * width + width - 1 - (i % width)]!);

describe('samples', () => {
  it.each([
    ['8 bits, unsigned', wavOf(Uint8Array.of(0, 64, 128, 192, 255), { bits: 8 }), [-1, -0.5, 0, 0.5, 127 / 128]],
    ['16 bits', wavOf(bytesOfNumbers([-32_768, -16_384, 0, 16_384, 32_767], 'i2')), [-1, -0.5, 0, 0.5, 32_767 / 32_768]],
    ['24 bits', wavOf(threes, { bits: 24 }), [-1, -0.5, 0, 0.5, Math.fround(1 - 2 ** -23)]],
    ['24 bits of the other order', wavOf(reversed(threes, 3), { bits: 24, bigEndian: true }), [-1, -0.5, 0, 0.5, Math.fround(1 - 2 ** -23)]],
    ['20 bits in 24', wavOf(threes.subarray(0, 12), { bits: 20 }), [-1, -0.5, 0, 0.5]],
    ['32 bits', wavOf(bytesOfNumbers([-(2 ** 31), 0, 2 ** 30], 'i4'), { bits: 32 }), [-1, 0, 0.5]],
    ['floats of 32 bits', wavOf(bytesOfNumbers([-1, 0.25, 1.5], 'f4'), { bits: 32, coding: 3 }), [-1, 0.25, 1.5]],
    ['floats of 64 bits', wavOf(bytesOfNumbers([-1, 0.25, 1.5], 'f8'), { bits: 64, coding: 3 }), [-1, 0.25, 1.5]],
    ['big-endian', wavOf(bytesOfNumbers([-16_384, 16_384], 'i2', false), { bigEndian: true }), [-0.5, 0.5]],
    ['stereo', wavOf(bytesOfNumbers([16_384, -16_384, 16_384, 0], 'i2'), { channels: 2 }), [0, 0.25]],
    ['extensible', wavOf(bytesOfNumbers([0.5], 'f4'), { bits: 32, coding: 3, extensible: true }), [0.5]],
    ['other chunks, of odd sizes', wavOf(bytesOfNumbers([16_384], 'i2'), { before: [chunk('LIST', ascii('abc')), chunk('JUNK', new Uint8Array(5000))], after: [chunk('id3 ', ascii('x'))] }), [0.5]],
    ['samples before their format', wavOf(bytesOfNumbers([16_384], 'i2'), { dataFirst: true }), [0.5]],
    ['of a pipe', wavOf(bytesOfNumbers([16_384, 8192], 'i2'), { says: 0xffff_ffff }), [0.5, 0.25]],
    ['RF64', wavOf(bytesOfNumbers([16_384, 8192], 'i2'), { says: 0xffff_ffff, form: 'RF64', before: [chunk('ds64', new Uint8Array(28))] }), [0.5, 0.25]],
    ['silence', wavOf(new Uint8Array(6)), [0, 0, 0]],
  ])('%s', async (_, bytes, expected) => {
    expect(await samplesOf(bytes)).toEqual(expected);
  });

  it('go on over the edges of what is read at once', async () => {
    const count = 2 ** 19 + 7;
    const numbers = Array.from({ length: count }, (_, i) => (i * 7919) % 30_000);
    const samples = await samplesOf(wavOf(bytesOfNumbers(numbers, 'i2')));
    expect(samples.findIndex((sample, i) => sample !== numbers[i]! / 32_768)).toBe(-1);
    expect(samples).toHaveLength(count);
  });
});

describe('the header', () => {
  it('tells rate, length and how it is written', async () => {
    expect(await header(wavOf(new Uint8Array(24), { bits: 24, channels: 2, rate: 44_100 }))).toMatchObject({ rate: 44_100, count: 4, channels: 2, how: '24 bits, 2 channels, 44,100 Hz', notes: [] });
  });

  it('says that a file is cut off, and keeps what is there', async () => {
    const cut = wavOf(bytesOfNumbers([1, 2, 3, 4], 'i2')).slice(0, -3);
    expect(await header(cut)).toMatchObject({ count: 2, notes: [{ text: 'a.wav: its header says 8 bytes of samples, and 5 bytes are there: it is cut off, and what is there is used.' }] });
  });

  it('of 3 GB is refused from its first bytes', async () => {
    let read = 0;
    const start = wavOf(new Uint8Array(0), { channels: 2, rate: 44_100, says: 3e9 });
    const huge: ByteSource = {
      name: 'night.wav',
      size: 3e9 + start.length,
      slice(from, to) {
        read += to - from;
        const bytes = new Uint8Array(to - from);
        bytes.set(start.subarray(from, to));
        return Promise.resolve(bytes);
      },
    };
    expect(await refusal(() => wav.header(huge))).toBe(`night.wav: expected a recording of at most ${MOST_SAMPLES.toLocaleString('en')} samples (25 minutes at 44,100 Hz), and found 750,000,000 (283 minutes). Cut it into shorter recordings, each of which becomes an item.`);
    expect(read).toBeLessThan(10_000);
  });

  it.each([
    ['A-law', wavOf(new Uint8Array(8), { bits: 8, coding: 6 }), 'samples as they are (PCM or floats), and found A-law. Save it as WAV of 16 or 24 bits.'],
    ['µ-law', wavOf(new Uint8Array(8), { bits: 8, coding: 7 }), 'and found µ-law.'],
    ['µ-law, extensible', wavOf(new Uint8Array(8), { bits: 8, coding: 7, extensible: true }), 'and found µ-law.'],
    ['an unknown coding', wavOf(new Uint8Array(8), { coding: 999 }), 'and found coding 999.'],
    ['64-bit integers', wavOf(new Uint8Array(8), { bits: 64 }), 'whole numbers of 1 to 32 bits, and found 64 bits.'],
    ['no channel', wavOf(new Uint8Array(8), { channels: 0 }), '1 to 64 channels, and found 0.'],
    ['no rate', wavOf(new Uint8Array(8), { rate: 0 }), 'a rate from 100 to 768,000 Hz, and found 0 Hz.'],
    ['nothing', wavOf(new Uint8Array(0)), 'a recording, and found no sample in it.'],
    ['less than a sample', wavOf(new Uint8Array(1)), 'a recording, and found no sample in it.'],
    ['no format', joined(ascii('RIFF'), new Uint8Array(4), ascii('WAVE'), chunk('data', new Uint8Array(8))), 'a chunk "fmt "), and found one with "data".'],
    ['no samples', joined(ascii('RIFF'), new Uint8Array(4), ascii('WAVE')), 'and found one with nothing after its first bytes.'],
  ])('refuses %s', async (_, bytes, message) => {
    expect(await refusal(() => header(bytes))).toContain(message);
  });

  it('refuses floats that are no numbers', async () => {
    expect(await refusal(() => samplesOf(wavOf(bytesOfNumbers([0, Number.NaN], 'f4'), { bits: 32, coding: 3 })))).toContain('samples that are numbers, and found NaN at sample 1.');
    expect(await refusal(() => samplesOf(wavOf(bytesOfNumbers([1e300], 'f8'), { bits: 64, coding: 3 })))).toContain('found Infinity at sample 0.');
  });
});
