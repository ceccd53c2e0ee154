/** What was fitted, under its names among the weights: `dataset.data/standardised/mean`. */
import type { Shape } from '../document/shape';
import type { Weights } from '../runtime/device';
import type { Fitted } from './preparations/definition';
import { preparations, type PreparationKind } from './preparations/registry';

/** `dataset.data/standardised`, which the names of a Dataset begin with. */
export const fittedName = (node: string, kind: PreparationKind): string => `${node}.data/${kind}`;
const nameOf = (node: string, kind: PreparationKind, name: string): string => `${fittedName(node, kind)}/${name}`;

export const namedFitted = (node: string, kind: PreparationKind, fitted: Fitted): (readonly [string, Weights])[] =>
  Object.entries(fitted).map(([name, tensor]) => [nameOf(node, kind, name), tensor]);

/** What these weights hold for a Dataset, or the first name that they lack. */
export function findFitted(weights: ReadonlyMap<string, Weights>, node: string, kind: PreparationKind, shape: Shape): { readonly fitted: Fitted } | { readonly missing: string } {
  const fitted: Record<string, Weights> = {};
  for (const [name, expected] of Object.entries(preparations[kind].fits(shape))) {
    const found = weights.get(nameOf(node, kind, name));
    if (found?.shape.join() !== expected.join()) return { missing: nameOf(node, kind, name) };
    fitted[name] = found;
  }
  return { fitted };
}
