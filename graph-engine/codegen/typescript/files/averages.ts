/** `averages.ts`: the model as a moving average of the weights that training goes on with. */
import { Source } from '../../program/source';

/** Null where the model is its weights. */
export const averagesFile = (decay: number): Source | null =>
  decay === 0
    ? null
    : new Source('src/averages.ts').add(`/**
 * Moving averages of weights and statistics, which the model is judged and saved with, while
 * training goes on with the weights themselves (Polyak & Juditsky 1992).
 */
import * as tf from '@tensorflow/tfjs';
import type { NamedWeight } from './ops.ts';

/** What an average keeps with each update, at most. */
const decay = ${decay};

export class Averages {
  private readonly weights: NamedWeight[];
  private readonly values: Map<string, tf.Tensor>;

  constructor(weights: NamedWeight[]) {
    this.weights = weights;
    this.values = new Map(weights.map(([name, variable]) => [name, variable.clone()]));
  }

  /** Follows an update of these weights, before which there were \`updates\`. */
  follow(weights: NamedWeight[], updates: number): void {
    const kept = Math.min(decay, (1 + updates) / (10 + updates));
    for (const [name, variable] of weights) {
      const before = this.values.get(name)!;
      this.values.set(name, tf.tidy(() => before.add(variable.sub(before).mul(1 - kept))));
      before.dispose();
    }
  }
  /** Does something while the model is the average of its weights. */
  during<T>(work: () => T): T {
    const own = this.weights.map(([, variable]) => variable.clone());
    this.take();
    try {
      return work();
    } finally {
      this.weights.forEach(([, variable], i) => variable.assign(own[i]!));
      tf.dispose(own);
    }
  }
  /** From here on the model is the average of its weights. */
  take(): void {
    for (const [name, variable] of this.weights) variable.assign(this.values.get(name)!);
  }
}`);
