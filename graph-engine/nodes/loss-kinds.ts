/** The losses: one object each, with what they need of their inputs. */
import type { DataRange, PortType } from '../document/port-type';
import type { Unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { mixedErrors, placesOf } from './by-column';

export interface LossKind {
  readonly label: string;
  readonly help: string;
  /** What its numbers count. */
  readonly counts: Unit['of'];
  /** Other names of it, for searches. */
  readonly words: readonly string[];
  /** The target must lie in these ranges; null for any. */
  readonly targets: readonly DataRange[] | null;
  /** Prefers logits (and must have them), or values. */
  readonly logits: 'required' | 'allowed' | 'odd';
  /** The target may be class indices. */
  readonly indices: boolean;
  /** One number per element (per class distribution for the categorical), [batch, ...]. */
  element(b: Builder, prediction: Tensor, target: Tensor, type: PortType, wanted: PortType): Tensor;
  /** What it is called in exported code, after `sum` or `mean`, with a sentence; of logits it may be another. */
  written(type: PortType): { readonly name: string; readonly help: string };
  /** Goes with rows of a table alone, and gives one number per column. */
  readonly byColumn?: boolean;
}
export type LossKindName = 'squared' | 'absolute' | 'huber' | 'binary-cross-entropy' | 'categorical-cross-entropy' | 'mixed';

/** Keeps log and its derivative finite; float32 resolves no less below 1. */
const clip = 1e-6;

export const lossKinds: Readonly<Record<LossKindName, LossKind>> = {
  squared: {
    label: 'Squared error',
    help: 'Large errors count most; goes with any data.',
    counts: ['squared error'],
    words: ['mse', 'mean squared error', 'l2', 'l2 loss', 'least squares', 'sum of squares'],
    targets: null,
    logits: 'odd',
    indices: false,
    element: (b, prediction, target) => b.square(b.sub(prediction, target)),
    written: () => ({ name: 'SquaredError', help: 'Squared error (x̂ − x)²' }),
  },
  absolute: {
    label: 'Absolute error',
    help: 'Less moved by outliers than the squared error.',
    counts: ['absolute error'],
    words: ['mae', 'mean absolute error', 'l1', 'l1 loss'],
    targets: null,
    logits: 'odd',
    indices: false,
    element: (b, prediction, target) => b.abs(b.sub(prediction, target)),
    written: () => ({ name: 'AbsoluteError', help: 'Absolute error |x̂ − x|' }),
  },
  /** Huber 1964, with δ = 1. */
  huber: {
    label: 'Huber',
    help: 'Half the squared error below 1, absolute minus one half above.',
    counts: ['Huber loss'],
    words: ['smooth l1', 'robust'],
    targets: null,
    logits: 'odd',
    indices: false,
    element(b, prediction, target) {
      const distance = b.name('distance', b.abs(b.sub(prediction, target)));
      const near = b.name('near', b.minimum(distance, 1));
      return b.add(b.mul(b.square(near), 0.5), b.sub(distance, near));
    },
    written: () => ({ name: 'Huber', help: 'Huber loss: ½ d² where d = |x̂ − x| is below 1, d − ½ above' }),
  },
  'binary-cross-entropy': {
    label: 'Binary cross-entropy',
    help: 'For data from 0 to 1, read as probabilities; best on logits.',
    counts: ['nats'],
    words: ['bce', 'cross-entropy', 'log loss', 'bernoulli'],
    targets: ['binary', 'unit'],
    logits: 'allowed',
    indices: false,
    element(b, prediction, target, type) {
      if (type.tag === 'logits') return b.sub(b.softplus(prediction), b.mul(prediction, target));
      const p = b.name('p', b.minimum(b.maximum(prediction, clip), 1 - clip));
      return b.neg(b.add(b.mul(target, b.log(p)), b.mul(b.sub(1, target), b.log(b.sub(1, p)))));
    },
    written: ({ tag }) =>
      tag === 'logits'
        ? { name: 'BinaryCrossEntropyOfLogits', help: 'Binary cross-entropy of logits z: log(1 + exp z) − x z, the same as −x log σ(z) − (1 − x) log(1 − σ(z))' }
        : { name: 'BinaryCrossEntropy', help: 'Binary cross-entropy −x log p − (1 − x) log(1 − p)' },
  },
  'categorical-cross-entropy': {
    label: 'Categorical cross-entropy',
    help: 'For classes along the last axis; needs logits.',
    counts: ['nats'],
    words: ['ce', 'cross-entropy', 'softmax', 'multiclass'],
    targets: ['binary', 'unit'],
    logits: 'required',
    indices: true,
    element(b, prediction, target) {
      const classes = prediction.shape.at(-1)!;
      const wanted = target.dtype === 'int32' ? b.oneHot(target, classes) : target;
      return b.neg(b.sum(b.mul(wanted, b.logSoftmax(prediction)), [prediction.shape.length - 1]));
    },
    written: () => ({ name: 'CategoricalCrossEntropy', help: 'Cross-entropy −Σ x log softmax(z) of logits z along the last axis' }),
  },
  mixed: {
    label: 'By column',
    help: 'For tables: the squared error of numbers, the cross-entropy of categories.',
    counts: ['squared error', 'nats'],
    words: ['tabular', 'table', 'mixed types', 'categorical columns'],
    targets: null,
    logits: 'odd',
    indices: false,
    byColumn: true,
    element: (b, prediction, target, _, wanted) => mixedErrors(b, prediction, target, placesOf(wanted) ?? []),
    written: () => ({ name: 'ErrorByColumn', help: 'Squared error of the columns that are numbers, cross-entropy of the logits at the places of a category' }),
  },
};
