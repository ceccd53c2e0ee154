/** Masks of sequences: what layers do with them, and values without what lies in padded places. */
import type { Params } from '../document/types';
import type { Shape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import type { LayerBuild, LayerDefinition, MaskUse } from './definition';

export const maskUse = (definition: LayerDefinition, params: Params, input: Shape): MaskUse => definition.mask?.(params, input) ?? 'keeps';

/** Of a layer that acts along the last axis: channels of each place, unless the places themselves are that axis. */
export const alongChannels = (_: unknown, input: Shape): MaskUse => (input.length > 1 ? 'keeps' : 'ends');

/** The mask [batch, places] beside a value [batch, places, …]: with an axis of size 1 for each of its others. */
export const maskFor = (b: Builder, x: Tensor, mask: Tensor): Tensor => b.reshape(mask, [...mask.shape, ...x.shape.slice(2).map(() => 1)]);

/** `x` with zeros in padded places; `x` itself where there is no mask. */
export const withoutPadding = (b: Builder, x: Tensor, mask: Tensor | null | undefined): Tensor => (mask ? b.mul(x, maskFor(b, x, mask)) : x);

/** The mean over `axes`, the batch and the places among them, of what lies in places that hold something. */
export function meanOfPlaces(b: Builder, x: Tensor, mask: Tensor, axes: readonly number[], keepDims = false): Tensor {
  const present = maskFor(b, x, mask);
  const others = axes.reduce((product, axis) => product * (axis < 2 ? 1 : x.shape[axis]!), 1);
  const count = b.sum(present, axes.filter((axis) => axis < present.shape.length), keepDims);
  return b.div(b.sum(b.mul(x, present), axes, keepDims), b.maximum(b.mul(count, others), 1));
}

/** Runs a layer on a value and its mask: what it gives, and the mask after it. */
export function runLayer(definition: LayerDefinition, params: Params, x: Tensor, mask: Tensor | null, build: Omit<LayerBuild, 'mask'>): { readonly tensor: Tensor; readonly mask: Tensor | null } {
  const use = maskUse(definition, params, x.shape.slice(1));
  const { b } = build;
  if (!mask) return { tensor: definition.build(params, x, { ...build, mask }), mask };
  if (use === 'ends') return { tensor: definition.build(params, withoutPadding(b, x, mask), { ...build, mask }), mask: null };
  if (use === 'keeps') return { tensor: definition.build(params, x, { ...build, mask: null }), mask };
  return { tensor: definition.build(params, x, { ...build, mask }), mask: definition.maskAfter?.(params, mask, b) ?? mask };
}
