/** What columns give to the error of their reconstructions. */

export interface ColumnShare {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Mean over the rows, times the weight of the column. */
  readonly error: number;
  /** Of the sum over all columns; 0 where that is 0. */
  readonly share: number;
}

export interface ColumnShares {
  readonly rows: number;
  /** Categories by the cross-entropy of their logits, in nats; else squared differences alone. */
  readonly mixed: boolean;
  readonly columns: readonly ColumnShare[];
}
