/** Pad in PyTorch. */
import type { Margins } from '../image';
import { defineSpelling } from './definition';
import { padding } from './words';

export const pad = defineSpelling(({ top, bottom, left, right, mode }: Margins & { readonly mode: 'zeros' | 'edge' }) => ({ modules: padding(top, bottom, left, right, mode === 'zeros' ? 'Zero' : 'Edge'), channels: 'first' }));
