import { expect, it } from 'vitest';
import { ShortTime } from '../../sounds/short-time';
import type { MemoryTable } from '../../table';
import { syllables } from '../syllables';
import { saySyllables } from './say-syllables';
import { voices } from './voices';
import { RATE } from './words';

const table = saySyllables(syllables, { seed: 1, count: 240 });
const values = table.values as Uint8Array;
const speakers = table.beside![0]!.values as Uint8Array;
const waveOf = ({ sound }: MemoryTable, item: number): Int16Array => sound!.wave!.samples.subarray(sound!.wave!.from[item], sound!.wave!.to[item]);

it('says the same from the same seed, and the first items again where more are asked for', () => {
  expect(saySyllables(syllables, { seed: 1, count: 20 }).values).toEqual(values.subarray(0, 20 * values.length / 240));
  expect(saySyllables(syllables, { seed: 2, count: 20 }).values).not.toEqual(values.subarray(0, 20 * values.length / 240));
});

it('tells of each item what is said, by whom, and how', () => {
  const names = table.factors!.names;
  expect(names).toEqual(['consonant', 'vowel', 'speaker', 'pitch', 'length', 'start']);
  for (let item = 0; item < 240; item++) {
    const [consonant, vowel, speaker, pitch] = table.factors!.values.subarray(item * names.length);
    expect(table.labels![item]).toBe(consonant! * 2 + vowel!);
    expect(speakers[item]).toBe(speaker);
    expect(pitch! / voices[speaker!]!.pitch).toBeGreaterThan(0.89);
    expect(table.lengths![item]).toBeGreaterThan(29);
    expect(table.lengths![item]).toBeLessThanOrEqual(48);
  }
  expect(new Set(table.labels).size).toBe(8);
  expect(new Set(speakers).size).toBe(6);
});

it('has the pitch that it says: the wave is likest itself one period later', () => {
  for (let item = 0; item < 24; item++) {
    const wave = waveOf(table, item);
    const [from, span] = [Math.round(wave.length * 0.6), 400];
    const likeness = (lag: number): number => {
      let [product, one, other] = [0, 0, 0];
      for (let i = from; i < from + span; i++) {
        product += wave[i]! * wave[i + lag]!;
        one += wave[i]! ** 2;
        other += wave[i + lag]! ** 2;
      }
      return product / Math.sqrt(one * other);
    };
    const lags = Array.from({ length: 80 }, (_, i) => 28 + i);
    const found = lags.reduce((best, lag) => (likeness(lag) > likeness(best) + 0.02 ? lag : best));
    const said = table.factors!.values[item * 6 + 3]!;
    // It falls from 1.06 to 0.86 of the pitch.
    expect(RATE / found / said, `item ${item}: ${RATE / found} of ${said} Hz`).toBeGreaterThan(0.84);
    expect(RATE / found / said, `item ${item}`).toBeLessThan(1.1);
  }
});

it('has vowels of different formants: energy around 1,000 Hz for a, above 1,900 Hz for i', () => {
  const shortTime = new ShortTime({ window: 256, hop: 128 });
  const energy = (item: number, low: number, high: number): number => {
    const wave = waveOf(table, item);
    const bins = shortTime.frame(wave, Math.floor((wave.length * 0.65) / 128));
    let sum = 0;
    for (let bin = Math.ceil((low * 256) / RATE); bin <= (high * 256) / RATE; bin++) sum += bins[2 * bin]! ** 2 + bins[2 * bin + 1]! ** 2;
    return sum;
  };
  for (let item = 0; item < 48; item++) {
    const ratio = Math.log(energy(item, 600, 1500) / energy(item, 1900, 3600));
    expect(ratio > 1.5, `item ${item}, ${table.labelNames![table.labels![item]!]}, ${ratio}`).toBe(table.labels![item]! % 2 === 0);
  }
});

it('can be learned across voices: the nearest item of another voice says the same syllable', () => {
  const size = values.length / 240;
  let right = 0;
  for (let item = 0; item < 60; item++) {
    let [nearest, least] = [-1, Infinity];
    for (let other = 0; other < 240; other++) {
      if (speakers[other] === speakers[item]) continue;
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (values[item * size + i]! - values[other * size + i]!) ** 2;
      if (sum < least) [nearest, least] = [other, sum];
    }
    if (table.labels![nearest] === table.labels![item]) right++;
  }
  expect(right / 60).toBeGreaterThan(0.75);
});
