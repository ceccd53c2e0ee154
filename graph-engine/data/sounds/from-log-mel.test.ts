import { describe, expect, it } from 'vitest';
import { fromLogMel } from './from-log-mel';
import { griffinLim } from './griffin-lim';
import { LogMel, usualLogMel } from './log-mel';
import { ShortTime } from './short-time';

const settings = { ...usualLogMel, rate: 8000 };
/** A voice: a pitch that falls from 140 to 110 Hz, with its overtones under two formants. */
const voice = Float32Array.from({ length: 4000 }, (_, i) => {
  const t = i / 8000;
  const phase = 2 * Math.PI * (140 * t - 30 * t * t);
  let sum = 0;
  for (let k = 1; k <= 25; k++) sum += Math.sin(k * phase) * (Math.exp(-(((k * 125 - 600) / 200) ** 2)) + 0.5 * Math.exp(-(((k * 125 - 1700) / 300) ** 2)) + 0.02);
  return 0.2 * sum * Math.sin(Math.PI * t * 2);
});
/** ‖A − B‖ / ‖B‖ of magnitudes: the spectral convergence of Griffin & Lim. */
function convergence(shortTime: ShortTime, found: ArrayLike<number>, wanted: Float64Array): number {
  const now = magnitudesOf(shortTime, found);
  const square = (values: Float64Array): number => values.reduce((sum, value) => sum + value ** 2, 0);
  return Math.sqrt(square(now.map((value, i) => value - wanted[i]!)) / square(wanted));
}
const magnitudesOf = (shortTime: ShortTime, samples: ArrayLike<number>): Float64Array => {
  const { values } = shortTime.forward(samples);
  return Float64Array.from({ length: values.length / 2 }, (_, i) => Math.hypot(values[2 * i]!, values[2 * i + 1]!));
};

describe('griffinLim', () => {
  const shortTime = new ShortTime({ window: 256, hop: 64 });
  const wanted = magnitudesOf(shortTime, voice);

  it('comes near to the magnitudes, and nearer with more rounds', () => {
    const of = (rounds: number): number => convergence(shortTime, griffinLim(shortTime, wanted, voice.length, { rounds }), wanted);
    const [none, few, many] = [of(0), of(4), of(40)];
    expect(few).toBeLessThan(none);
    expect(many).toBeLessThan(few);
    expect(many).toBeLessThan(0.1);
  });

  it('is silent where all is, and the same for the same seed', () => {
    expect(griffinLim(shortTime, new Float64Array(129 * 5), 256).every((sample) => sample === 0)).toBe(true);
    expect(griffinLim(shortTime, wanted, 4000, { rounds: 2, seed: 3 })).toEqual(griffinLim(shortTime, wanted, 4000, { rounds: 2, seed: 3 }));
  });
});

describe('fromLogMel', () => {
  it('sounds as the frames say: made frames again, they differ by less than 2 dB', () => {
    const logMel = new LogMel(settings);
    const frames = logMel.of(voice);
    const again = logMel.of(fromLogMel(frames, settings));
    let [sum, count] = [0, 0];
    frames.forEach((value, i) => {
      // What is 40 dB below the loudest is hardly heard.
      if (value < 0.5) return;
      sum += Math.abs(value - again[i]!) * settings.depth;
      count++;
    });
    expect(sum / count).toBeLessThan(2);
  });

  it('keeps within what loudspeakers take, and has as many samples as the frames', () => {
    const sound = fromLogMel(new LogMel(settings).of(voice), settings);
    expect(sound).toHaveLength(50 * 80);
    expect(Math.max(...sound.map(Math.abs))).toBeCloseTo(0.9, 6);
    expect(fromLogMel(new Float32Array(51 * 40), settings).every((sample) => sample === 0)).toBe(true);
    expect(fromLogMel(new Float32Array(40), settings)).toHaveLength(0);
  });
});
