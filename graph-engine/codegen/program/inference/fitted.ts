/** What the data of a Dataset were prepared with, under the names that it has among the weights. */
import { findFitted, fittedName } from '../../../data/fitted-names';
import { itemPreparation } from '../../../data/item-preparation';
import type { Fitted } from '../../../data/preparations/definition';
import type { Shape } from '../../../document/shape';
import type { GraphNode } from '../../../document/types';
import { dataSettingsOf } from '../../../nodes/data-settings';
import type { Builder, Tensor } from '../../../program/builder';
import type { Weights } from '../../../runtime/device';

/** `shape`: of an item. @throws `internal:` where the weights lack it and nobody can know. */
export function fittedOf(node: GraphNode, shape: Shape, weights: ReadonlyMap<string, Weights>): Fitted {
  const preparation = itemPreparation(dataSettingsOf(node));
  const found = findFitted(weights, node.id, preparation, shape);
  if ('fitted' in found) return found.fitted;
  if (preparation.assumed) return preparation.assumed;
  throw new Error(`internal: the weights do not hold what the data were prepared with (${found.missing})`);
}

/** As parameters that nobody trains. */
export function fittedTensors(b: Builder, node: GraphNode, fitted: Fitted): ReadonlyMap<string, Tensor> {
  const stem = fittedName(node.id, itemPreparation(dataSettingsOf(node)));
  return new Map(Object.entries(fitted).map(([name, { shape }]) => [name, b.parameter(`${stem}/${name}`, shape, { kind: 'zeros' }, { player: node.player, trainable: false, origin: { node: node.id } })]));
}
