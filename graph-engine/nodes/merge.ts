/** What several wires become together: of the common tag where they have one, else features; masked where one of them is. */
import { isMasked, maskedIf, type PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import { withoutPadding } from '../layers/masks';
import type { Builder, Tensor } from '../program/builder';
import type { Flow, MaskedTensor } from './definition';

export const mergeable = ['data', 'features', 'code', 'logits'] as const;

export function mergedType(types: readonly PortType[], shape: Shape): PortType {
  const [first] = types;
  const masked = maskedIf(types.some(isMasked));
  if (!first || types.some((type) => type.tag !== first.tag)) return { tag: 'features', shape, ...masked };
  if (first.tag === 'code') return { tag: 'code', shape, ...masked };
  if (first.tag === 'logits') return { tag: 'logits', shape, ...masked };
  if (first.tag !== 'data') return { tag: 'features', shape, ...masked };
  const data = types.filter((type) => type.tag === 'data');
  const range = data.every((type) => type.range === first.range) ? first.range : 'real';
  return { tag: 'data', shape, range, corrupted: data.some((type) => type.corrupted), source: null, ...masked };
}

/** Of a node that takes a value as a whole: padded places are zeros. */
export const whole = (b: Builder, { tensor, mask }: MaskedTensor): Tensor => withoutPadding(b, tensor, mask);

/** Places in which each of the values holds something; none where none of them has a mask. */
export function mergedMask(b: Builder, flows: readonly Pick<Flow, 'mask'>[]): { readonly mask?: Tensor } {
  const masks = [...new Set(flows.flatMap(({ mask }) => mask ?? []))];
  return masks.length === 0 ? {} : { mask: masks.reduce((both, mask) => b.mul(both, mask)) };
}
