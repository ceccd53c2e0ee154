import { cut } from '../split';
import { grouped, together, type SplitDefinition } from './definition';

export const stratified: SplitDefinition = {
  title: 'Stratified',
  help: 'At random, with the same share of each label in every part.',
  by: 'labels',
  deal({ table: { labels }, items, shares, random }) {
    const groups = [...grouped(items, (item) => labels?.[item] ?? 0)].sort(([a], [b]) => Number(a) - Number(b));
    return together(groups.map(([, group]) => cut(random.shuffle(Uint32Array.from(group)), shares)));
  },
};
