/** Multinomial logistic regression: what a few labels are worth without a network. */

export interface LabelledRows {
  readonly count: number;
  readonly width: number;
  /** [count, width], row-major. */
  readonly values: Float32Array;
  /** From 0 on. */
  readonly labels: ArrayLike<number>;
}
export interface LogisticRegression {
  /** Of each row of [count, width], the most probable class. */
  classify(values: Float32Array): Uint16Array;
}

const ROUNDS = 400;

/** Logits of one row into `out`; the constant stands behind the weights of a class. */
function logitsOf(weights: Float64Array, classes: number, values: Float32Array, from: number, width: number, out: Float64Array): void {
  for (let label = 0; label < classes; label++) {
    const at = label * (width + 1);
    let sum = weights[at + width]!;
    for (let i = 0; i < width; i++) sum += weights[at + i]! * values[from + i]!;
    out[label] = sum;
  }
}
function softmax(row: Float64Array): void {
  const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] = Math.exp(row[i]! - most);
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
}

/**
 * Makes the mean cross-entropy and half the squared length of the weights (not of the constants), times `penalty` and divided by the number of rows, small by
 * Nesterov's accelerated gradients (Nesterov 2004, section 2.2), whose step is that of the greatest curvature there can be.
 */
export function fitLogisticRegression({ count, width, values, labels }: LabelledRows, classes: number, penalty = 1): LogisticRegression {
  const size = classes * (width + 1);
  let weights: Float64Array = new Float64Array(size);
  let ahead = weights.slice();
  let greatest = 0;
  for (let row = 0; row < count; row++) {
    let length = 1;
    for (let i = 0; i < width; i++) length += values[row * width + i]! ** 2;
    greatest = Math.max(greatest, length);
  }
  const pull = penalty / count;
  const step = 1 / (greatest / 2 + pull);
  const [gradient, shares] = [new Float64Array(size), new Float64Array(classes)];
  for (let round = 1; round <= ROUNDS; round++) {
    gradient.fill(0);
    for (let row = 0; row < count; row++) {
      const from = row * width;
      logitsOf(ahead, classes, values, from, width, shares);
      softmax(shares);
      shares[labels[row]!]! -= 1;
      for (let label = 0; label < classes; label++) {
        const [at, share] = [label * (width + 1), shares[label]! / count];
        for (let i = 0; i < width; i++) gradient[at + i]! += share * values[from + i]!;
        gradient[at + width]! += share;
      }
    }
    const next = ahead.map((weight, i) => weight - step * (gradient[i]! + (i % (width + 1) === width ? 0 : weight * pull)));
    const momentum = (round - 1) / (round + 2);
    ahead = next.map((weight, i) => weight + momentum * (weight - weights[i]!));
    weights = next;
  }
  return {
    classify: (rows) =>
      Uint16Array.from({ length: rows.length / width }, (_, row) => {
        logitsOf(weights, classes, rows, row * width, width, shares);
        return shares.indexOf(shares.reduce((a, b) => Math.max(a, b), -Infinity));
      }),
  };
}
