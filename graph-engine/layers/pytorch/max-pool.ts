/** Max Pool in PyTorch. */
import type { PoolParams } from '../pool';
import { defineSpelling } from './definition';
import { poolSpelling } from './pool';

export const maxPool = defineSpelling((params: PoolParams) => poolSpelling('MaxPool2d', params));
