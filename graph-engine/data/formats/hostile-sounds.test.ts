/** Broken recordings: they give samples or a DataError, in little time and memory. */
import { describe, expect, it } from 'vitest';
import { DataError } from '../data-error';
import { soundFormatOf, soundFormats } from './sound-formats';
import { bytesSource } from './source-of-bytes';
import { checkChangedBytes } from './testing/changed-bytes';
import { ascii, bytesOfNumbers } from './testing/write-numbers';
import { chunk, wavOf } from './testing/write-wav';

const noise = (length: number): number[] => Array.from({ length }, (_, i) => ((i * 2_654_435_761) >>> 16) - 32_768);
const samples: Record<string, Uint8Array> = {
  '16 bits': wavOf(bytesOfNumbers(noise(40), 'i2')),
  '24 bits, stereo, extensible': wavOf(Uint8Array.from(noise(60)), { bits: 24, channels: 2, extensible: true, rate: 44_100 }),
  'floats between other chunks': wavOf(bytesOfNumbers(noise(20), 'f4'), { bits: 32, coding: 3, before: [chunk('LIST', ascii('INFO'))], after: [chunk('id3 ', ascii('abc'))] }),
  'big-endian, samples first': wavOf(bytesOfNumbers(noise(20), 'i2', false), { bigEndian: true, dataFirst: true }),
};

async function outcome(bytes: Uint8Array): Promise<void> {
  const format = soundFormatOf(bytes.subarray(0, 512), 'a');
  if (!format) return;
  const source = bytesSource({ name: 'a', bytes });
  try {
    const header = await format.header(source);
    const { samples: read } = await format.read(source, header);
    expect(read).toHaveLength(header.count);
    expect(read.length).toBeLessThanOrEqual(bytes.length);
    expect(read.every((sample) => Number.isFinite(sample))).toBe(true);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    expect(error.message).toMatch(/^a: expected .*, and found .*\. \S/s);
  }
}

describe('broken recordings', () => {
  it('knows each of its samples', () => {
    for (const [name, bytes] of Object.entries(samples)) expect(soundFormatOf(bytes.subarray(0, 512), name), name).not.toBeNull();
    expect(soundFormats).toHaveLength(1);
  });

  it.each(Object.keys(samples))('%s: cut off anywhere', async (name) => {
    for (let end = 0; end < samples[name]!.length; end++) await outcome(samples[name]!.slice(0, end));
  });

  it.each(Object.keys(samples))('%s: with changed bytes', async (name) => {
    await checkChangedBytes(samples[name]!, outcome, 300);
  });
});
