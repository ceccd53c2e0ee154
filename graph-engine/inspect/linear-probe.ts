/** What a few labels are worth to a plane through any numbers, such as pixels or codes. */
import { fitLogisticRegression, type LabelledRows, type LogisticRegression } from './logistic-regression';

/** A tenth of what is usual for rows that lie 1 from their mean: chosen on pixels and codes of MNIST with 100 labels, for both alike. */
const PENALTY = 0.1;

/** Rows of length 1 each, less `mean`, `times` as far from it. */
function placed(values: Float32Array, mean: Float32Array, times: number): Float32Array {
  const [width, rows] = [mean.length, new Float32Array(values.length)];
  for (let from = 0; from < values.length; from += width) {
    let length = 0;
    for (let i = from; i < from + width; i++) length += values[i]! ** 2;
    const shrink = 1 / (Math.sqrt(length) || 1);
    for (let i = 0; i < width; i++) rows[from + i] = (values[from + i]! * shrink - mean[i]!) * times;
  }
  return rows;
}

/**
 * Logistic regression on rows that are made as long as each other, as is usual for codes: how strongly an item is drawn does not count. They are scaled to lie 1
 * from their mean (the root of the mean square), so that the penalty is as strong for any numbers.
 */
export function fitLinearProbe({ count, width, values, labels }: LabelledRows, classes: number): LogisticRegression {
  const rows = placed(values, new Float32Array(width), 1);
  const mean = new Float32Array(width);
  rows.forEach((value, at) => (mean[at % width]! += value / count));
  const spread = Math.sqrt(rows.reduce((sum, value, at) => sum + (value - mean[at % width]!) ** 2, 0) / count) || 1;
  const { classify } = fitLogisticRegression({ count, width, values: placed(values, mean, 1 / spread), labels }, classes, PENALTY);
  return { classify: (given) => classify(placed(given, mean, 1 / spread)) };
}
