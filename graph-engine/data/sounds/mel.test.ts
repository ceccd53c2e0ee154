import { describe, expect, it } from 'vitest';
import { hzOf, melBands, melFrequencies, melOf } from './mel';

describe('the mel scale', () => {
  it('has the numbers that librosa documents', () => {
    expect([60, 110, 220, 440].map(melOf)).toEqual([60, 110, 220, 440].map((hz) => hz / (200 / 3)));
    expect(melOf(6400)).toBeCloseTo(42, 10);
    expect([1, 2, 3, 4, 5].map((mel) => Number(hzOf(mel).toFixed(3)))).toEqual([66.667, 133.333, 200, 266.667, 333.333]);
    const documented = [0, 85.317, 170.635, 255.952, 341.269, 426.586, 511.904, 597.221, 682.538, 767.855, 853.173, 938.49, 1024.856, 1119.114, 1222.042, 1334.436, 1457.167, 1591.187, 1737.532, 1897.337, 2071.84, 2262.393, 2470.47, 2697.686, 2945.799, 3216.731, 3512.582, 3835.643, 4188.417, 4573.636, 4994.285, 5453.621, 5955.205, 6502.92, 7101.009, 7754.107, 8467.272, 9246.028, 10_096.408, 11_025];
    expect([...melFrequencies(40, 11_025)].map((hz) => Number(hz.toFixed(3)))).toEqual(documented);
    for (const hz of [1, 999, 1000, 1001, 7000]) expect(hzOf(melOf(hz))).toBeCloseTo(hz, 9);
  });

  it('has the filters of librosa.filters.mel(sr=8000, n_fft=256, n_mels=40)', () => {
    const bands = melBands(40, 8000, 129);
    expect(bands.reduce((sum, { weights }) => sum + weights.reduce((a, b) => a + b, 0), 0)).toBeCloseTo(1.2792624321, 9);
    expect(bands[5]!.first).toBe(10);
    [0.00814139, 0.01727886, 0.00771993].forEach((weight, i) => expect(bands[5]!.weights[i]).toBeCloseTo(weight, 7));
    [0.00015545, 0.00080595, 0.00145645].forEach((weight, i) => expect(bands[39]!.weights[i]).toBeCloseTo(weight, 7));
  });
});
