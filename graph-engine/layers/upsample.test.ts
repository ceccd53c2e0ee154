import { describe } from 'vitest';
import { testLayer } from '../testing/test-layer';
import { upsample } from './upsample';

describe('upsample', () => testLayer(upsample, [{ params: { size: [1, 3] }, input: [2, 3, 2], output: [2, 9, 2], weights: 0, mirror: ['avg-pool'] }, { params: { size: 2 }, input: [2, 3, 2], output: [4, 6, 2], weights: 0, mirror: ['avg-pool'] }]));
