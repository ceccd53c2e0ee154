/** A file of the user's own, of any kind: how it is read stands in open-files.ts, which is fetched when there is one. */
import type { DatasetDefinition } from './definition';

export const file = {
  id: 'file',
  title: 'Own file',
  help: 'A table (CSV, JSON lines, Parquet), a text, pictures (PNG, JPEG, WebP, GIF, PGM) or recordings (WAV) by folder or zip, or an array (NPY, NPZ, MAT, safetensors, IDX) of your own. Drop it on the node.',
  origin: 'file',
  licence: 'that of the file',
  shape: null,
  range: 'unit',
  defaultCount: 0,
  classes: 0,
} as const satisfies DatasetDefinition;
