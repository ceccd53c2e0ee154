/** A baseline: an anomaly score by simpler means than a network, fitted on the same normal rows. */
import type { Weights } from '../../../runtime/device';

/** Prepared rows, as they go into the network (numbers standardised, categories one-hot). */
export interface Rows {
  readonly count: number;
  readonly width: number;
  /** [count, width], row-major, finite. */
  readonly values: Float32Array;
}
export interface BaselineOptions {
  /** Of all that is drawn. */
  readonly seed: number;
  /** The size of the model's code, at least 1. */
  readonly components: number;
}
/** What was fitted, as tensors by name: all that `score` needs, so that a file of them gives the same scores. */
export type Fitted = Readonly<Record<string, Weights>>;

export interface Baseline {
  readonly id: 'none' | 'pca' | 'isolationForest' | 'knn';
  /** Within a table: short, without a full stop. */
  readonly title: string;
  /** What the score is, in a sentence or two. */
  readonly help: string;
  /** @throws `internal:` when there is no row. */
  fit(training: Rows, options: BaselineOptions): Fitted;
  /**
   * One score a row, the higher the odder; rows do not depend on each other, so that they may be scored in parts.
   * @throws `internal:` when a tensor is missing, or was fitted on rows of another width.
   */
  score(fitted: Fitted, rows: Rows): Float64Array;
}

/** @throws `internal:` where it is missing. */
export function tensorOf(fitted: Fitted, name: string): Weights {
  const found = fitted[name];
  if (!found) throw new Error(`internal: what was fitted has no tensor “${name}”`);
  return found;
}

export function demandWidth(fitted: number, { width }: Rows): void {
  if (fitted !== width) throw new Error(`internal: fitted on rows of ${fitted} numbers, and asked about rows of ${width}`);
}

export function demandRows({ count, width, values }: Rows): void {
  if (count < 1 || width < 1) throw new Error(`internal: nothing to fit in ${count} rows of ${width} numbers`);
  if (values.length !== count * width) throw new Error(`internal: ${values.length} numbers for ${count} rows of ${width}`);
}
