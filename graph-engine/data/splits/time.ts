import { cut } from '../split';
import type { SplitDefinition } from './definition';

export const time: SplitDefinition = {
  title: 'By time',
  help: 'The earliest items of a column are trained on, later ones held out, the latest are the test: as a model meets them in use.',
  by: 'column',
  usual: 'date',
  deal({ items, shares, values }) {
    const order = Uint32Array.from(items).sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b));
    // What is cut off first is what comes last.
    const { train, validation: latest, test: later } = cut(order.toReversed(), { validation: shares.test, test: shares.validation });
    return { train: train.toReversed(), validation: later.toReversed(), test: latest.toReversed() };
  },
};
