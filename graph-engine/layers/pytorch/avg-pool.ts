/** Average Pool in PyTorch. */
import type { PoolParams } from '../pool';
import { defineSpelling } from './definition';
import { poolSpelling } from './pool';

export const avgPool = defineSpelling((params: PoolParams) => poolSpelling('AvgPool2d', params));
