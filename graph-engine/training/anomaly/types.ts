/** What the views are told of unusual rows. */
import type { Labels } from '../../data/table';
import type { AreaIntervals } from '../../inspect/anomaly/bootstrap';
import type { Areas } from '../../inspect/anomaly/areas';
import type { ImageStrip } from '../image-strip';

/** Which rows figures are of: left for the test; held out, with all of the test; of other data; or all, the ones that were trained on among them. */
export type JudgedRows = 'test' | 'held-out' | 'new' | 'all';
/** What a row was in training, as a number of `parts`. */
export const rowParts = ['train', 'validation', 'test', 'new'] as const;
export type RowPart = (typeof rowParts)[number];

/** Which rows are told whole: those with the highest scores, of all or of the normal ones (false alarms), or the anomalous ones with the lowest (missed). */
export type WorstOf = 'all' | 'normal' | 'missed';

/** `intervals`: where they were asked for. */
export interface AreasOf extends Areas {
  readonly intervals: AreaIntervals | null;
}
export interface RowColumn {
  readonly name: string;
  /** Of a category: what its codes stand for. */
  readonly names: readonly string[] | null;
  readonly isDate: boolean;
}
/** Some rows, whole. */
export interface AnomalyRows {
  /** Where they stand in their table. */
  readonly items: Uint32Array;
  /** What the score of each is the sum of, [items, names of the score]. */
  readonly shares: Float64Array;
  /** Of a table: values and reconstructions in the units of the file, [items, columns]; a value that was not measured is NaN. */
  readonly table: { readonly columns: readonly RowColumn[]; readonly values: Float64Array; readonly reconstructions: Float64Array } | null;
  /** Of what has no columns. */
  readonly pictures: { readonly input: ImageStrip; readonly output: ImageStrip } | null;
}
export interface ScoreChoice {
  readonly id: string;
  readonly title: string;
  readonly help: string;
}
export interface AnomaliesResult {
  readonly score: string;
  /** Those that fit the model. */
  readonly choices: readonly ScoreChoice[];
  /** Of the table. Of one in a file, only the first of them are told of one by one: what is of every row below is of these. */
  readonly rows: number;
  /** Of every row. */
  readonly scores: Float64Array;
  /** Of every row, its place in `rowParts`. */
  readonly parts: Uint8Array;
  /** The rows that figures are of. */
  readonly judged: Uint32Array;
  readonly judgedAre: JudgedRows;
  /** 1 for a normal row; null where nobody said what is normal, or the rows have no such labels. */
  readonly isNormal: Uint8Array | null;
  /** The Dataset says what is normal. */
  readonly saysNormal: boolean;
  readonly labels: Labels | null;
  readonly labelNames: readonly string[] | null;
  /** What scores are sums of: columns, mostly. */
  readonly names: readonly string[];
  /** The mean of each over the normal judged rows (all, where no class is known) and over the others. */
  readonly means: { readonly normal: Float64Array; readonly anomalous: Float64Array | null };
  /** Null where not both classes are among the judged rows. */
  readonly areas: AreasOf | null;
  /** Of the judged rows. */
  readonly worst: AnomalyRows;
  /** Of every row, x and y of its code. */
  readonly map: { readonly points: Float32Array; readonly axes: readonly [string, string] } | null;
}
