/** A document with its nodes placed for the screen, by their expected sizes. */
import { readParams } from '../document/fields';
import type { GraphNode, HourglassDocument } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { arrange, type Card } from './arrange';
import { cardSize, cardWidths } from './card-size';

/** How a node stands to others: what judges hangs under what it judges, and what changes the data stands below them. */
export function standing(kind: string): Pick<Card, 'hangs' | 'below'> {
  const definition = nodeOf(kind);
  return { hangs: definition?.traits.objective ?? false, below: definition?.category === 'data' && !definition.traits.feedsData };
}

function cardOf({ id, kind, params, collapsed }: GraphNode): Card {
  const definition = nodeOf(kind);
  if (!definition) return { id, width: cardWidths.narrow, height: 120 };
  const read = readParams(definition.fields, params);
  const size = cardSize({ traits: definition.traits, inputs: definition.inputs(read).length, outputs: definition.outputs(read).length, collapsed });
  return { id, ...size, ...standing(kind) };
}

export function arranged(document: HourglassDocument): HourglassDocument {
  const links = Object.values(document.wires).map(({ from, to }) => ({ from: from.node, to: to.node }));
  const places = arrange(Object.values(document.nodes).map(cardOf), links);
  return { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, position: places[id]! }])) };
}
