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
}
/** train: dropout and batch statistics; evaluate: moving statistics, but noise and sampling; infer: nothing random. */
export type Mode = 'train' | 'evaluate' | 'infer';

/** What a layer's TypeScript emitter gets. */
export interface LayerEmit {
  /** A unique, readable layer name within the model. */
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Puts a custom tf.layers class of `layers.ts` into the project; returns the class's identifier. */
  custom(className: string, source: string): string;
}

/** A layer in the words of a framework, exactly as its operations compute it. */
export interface Spelling {
  /** Expressions, run in order, such as `nn.Linear(784, 256)`; none where it changes nothing. */
  readonly modules: readonly string[];
  /** How images lie between them: [channels, height, width] first, as a framework may have it, or last, as here; `any` where it makes no difference. */
  readonly channels: 'first' | 'last' | 'any';
  /** For each of its weights the module and the name there, and where they lie otherwise the axes of ours in the order of theirs. */
  readonly weights?: Readonly<Record<string, { readonly module: number; readonly name: string; readonly axes?: readonly number[] }>>;
  /** A class of the project that an expression names, and its source. */
  readonly classes?: Readonly<Record<string, string>>;
}
/** Languages and frameworks that a layer may be spelled in; where it is not, its operations are written. */
export type SpellingName = 'pytorch';

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
  readonly category: 'core' | 'convolution' | 'normalisation' | 'shape' | 'regularisation';
  readonly fields: F;
  /** The parameter that a person thinks of first, for the one-line summary: `Dense 256 · relu`. */
  summary(params: ParamsOf<F>): string;
  infer(params: ParamsOf<F>, input: Shape): Shape | LayerProblem;
  weights(params: ParamsOf<F>, input: Shape): readonly WeightSpec[];
  /** `x` is [batch, ...input]; gives [batch, ...infer(input)]. */
  build(params: ParamsOf<F>, x: Tensor, build: LayerBuild): Tensor;
  /** Where the values lie that it makes of values in `input`; left out, they can be anything. */
  reach?(params: ParamsOf<F>, input: Reach): Reach;
  /** The layers that lead back from `output` to `input`, or the reason why there are none. */
  mirror(params: ParamsOf<F>, input: Shape, output: Shape): readonly LayerSketch[] | string;
  /**
   * tf.layers expressions, run in order; none where the layer changes nothing, e.g. `tf.layers.dense({ name: 'hidden', units: 256 })`; the weights of
   * the expressions, in the order of `weights`, are those of `weights`. What starts or acts at random takes its seed from a helper of the project,
   * `ops.heNormal()`, `ops.glorotUniform()` or `ops.nextSeed('noise')`.
   */
  typescript(params: ParamsOf<F>, emit: LayerEmit): readonly string[];
  /** `output` is that of `infer`. */
  readonly spell?: Readonly<Partial<Record<SpellingName, (params: ParamsOf<F>, input: Shape, output: Shape) => Spelling>>>;
  /** Trains by the mean and variance of each channel over the batch, so that it needs several values of each. */
  readonly batchStatistics?: boolean;
  /** False where the derivative itself cannot be derived (gradient penalty). Default true. */
  readonly twiceDifferentiable?: boolean;
}

/** Keeps the parameters typed inside the definition and opaque outside. */
export function defineLayer<const F extends Fields>(definition: LayerDefinition<F>): LayerDefinition {
  return definition as unknown as LayerDefinition;
}
