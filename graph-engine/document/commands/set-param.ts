/** Sets one parameter on one or more nodes; wires whose port disappears with it go too. */
import * as z from 'zod';
import { keptValue } from '../fields';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, paramValueSchema } from '../schema';
import { defineCommand } from './definition';
import { dropLooseWires, nameNodes, nodeMissing, paramRefusal, portNames, writeParam } from './support';

export const setParam = defineCommand({
  name: 'setParam',
  title: 'Set parameter',
  schema: z.strictObject({ nodes: z.array(idSchema).min(1).readonly(), field: idSchema, value: paramValueSchema }),
  label: ({ nodes, field }, document, catalogue) => {
    const fields = catalogue.node(own(document.nodes, nodes[0] ?? '')?.kind ?? '')?.fields ?? {};
    return `Set ${own(fields, field)?.label.toLowerCase() ?? field} of ${nameNodes(nodes, document)}`;
  },
  apply(draft, { nodes, field, value: given }, { catalogue }): Refusal | void {
    const changed = new Set<string>();
    for (const id of nodes) {
      const node = own(draft.nodes, id);
      if (!node) return nodeMissing(id);
      const kind = catalogue.node(node.kind);
      if (!kind) return { reason: `${node.name} is of the unknown kind “${node.kind}”.`, at: { node: id } };
      const described = own(kind.fields, field);
      const value = described ? keptValue(described, given) : given;
      const refusal = paramRefusal(kind.fields, field, value, { node: id });
      if (refusal) return refusal;
      if (kind.fields[field]?.type === 'node' && value === id) return { reason: `${node.name} cannot refer to itself.`, at: { node: id, field } };
      const ports = portNames(node, catalogue);
      writeParam(node.params, field, value);
      if (portNames(node, catalogue) !== ports) changed.add(id);
    }
    if (changed.size > 0) dropLooseWires(draft, changed, catalogue);
  },
  mergeKey: ({ nodes, field }) => `set ${field} ${[...nodes].sort().join(' ')}`,
});
