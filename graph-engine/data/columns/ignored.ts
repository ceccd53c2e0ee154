import type { ColumnDefinition } from './definition';

export const ignored: ColumnDefinition = {
  title: 'Ignored',
  help: 'Left out.',
  role: 'none',
  kept: 'nothing',
  // Of a column that is empty, or of text that differs in nearly every row, nothing can be learned.
  fits: ({ rows, missing }) => (missing === rows ? 1 : 0.01),
  preparations: [],
};
