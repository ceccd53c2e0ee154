/** What the numbers of a column are, in the user's units: of those that were measured. */
import { quantile } from '../preparations/robust';

export interface NumberFacts {
  readonly count: number;
  readonly missing: number;
  readonly distinct: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  /** Root of the mean squared distance from the mean. */
  readonly deviation: number;
  readonly median: number;
  /** Numbers that lie more than three times the distance of the quartiles beyond them (Tukey 1977: "far out"). */
  readonly outliers: number;
}
const FAR = 3;

/** NaN is a missing one; of a column without numbers all figures are NaN. */
export function numberFacts(values: Float64Array): NumberFacts {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const { length } = sorted;
  const none = Number.NaN;
  if (length === 0) return { count: values.length, missing: values.length, distinct: 0, minimum: none, maximum: none, mean: none, deviation: none, median: none, outliers: 0 };
  let [sum, distinct] = [0, 1];
  for (let i = 0; i < length; i++) {
    sum += sorted[i]!;
    if (i > 0 && sorted[i] !== sorted[i - 1]) distinct++;
  }
  const mean = sum / length;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = FAR * (high - low);
  // Of a column that is nearly always one number, the quartiles are that number: every other one would be far out.
  const outliers = reach > 0 ? sorted.reduce((count, value) => count + Number(value < low - reach || value > high + reach), 0) : 0;
  return { count: values.length, missing: values.length - length, distinct, minimum: sorted[0]!, maximum: sorted[length - 1]!, mean, deviation: Math.sqrt(squares / length), median: quantile(sorted, 0.5), outliers };
}
