import type { SplitDefinition } from './definition';

const parts: Readonly<Record<string, 'train' | 'validation' | 'test'>> = { train: 'train', training: 'train', fit: 'train', validation: 'validation', valid: 'validation', val: 'validation', dev: 'validation', test: 'test', testing: 'test', holdout: 'test' };

export const column: SplitDefinition = {
  title: 'By a column',
  help: 'A column says of each item: train, validation or test. What says something else is left to the test.',
  by: 'column',
  deal({ items, values }) {
    const of = (part: 'train' | 'validation' | 'test'): Uint32Array => items.filter((item) => (parts[String(values[item]).trim().toLowerCase()] ?? 'test') === part);
    return { train: of('train'), validation: of('validation'), test: of('test') };
  },
};
