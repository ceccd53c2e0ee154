import { describe, expect, it } from 'vitest';
import { Random } from '../../random/counter';
import { Fourier } from './fourier';
import { framesOf, ShortTime, transformSize } from './short-time';

/** What torch.stft (n_fft 256, hop 80, window 200, periodic Hann, centred, silence around) says of the same sound. */
const sound = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(0.3 * i) + 0.5 * Math.cos(1.1 * i + 0.2) * (i / 1000));
const how = { window: 200, hop: 80 };

describe('Fourier', () => {
  it('keeps the energy (Parseval), and comes back to what it was of', () => {
    const random = new Random(1);
    for (const size of [2, 4, 64, 256]) {
      const samples = Float64Array.from({ length: size }, () => random.uniform(-1, 1));
      const fourier = new Fourier(size);
      const bins = fourier.forward(samples).slice();
      let energy = 0;
      for (let bin = 0; bin <= size / 2; bin++) energy += (bin === 0 || bin === size / 2 ? 1 : 2) * (bins[2 * bin]! ** 2 + bins[2 * bin + 1]! ** 2);
      expect(energy / size).toBeCloseTo(samples.reduce((sum, sample) => sum + sample ** 2, 0), 10);
      const back = new Float64Array(size);
      fourier.inverse(bins, back);
      back.forEach((sample, i) => expect(sample).toBeCloseTo(samples[i]!, 12));
    }
  });
});

describe('ShortTime', () => {
  it('gives the numbers of torch.stft', () => {
    const { frames, bins, values } = new ShortTime(how).forward(sound);
    expect([frames, bins]).toEqual([13, 129]);
    const at = (bin: number, frame: number): number[] => [...values.subarray(2 * (frame * bins + bin), 2 * (frame * bins + bin) + 2)];
    expect(at(10, 3)[0]).toBeCloseTo(0.8495, 4);
    expect(at(10, 3)[1]).toBeCloseTo(3.2317, 4);
    expect(at(100, 12)[0]).toBeCloseTo(-0.0511, 4);
    expect(at(100, 12)[1]).toBeCloseTo(0.1263, 4);
    expect(at(0, 0)[0]).toBeCloseTo(3.3292, 4);
    expect(values.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(64_468.7978, 3);
  });

  it('comes back to the sound', () => {
    const shortTime = new ShortTime(how);
    shortTime.inverse(shortTime.forward(sound), sound.length).slice(0, 960).forEach((sample, i) => expect(sample).toBeCloseTo(sound[i]!, 10));
  });

  it('counts frames and widens windows', () => {
    expect([framesOf(0, 80), framesOf(79, 80), framesOf(80, 80)]).toEqual([1, 1, 2]);
    expect([200, 256, 257, 2].map(transformSize)).toEqual([256, 256, 512, 2]);
  });
});
