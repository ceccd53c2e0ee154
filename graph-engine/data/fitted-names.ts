/** What was fitted, under its names among the weights: `dataset.data/standardised/mean`. */
import type { Shape } from '../document/shape';
import type { Weights } from '../runtime/device';
import type { ItemPreparation } from './item-preparation';
import type { Fitted } from './preparations/definition';

/** `dataset.data/standardised`, which the names of a Dataset begin with. */
export const fittedName = (node: string, { name }: Pick<ItemPreparation, 'name'>): string => `${node}.data/${name}`;
const nameOf = (node: string, preparation: Pick<ItemPreparation, 'name'>, name: string): string => `${fittedName(node, preparation)}/${name}`;

export const namedFitted = (node: string, preparation: Pick<ItemPreparation, 'name'>, fitted: Fitted): (readonly [string, Weights])[] =>
  Object.entries(fitted).map(([name, tensor]) => [nameOf(node, preparation, name), tensor]);

/** What these weights hold for a Dataset, or the first name that they lack. `shape`: of an item of its table. */
export function findFitted(weights: ReadonlyMap<string, Weights>, node: string, preparation: Pick<ItemPreparation, 'name' | 'fits'>, shape: Shape): { readonly fitted: Fitted } | { readonly missing: string } {
  const fitted: Record<string, Weights> = {};
  for (const [name, expected] of Object.entries(preparation.fits(shape))) {
    const found = weights.get(nameOf(node, preparation, name));
    if (found?.shape.join() !== expected.join()) return { missing: nameOf(node, preparation, name) };
    fitted[name] = found;
  }
  return { fitted };
}
