/** How a layer is called in TensorFlow.js. */
import type { Shape } from '../../document/shape';

/** What a spelling gets beside parameters. */
export interface LayerEmit {
  /** A unique, readable layer name within the model. */
  readonly name: string;
  readonly input: Shape;
  readonly output: Shape;
  /** Of a layer that is told of padding. */
  readonly masked?: boolean;
  /** Puts a custom tf.layers class of `layers.ts` into the project; returns the class's identifier. */
  custom(className: string, source: string): string;
}

/**
 * tf.layers expressions, run in order; none where the layer changes nothing, e.g. `tf.layers.dense({ name: 'hidden', units: 256 })`. Their weights, in
 * order, are those of the layer's `weights`. What starts or acts at random takes its seed from a helper of the project, `ops.heNormal(fanIn)`,
 * `ops.glorotUniform()` or `ops.nextSeed('noise')`.
 */
export type Spell<P> = (params: P, emit: LayerEmit) => readonly string[];

/** `told`: its class takes a mask beside its values where there is one, and says with `maskAfter` what is left of it. */
export type Spelled = Spell<never> & { readonly told: boolean };

/** Keeps the parameters typed inside and opaque outside. */
export const defineSpelling = <P>(spell: Spell<P>, { told = false } = {}): Spelled => Object.assign(spell as Spell<never>, { told });
