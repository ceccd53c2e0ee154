/** What several wires become together: of the common tag where they have one, else features. */
import type { PortType } from '../document/port-type';
import type { Shape } from '../document/shape';

export const mergeable = ['data', 'features', 'code', 'logits'] as const;

export function mergedType(types: readonly PortType[], shape: Shape): PortType {
  const [first] = types;
  if (!first || types.some((type) => type.tag !== first.tag)) return { tag: 'features', shape };
  if (first.tag === 'code') return { tag: 'code', shape };
  if (first.tag === 'logits') return { tag: 'logits', shape };
  if (first.tag !== 'data') return { tag: 'features', shape };
  const data = types.filter((type) => type.tag === 'data');
  const range = data.every((type) => type.range === first.range) ? first.range : 'real';
  return { tag: 'data', shape, range, corrupted: data.some((type) => type.corrupted), source: null };
}
