/** Cures for inputs of one node that should have one shape. */
import type { Fix } from '../diagnostics/types';
import { printShape, type Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import { plainStack } from '../layers/plain-stack';
import type { WireSource } from './definition';
import { fixes } from './fixes';

export interface Turn {
  readonly source: WireSource | undefined;
  readonly from: Shape;
  readonly to: Shape;
}

/** Any one of the turns would do: what their sources can do themselves, then layers on the wire of the first. */
export function shapeCures(node: GraphNode, turns: readonly Turn[]): readonly Fix[] {
  const own = turns.flatMap(({ source, to }) => source?.cures(to).slice(0, 1).map((fix) => fixes.several(`${source.node.name}: ${fix.label.charAt(0).toLowerCase()}${fix.label.slice(1)}`, [fix])) ?? []);
  const [first] = turns;
  if (!first?.source) return own;
  const { position } = first.source.node;
  const between = { x: (position.x + node.position.x) / 2, y: (position.y + node.position.y) / 2 };
  const layers = plainStack(first.from, first.to);
  return [...own, fixes.insertOnWire(`Put an Encoder between that gives ${printShape(first.to)}`, first.source.wire, { kind: 'encoder', position: between, layers })];
}
