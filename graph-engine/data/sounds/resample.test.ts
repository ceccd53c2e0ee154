import { describe, expect, it } from 'vitest';
import { resample } from './resample';

const sine = (hz: number, rate: number, count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate + 0.4));
/** The greatest difference away from the ends, where the silence around is heard. */
const difference = (found: Float32Array, expected: Float32Array): number => found.slice(200, -200).reduce((most, sample, i) => Math.max(most, Math.abs(sample - expected[i + 200]!)), 0);

describe('resample', () => {
  it.each([
    [44_100, 8000],
    [48_000, 16_000],
    [8000, 16_000],
    [11_025, 8000],
    [22_050, 22_051],
  ])('keeps a tone of 1,000 Hz in pitch, height and time: %i to %i Hz', (from, to) => {
    const out = resample({ rate: from, samples: sine(1000, from, from / 10) }, to);
    expect(out).toHaveLength(Math.ceil(to / 10));
    expect(difference(out, sine(1000, to, out.length))).toBeLessThan(1e-4);
  });

  it('takes away what the lower rate cannot hold, and keeps what lies a fifth below that', () => {
    const rate = 44_100;
    expect(difference(resample({ rate, samples: sine(4000, rate, 8820) }, 8000), new Float32Array(1600))).toBeLessThan(10 ** (-80 / 20));
    expect(difference(resample({ rate, samples: sine(10_000, rate, 8820) }, 8000), new Float32Array(1600))).toBeLessThan(10 ** (-80 / 20));
    const out = resample({ rate, samples: sine(3250, rate, 8820) }, 8000);
    expect(difference(out, sine(3250, 8000, out.length))).toBeLessThan(1e-3);
  });

  it('leaves a constant what it is, and another rate the sound itself where it is the same', () => {
    expect(difference(resample({ rate: 44_100, samples: new Float32Array(8820).fill(0.5) }, 16_000), new Float32Array(3200).fill(0.5))).toBeLessThan(1e-4);
    const samples = sine(5, 100, 10);
    expect(resample({ rate: 100, samples }, 100)).toBe(samples);
    expect(resample({ rate: 8000, samples: new Float32Array(1) }, 16_000)).toHaveLength(2);
  });
});
