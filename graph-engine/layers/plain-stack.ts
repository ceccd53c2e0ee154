/** The shortest way from one shape to another: a Dense where the number of values differs, and what turns rows into images and back. */
import { asShapeParam, sameShape, sizeOf, type Shape } from '../document/shape';
import type { LayerSketch } from './definition';

export function plainStack(from: Shape, to: Shape): readonly LayerSketch[] {
  if (sameShape(from, to)) return [];
  const flat = from.length > 1 ? [{ kind: 'flatten', params: {} }] : [];
  const image = to.length > 1 ? [{ kind: 'reshape', params: { shape: asShapeParam(to) } }] : [];
  if (sizeOf(from) === sizeOf(to)) return to.length > 1 ? image : flat;
  return [...flat, { kind: 'dense', params: { units: sizeOf(to), activation: 'linear' } }, ...image];
}
