import type { Preparation } from './definition';

export const asIs: Preparation = {
  title: 'As they are',
  help: 'The numbers of the file; bytes count from 0 to 1.',
  range: 'real',
  elementwise: true,
  fits: () => ({}),
  fit: () => ({}),
  apply: () => undefined,
  undo: () => undefined,
  write: (_, x) => x,
  restore: (_, y) => y,
  leaves: () => true,
  assumed: {},
  typescript: {
    functions: () => [],
    fit: () => '{}',
    apply: (items) => items,
    column: { functions: [], text: '{ names: [], fit: () => [], apply: (value) => value, undo: (value) => value }' },
  },
};
