/** From a reconstruction back to the units of the file, as operations; of a category the place of its likeliest name. */
import { isNumber, placesOf, preparationOf } from '../../../data/columns/layout';
import { preparations } from '../../../data/preparations/registry';
import type { GraphNode } from '../../../document/types';
import { dataSettingsOf } from '../../../nodes/data-settings';
import type { Builder, Tensor } from '../../../program/builder';
import type { ValueId } from '../../../program/types';
import type { Weights } from '../../../runtime/device';
import { fittedOf, fittedTensors } from './fitted';
import { fittedOfRun, runsOf } from './runs';

export interface Restored {
  readonly value: Tensor;
  /** What goes on in double precision: numbers of a table, as they came. */
  readonly precise: readonly ValueId[];
}

export function restore(b: Builder, node: GraphNode, reconstruction: Tensor, weights: ReadonlyMap<string, Weights>): Restored {
  const { scaling, columns } = dataSettingsOf(node);
  const [batch, ...shape] = reconstruction.shape as [number, ...number[]];
  const fitted = fittedOf(node, columns.length > 0 ? [] : shape, weights);
  b.origin = { node: node.id };
  if (columns.length === 0) {
    const value = preparations[scaling].leaves(fitted) ? reconstruction : preparations[scaling].restore(b, reconstruction, Object.fromEntries(fittedTensors(b, node, fitted)));
    return { value, precise: [] };
  }
  const precise: ValueId[] = [];
  const places = placesOf(columns);
  const tensors = fittedTensors(b, node, fitted);
  const parts = runsOf(places).map((run) => {
    const [place] = run;
    if (isNumber(place)) {
      const prepared = b.slice(reconstruction, [0, place.at], [batch, run.length]);
      precise.push(prepared.id);
      return preparations[preparationOf(place)].restore(b, prepared, fittedOfRun(b, places, run, tensors));
    }
    return b.reshape(b.toFloat(b.argMax(b.slice(reconstruction, [0, place.at], [batch, place.width]))), [batch, 1]);
  });
  return { value: b.concat(parts, 1), precise };
}
