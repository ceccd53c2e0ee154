import { describe } from 'vitest';
import { testLayer } from '../testing/test-layer';
import { layerNorm } from './layer-norm';

describe('layer-norm', () =>
  testLayer(layerNorm, [
    { input: [5], output: [5], weights: 10, mirror: ['layer-norm'] },
    { input: [2, 2, 4], output: [2, 2, 4], weights: 8, mirror: ['layer-norm'] },
  ]));
