/** Goes to the place of a message: selects the node or layer, lights it up, and opens its field. */
import type { Place } from '@/graph-engine/diagnostics/types';
import { flashNode, select, setPanel, setUi } from '@/components/studio-state';

export function goTo({ node, wire, layer, field }: Place): void {
  setPanel('inspector', true);
  if (node !== undefined) select({ nodes: [node], layer: layer === undefined ? null : { node, layer } });
  else if (wire !== undefined) select({ wires: [wire] });
  if (node !== undefined) flashNode(node);
  setUi({ focusedField: field ?? null, phoneTab: 'graph' });
}
