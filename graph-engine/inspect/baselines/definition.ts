/** A baseline of a reconstruction: what gives items back by simpler means than the network, from a code of the same size or from none. */
import type { Sampling } from '../../nodes/definition';
import type { InParts } from '../in-parts';
import type { Roles } from '../roles';

/** The model beside which it stands; its roles have data and an output of the same size. */
export interface BaselineSubject {
  readonly roles: Roles;
  /** How codes for samples are drawn, which says what sort of numbers the code holds; null where nobody knows. */
  readonly sampling: Sampling | null;
}
/** Items that are to be given back. */
export interface Asked {
  readonly count: number;
  /** What the network gets, clean or with its noise: [count, size], row-major. */
  readonly given: Float32Array;
}
/** Gives `asked` back: [count, size], in the numbers of the data. */
export type Rebuild = (asked: Asked) => Float32Array;

export interface Baseline {
  readonly id: 'noisy-input' | 'pca' | 'pca-signs' | 'k-means' | 'mean';
  /** How it gives items back, in a sentence. */
  readonly help: string;
  /** Within a table and a chart: short, with its size. Null where it says nothing of such a model. */
  title(subject: BaselineSubject): string | null;
  /** As in `7.6 per image; PCA 14.4`. */
  readonly short: string;
  /** `training`: clean items that the model is trained on, [n, size], n ≥ 1, in parts of a few milliseconds. */
  fit(training: Float32Array, subject: BaselineSubject): InParts<Rebuild>;
}
