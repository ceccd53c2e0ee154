import { cut } from '../split';
import type { SplitDefinition } from './definition';

export const shuffled: SplitDefinition = {
  title: 'At random',
  help: 'Each item by lot.',
  by: 'nothing',
  deal: ({ items, shares, random }) => cut(random.permutation(items.length).map((at) => items[at]!), shares),
};
