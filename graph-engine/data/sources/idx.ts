/** Pictures from IDX files, the format of MNIST and its relatives; how they are read stands in idx-table.ts, which is fetched when there is a file. */
import type { DatasetDefinition } from './definition';

export const idx = {
  id: 'idx',
  title: 'IDX file',
  help: 'Your own pictures in the format of MNIST: an images file, plain or .gz, and a labels file if there is one. Drop both on the node.',
  origin: 'file',
  licence: 'that of the file',
  shape: null,
  range: 'unit',
  defaultCount: 0,
  classes: 0,
} as const satisfies DatasetDefinition;
