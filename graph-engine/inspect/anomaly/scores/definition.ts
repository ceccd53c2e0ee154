/** A score: how unusual a model finds an item, and which columns make it so. One file per score, one line in the list. */
import type { Weights } from '../../../runtime/device';

/** What a model gave for some items. */
export interface Answers {
  readonly count: number;
  /** Error of each column of each item, [count, columns]; of a picture there is one column. */
  readonly errors: Float64Array;
  readonly columns: readonly string[];
  /** [count, size]; null where there is no code. */
  readonly codes: { readonly size: number; readonly values: Float32Array } | null;
  /** The divergence of each item's code from the prior, in nats, times its weight; null where the code is no distribution. */
  readonly divergence: Float64Array | null;
}
/** What was found on items that were trained on, by name, so that a file of it gives the same scores. */
export type Reference = Readonly<Record<string, Weights>>;

export interface Scored {
  readonly scores: Float64Array;
  /** What each item's score is the sum of, [count, shares]. */
  readonly shares: Float64Array;
  readonly names: readonly string[];
}
export interface Score {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  fits(answers: Answers): boolean;
  /** What has to be known of the items that are trained on. */
  refer(training: Answers): Reference;
  score(answers: Answers, reference: Reference): Scored;
}

export const vector = (data: Float32Array): Weights => ({ shape: [data.length], data });

/** `shares`: [count, names] */
export function summed(count: number, shares: Float64Array, names: readonly string[]): Scored {
  const width = names.length;
  const scores = new Float64Array(count);
  for (let i = 0; i < shares.length; i++) scores[Math.floor(i / width)]! += shares[i]!;
  return { scores, shares, names };
}
