/** An objective: the one figure that says whether a model does what it is for, and what does the same by simpler means. */
import type { Labels } from '../../data/table';
import type { Analysis } from '../../analysis/types';
import type { HourglassDocument } from '../../document/types';
import type { Unit } from '../../document/units';
import type { Roles } from '../roles';

/** Items and what is known of them. */
export interface ItemSet {
  readonly count: number;
  /** Of every Dataset, by node id, as they go into the network: [count, ...shape], row-major. */
  readonly numbers: Readonly<Record<string, Float32Array>>;
  /** Of the Dataset that is reconstructed. */
  readonly labels: Labels | null;
  /** 1 for each item that is normal, where the document learns from normal items alone; else null. */
  readonly isNormal: Uint8Array | null;
  /** 1 for each item whose label the model was told, where it is told those of some alone; else null. */
  readonly isLabelled: Uint8Array | null;
  readonly factors: { readonly names: readonly string[]; readonly values: Float32Array } | null;
}
/** What is fitted on one set of items is judged on another. */
export interface Fold {
  readonly fit: ItemSet;
  readonly held: ItemSet;
}
/** What an objective may ask before anything is computed. */
export interface ObjectiveSubject {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly roles: Roles;
  /** What the model is judged on. */
  readonly held: ItemSet;
  /** Pairs for baselines: the items that the model was trained on with `held`; or, where those are not at hand, halves of `held`. Empty for a single item. */
  readonly folds: readonly Fold[];
}
/** A model that can be asked for the values at output ports (`nodeId.port`), one array for each, batch first. */
export interface Model {
  /** `evaluate` draws what is random while training (noise, codes); `infer` draws nothing. */
  taps(taps: readonly string[], items: ItemSet, mode: 'evaluate' | 'infer'): Promise<Float32Array[]>;
  /** `count` draws of a node without inputs; each `sample` is another. */
  draws(tap: string, count: number, sample: number): Promise<Float32Array>;
  /** The weighted sum of the loss terms over what is judged, mean per item. */
  loss(): Promise<number>;
}
export interface ObjectiveContext extends ObjectiveSubject {
  readonly model: Model;
  /** Does `work` with the model as it was before its first step. */
  untrained<T>(work: (model: Model) => Promise<T>): Promise<T>;
}

export interface Measured {
  readonly value: number;
  /** By name; the first is the one to beat. */
  readonly baselines: Readonly<Record<string, number>>;
}
export interface Objective {
  readonly name: string;
  /** How it is measured, and what the baselines are, in a sentence or two. */
  readonly sentence: string;
  /** `plain` for a share. */
  readonly unit: Unit;
  readonly better: 'lower' | 'higher';
  fits(subject: ObjectiveSubject): boolean;
  measure(context: ObjectiveContext): Promise<Measured>;
}
