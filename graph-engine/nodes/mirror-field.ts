/** Nodes whose stack is that of another node, turned round. */
import type { GraphNode } from '../document/types';
import { nodeOf } from './registry';

/** The field that names the mirrored node, where the node mirrors one. */
export function mirrorField(node: GraphNode): string | null {
  const field = nodeOf(node.kind)?.traits.mirror;
  return field !== undefined && typeof node.params[field] === 'string' ? field : null;
}
