/** Crop in PyTorch. */
import type { Margins } from '../image';
import { defineSpelling } from './definition';
import { padding } from './words';

export const crop = defineSpelling(({ top, bottom, left, right }: Margins) => ({ modules: padding(-top, -bottom, -left, -right), channels: 'first' }));
