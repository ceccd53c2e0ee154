/**
 * An optimiser: how a gradient becomes a step. Its update is written once, as operations: training runs them, and exported code has them where the
 * framework has no word of its own.
 */
import type { Builder, Tensor } from '../program/builder';
import type { Formula } from './formula';

export interface OptimizerNumbers {
  readonly learningRate: number;
  /** Share of the last step that is kept. */
  readonly momentum: number;
  /** Decoupled from the gradient. */
  readonly weightDecay: number;
  /** Decay of the moving average of the gradient. */
  readonly beta1: number;
  /** Decay of the moving average of its square. */
  readonly beta2: number;
  readonly epsilon: number;
}
export type SettingName = Exclude<keyof OptimizerNumbers, 'learningRate'>;

/** What all weights of an update share. */
export interface UpdateStep {
  readonly b: Builder;
  /** The learning rate of this update, a scalar. */
  readonly rate: Tensor;
  readonly settings: OptimizerNumbers;
  /** A scalar of how many updates its player has had, this one included. `name` says in a few words what it is. */
  scalar(name: string, formula: Formula): Tensor;
}
/** A trained weight and the derivative of its player's loss with respect to it, of equal shape. */
export interface WeightStep {
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** Lives beside the weight from update to update, of its shape; zeros at first. */
  state(name: string): Tensor;
  /** Gives a state its next value, which it gives back. */
  keep(name: string, next: Tensor): Tensor;
  /** A number of how many rows the weight has. */
  ofRows(name: string, formula: Formula): Tensor;
}
/** The next value of a weight. */
export type Update = (weight: WeightStep) => Tensor;

export interface OptimizerDefinition {
  readonly title: string;
  /** How a gradient becomes a step, in one sentence without its full stop. */
  readonly help: string;
  /** Paper and place. */
  readonly source: string;
  /** The settings that it reads besides the learning rate; the form shows these. */
  readonly uses: readonly SettingName[];
  /** Where a setting is usually another than it is for most optimisers. */
  readonly defaults?: Partial<OptimizerNumbers>;
  /** Writes what all weights share, and gives what is written for each. */
  begin(step: UpdateStep): Update;
  /** In place of `begin`, for weights of two axes and more: as a matrix [rows, columns] of no fewer rows than columns, all axes but the last as one, and turned if need be. */
  beginMatrices?(step: UpdateStep): Update;
  /** The same in the words of a framework, as an expression; where there is none its operations are written. `print` writes a number. */
  readonly words: {
    /** Of the list `weights`. */
    readonly pytorch?: (settings: OptimizerNumbers, print: (value: number) => string) => string;
    /** Without a schedule of the learning rate, which tfjs's own do not take. */
    readonly tfjs?: (settings: OptimizerNumbers) => string;
  };
}

/** Decay · before + (1 − decay) · value. */
export function movingAverage(b: Builder, before: Tensor, value: Tensor, decay: number): Tensor {
  return b.add(b.mul(before, decay), b.mul(value, 1 - decay));
}
/** What decoupled weight decay leaves of a weight: (1 − ηλ)θ. */
export function decayed({ b, rate, settings: { weightDecay } }: UpdateStep): (value: Tensor) => Tensor {
  if (weightDecay === 0) return (value) => value;
  const kept = b.sub(1, b.mul(rate, weightDecay));
  return (value) => b.mul(value, kept);
}
