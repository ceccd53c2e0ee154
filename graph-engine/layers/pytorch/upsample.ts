/** Upsample in PyTorch. */
import { axesOf, type Pair } from '../../document/pair';
import { defineSpelling } from './definition';
import { pair } from './words';

export const upsample = defineSpelling(({ size }: { readonly size: Pair }) => ({ modules: [`nn.Upsample(scale_factor=${pair(...axesOf(size))})`], channels: 'first' }));
