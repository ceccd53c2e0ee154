import { describe, expect, it } from 'vitest';
import { refusal } from '../formats/testing/refusal';
import { framesFor, LogMel, usualLogMel, type LogMelSettings } from './log-mel';
import { melFrequencies } from './mel';

const at8k: LogMelSettings = { ...usualLogMel, rate: 8000 };
const sine = (hz: number, count = 4000, height = 1): Float32Array => Float32Array.from({ length: count }, (_, i) => height * Math.sin((2 * Math.PI * hz * i) / 8000));
const loudest = (values: Float32Array): number => values.indexOf(Math.max(...values));

describe('LogMel', () => {
  it('has a tone in its band: the one whose middle is nearest', () => {
    const logMel = new LogMel(at8k);
    const middles = melFrequencies(42, 4000).slice(1, -1);
    for (const hz of [440, 1000, 2345, 3500]) {
      const frame = logMel.of(sine(hz)).slice(25 * 40, 26 * 40);
      const nearest = middles.reduce((best, middle, band) => (Math.abs(middle - hz) < Math.abs(middles[best]! - hz) ? band : best), 0);
      expect(loudest(frame), `${hz} Hz`).toBe(nearest);
      expect(frame[nearest]).toBeCloseTo(1, 1);
    }
  });

  it('has the powers of librosa', () => {
    const sound = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(0.3 * i) + 0.5 * Math.cos(1.1 * i + 0.2) * (i / 1000));
    const power = new LogMel({ ...at8k, window: 25 }).power(sound);
    [4.18806482e-6, 7.52086996e-5, 1.3880344e-4, 3.72893037e-3, 0.127706215].forEach((value, band) => expect(power[3 * 40 + band]! / value).toBeCloseTo(1, 6));
    expect(power[12 * 40 + 30]).toBeCloseTo(3.2017170396e-4, 12);
    expect(power.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1100.9143002594, 7);
  });

  it('does not mind how loud a recording is, and counts in decibels from its loudest band', () => {
    const logMel = new LogMel(at8k);
    const [soft, loud] = [logMel.of(sine(1000, 4000, 0.01)), logMel.of(sine(1000))];
    soft.forEach((value, i) => expect(value).toBeCloseTo(loud[i]!, 5));
    // 20 dB are a quarter of 80.
    const both = logMel.of(Float32Array.from([...sine(1000, 4000), ...sine(1000, 4000, 0.1)]));
    const band = loudest(both.slice(25 * 40, 26 * 40));
    expect(both[25 * 40 + band]! - both[75 * 40 + band]!).toBeCloseTo(0.25, 3);
    expect(both.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('of silence is silent', () => {
    const values = new LogMel(at8k).of(new Float32Array(800));
    expect(values).toHaveLength(11 * 40);
    expect(values.every((value) => value === 0)).toBe(true);
  });

  it('gives the first frames alone where no more are asked for', () => {
    const logMel = new LogMel(at8k);
    expect(framesFor(at8k, 4000)).toBe(51);
    expect(logMel.of(sine(1000), 7)).toHaveLength(7 * 40);
  });

  it('refuses bands that would hold nothing', async () => {
    expect(await refusal(() => new LogMel({ ...at8k, window: 8 }))).toBe('Expected bands that hold a frequency each, and found that 40 bands are too many for a window of 8 ms at 8,000 Hz. Choose fewer bands or a longer window.');
  });
});
