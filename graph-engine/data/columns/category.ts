import { codePreparationIds } from './code-preparations';
import type { ColumnDefinition } from './definition';

/** A column of text with more values than that, of its rows, names things one by one. */
const MOST_SHARE = 0.2;
const FEW = 32;

export const category: ColumnDefinition = {
  title: 'Category',
  help: 'One of several values that have no order, such as a country or a protocol.',
  role: 'feature',
  kept: 'codes',
  fits: ({ values, rows, missing }) => (values && values.size > 0 && values.size <= Math.max(FEW, MOST_SHARE * (rows - missing)) ? 0.5 : 0),
  preparations: codePreparationIds,
};
