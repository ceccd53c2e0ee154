import { expect, it } from 'vitest';
import { waveColumns } from './draw-wave';

it('has the ends of each column, silence after the sound, and nothing beyond the edges', () => {
  expect(waveColumns([0.5, -0.25, 2, 0.1], 8, 4)).toEqual([{ low: -0.25, high: 0.5 }, { low: 0, high: 1 }, { low: 0, high: 0 }, { low: 0, high: 0 }]);
  expect(waveColumns([0.5, -0.5], 2, 4)).toEqual([{ low: 0, high: 0.5 }, { low: 0, high: 0.5 }, { low: -0.5, high: 0 }, { low: -0.5, high: 0 }]);
});
