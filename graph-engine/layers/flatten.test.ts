import { describe } from 'vitest';
import { testLayer } from '../testing/test-layer';
import { flatten } from './flatten';

describe('flatten', () => testLayer(flatten, [{ input: [2, 3, 4], output: [24], weights: 0, mirror: ['reshape'] }, { input: [5], output: [5], weights: 0, mirror: ['reshape'] }]));
