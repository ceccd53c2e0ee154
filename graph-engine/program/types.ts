/**
 * The program: a flat, typed list of operations in single-assignment form, the only meeting point of execution and inspection.
 * Shapes are concrete, batch included: a program is lowered for one batch size.
 */
import type { PlayerId } from '../document/types';
import type { Unit } from '../document/units';
import type { OpKind } from './ops';
import type { Ramp } from './ramp';

export type ValueId = number;
export type DType = 'float32' | 'int32';
export type Attr = number | string | boolean | readonly number[];
export type Attrs = Readonly<Record<string, Attr>>;

export interface Value {
  readonly id: ValueId;
  readonly shape: readonly number[];
  readonly dtype: DType;
}

/** Which node, and which of its layers, an operation comes from; NaN checks and the code panel point there. */
export interface Origin {
  readonly node: string;
  readonly layer?: string;
}

export interface Op {
  readonly kind: OpKind;
  readonly inputs: readonly ValueId[];
  readonly output: ValueId;
  readonly attrs: Attrs;
  readonly origin: Origin | null;
  /** `backward` and `update` operations were derived. */
  readonly phase: 'forward' | 'backward' | 'update';
}

/** How a parameter starts. `kmeans` clusters the value of tap `tap` over the first batches (Lloyd 1982). */
export type Init =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'constant'; readonly value: number }
  /** Glorot & Bengio 2010, eq. 16; He et al. 2015, eq. 10. */
  | { readonly kind: 'glorotUniform' | 'heNormal'; readonly fanIn: number; readonly fanOut: number }
  | { readonly kind: 'normal'; readonly stddev: number }
  | { readonly kind: 'kmeans'; readonly tap: string }
  /** Starts as a copy of that other parameter (after its own start). */
  | { readonly kind: 'copyOf'; readonly parameter: string };

/** A tensor that lives across steps. Weights are trained; statistics are only updated by `updates`. */
export interface Parameter {
  /** Unique and stable: `nodeId/layerId/kernel` or `nodeId/codebook`; the key in weights.safetensors. */
  readonly name: string;
  readonly value: ValueId;
  readonly init: Init;
  readonly player: PlayerId;
  readonly trainable: boolean;
  readonly origin: Origin;
}

/** What the executor feeds at each step. */
export type Input =
  | { readonly kind: 'data'; readonly name: string; readonly value: ValueId }
  /** A scalar that depends on the step alone: learning rate, β during warm-up. */
  | { readonly kind: 'scalar'; readonly name: string; readonly value: ValueId; readonly at: (step: number) => number; readonly settledAt: number; /** What it is by whole steps, where that can be said. */ readonly ramp?: Ramp };

export interface Term {
  readonly name: string;
  /** Scalar, unweighted. */
  readonly value: ValueId;
  readonly unit: Unit;
  /** Constant weight, or a scalar value. */
  readonly weight: number | ValueId;
  readonly isWeightValue: boolean;
  readonly player: PlayerId;
  /** As of a metric. */
  readonly ofBatch?: boolean;
  readonly origin: Origin;
}

/** A scalar that is told and not minimised. */
export interface Metric {
  readonly name: string;
  readonly value: ValueId;
  readonly unit: Unit;
  /** A figure of the batch as a whole, which depends on its size; otherwise the mean of figures of its items. */
  readonly ofBatch?: boolean;
  readonly origin?: Origin;
}

export interface Program {
  readonly values: readonly Value[];
  readonly ops: readonly Op[];
  readonly inputs: readonly Input[];
  readonly parameters: readonly Parameter[];
  readonly terms: readonly Term[];
  readonly metrics: readonly Metric[];
  /** After a step, parameter `name` holds `value`. */
  readonly updates: readonly { readonly parameter: string; readonly value: ValueId }[];
  /** `nodeId.port` → value, for views and inference. */
  readonly taps: Readonly<Record<string, ValueId>>;
}
