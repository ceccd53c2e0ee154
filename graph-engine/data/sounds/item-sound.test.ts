import { expect, it } from 'vitest';
import { syllables } from '../sources/syllables';
import { saySyllables } from '../sources/syllables/say-syllables';
import { heardFromFrames, recordingOf } from './item-sound';
import { LogMel } from './log-mel';

const table = saySyllables(syllables, { seed: 1, count: 3 });
const { settings } = table.sound!;

it('an item is heard as it was recorded', () => {
  const { rate, samples } = recordingOf(table.sound!, 1)!;
  const frames = new LogMel(settings).of(samples);
  expect(rate).toBe(8000);
  const at = (band: number, frame: number): number => table.values[1920 + (39 - band) * 48 + frame]! / 255;
  for (const [band, frame] of [[3, 10], [12, 20], [30, 25]] as const) expect(Math.abs(frames[frame * 40 + band]! - at(band, frame))).toBeLessThan(0.02);
  expect(recordingOf({ settings, wave: null }, 1)).toBeNull();
});

it('and as its frames say: of them, the same frames are made again', () => {
  const { samples } = heardFromFrames(table, 2);
  expect(samples).toHaveLength((table.lengths![2]! - 1) * 80);
  const again = new LogMel(settings).of(samples);
  let [sum, count] = [0, 0];
  for (let frame = 0; frame < table.lengths![2]!; frame++) {
    for (let band = 0; band < 40; band++) {
      const value = table.values[2 * 1920 + (39 - band) * 48 + frame]! / 255;
      if (value < 0.5) continue;
      sum += Math.abs(value - again[frame * 40 + band]!) * settings.depth;
      count++;
    }
  }
  // In decibels.
  expect(sum / count).toBeLessThan(3);
});
