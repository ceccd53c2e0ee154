/** A layer kind: everything the studio knows of it, in one object of one file. */
import type { Fields, ParamsOf } from '../document/fields';
import type { Params } from '../document/types';
import type { Shape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import type { Init } from '../program/types';
import type { Reach } from './reach';

/** The layer cannot take this input: "takes {expected}, and gets {found}", and what to do. */
export interface LayerProblem {
  readonly expected: string;
  readonly found: string;
  readonly cure: string;
  /** The layers that, one of them put before this one, are a cure. */
  readonly insert?: readonly LayerSketch[];
  /** Settings of the layer itself that are a cure each, with a label. */
  readonly set?: readonly { readonly label: string; readonly params: Params }[];
  /** The shape that it would take as it is; a layer before it may be made to give that. */
  readonly wants?: Shape;
}
export const isProblem = (result: Shape | LayerProblem): result is LayerProblem => 'expected' in result;

export interface WeightSpec {
  readonly name: string;
  readonly shape: Shape;
  readonly init: Init;
  /** False for moving statistics. Default true. */
  readonly trainable?: boolean;
}

/**
 * What a layer does with the mask of a sequence [places, …]: it treats each place alone and *keeps* the mask; it mixes places, leaves padded ones out and so *uses* it;
 * or it *ends* it: padded places are zeros for it, and there is no mask after it.
 */
export type MaskUse = 'keeps' | 'uses' | 'ends';

/** What a layer's `build` gets besides its input. */
export interface LayerBuild {
  readonly b: Builder;
  /** The layer's own weight of that name, as declared by `weights`. */
  weight(name: string): Tensor;
  /** Gives the moving statistic a new value after the step (training only). */
  update(name: string, value: Tensor): void;
  /** A scalar fed at every step; one name always stands for one function of the step. */
  schedule(name: string, at: (step: number) => number): Tensor;
  readonly mode: Mode;
  /** Of a layer that uses or ends it: which places hold something, [batch, places] of 1 and 0; null where all do. */
  readonly mask: Tensor | null;
}
/** train: dropout and batch statistics; evaluate: moving statistics, but noise and sampling; infer: nothing random. */
export type Mode = 'train' | 'evaluate' | 'infer';

/** A layer as the mirror wants it: kind and parameters, no id. */
export interface LayerSketch {
  readonly kind: string;
  readonly params: Params;
}

export interface LayerDefinition<F extends Fields = Fields> {
  readonly kind: string;
  readonly title: string;
  /** One or two sentences for palette and inspector. */
  readonly help: string;
  /** What people also search for who want it: other names, what it is for. British spelling; searches know the American one. */
  readonly words?: readonly string[];
  readonly category: 'core' | 'convolution' | 'sequence' | 'normalisation' | 'shape' | 'regularisation';
  readonly fields: F;
  /** The parameter that a person thinks of first, for the one-line summary: `Dense 256 · relu`. */
  summary(params: ParamsOf<F>): string;
  infer(params: ParamsOf<F>, input: Shape): Shape | LayerProblem;
  weights(params: ParamsOf<F>, input: Shape): readonly WeightSpec[];
  /** `x` is [batch, ...input]; gives [batch, ...infer(input)]. */
  build(params: ParamsOf<F>, x: Tensor, build: LayerBuild): Tensor;
  /** What it does with a mask; left out, it keeps it. */
  mask?(params: ParamsOf<F>, input: Shape): MaskUse;
  /** The mask after it, where it uses one and makes places fewer: [batch, places of its output]. */
  maskAfter?(params: ParamsOf<F>, mask: Tensor, b: Builder): Tensor;
  /** Where the values lie that it makes of values in `input`; left out, they can be anything. */
  reach?(params: ParamsOf<F>, input: Reach): Reach;
  /** The layers that lead back from `output` to `input`, or the reason why there are none. */
  mirror(params: ParamsOf<F>, input: Shape, output: Shape): readonly LayerSketch[] | string;
  /** Trains by the mean and variance of each channel over the batch, so that it needs several values of each. */
  readonly batchStatistics?: boolean;
  /** False where the derivative itself cannot be derived (gradient penalty). Default true. */
  readonly twiceDifferentiable?: boolean;
}

/** Keeps the parameters typed inside the definition and opaque outside. */
export function defineLayer<const F extends Fields>(definition: LayerDefinition<F>): LayerDefinition {
  return definition as unknown as LayerDefinition;
}
