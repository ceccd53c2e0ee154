/** Sets one parameter on one or more nodes; wires whose port disappears with it go too. A node that is named by what it was set to, and not by the user, is named by what it is set to now. */
import * as z from 'zod/mini';
import type { NodeKind } from '../catalogue';
import { keptValue, readParams } from '../fields';
import { limits } from '../limits';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, paramValueSchema } from '../schema';
import type { GraphNode, Params } from '../types';
import { defineCommand, type DocumentDraft } from './definition';
import { dropLooseWires, freeName, nameNodes, nodeMissing, paramRefusal, portNames, writeParam } from './support';

/** Names that a node has by what it is set to. */
const namesBySetting = (node: Pick<GraphNode, 'params'>, { fields, namesOf }: NodeKind): readonly string[] => namesOf(readParams(fields, node.params) as Params);
/** Whether it has one of them, be it with a number behind. */
const named = ({ name }: Pick<GraphNode, 'name'>, names: readonly string[]): boolean =>
  names.some((one) => [name, name.replace(/ \d+$/, '')].some((its) => its.toLowerCase() === one.toLowerCase()));

function rename(draft: DocumentDraft, node: { readonly id: string; name: string }, wished: string): void {
  const others = new Set(Object.values(draft.nodes).filter(({ id }) => id !== node.id).map(({ name }) => name));
  node.name = freeName(wished.slice(0, limits.name), others);
}

export const setParam = defineCommand({
  name: 'setParam',
  title: 'Set parameter',
  schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), field: idSchema, value: paramValueSchema }),
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
      const isNamedByItself = named(node, namesBySetting(node, kind));
      writeParam(node.params, field, value);
      const [name] = namesBySetting(node, kind);
      if (isNamedByItself && name !== undefined && !named(node, namesBySetting(node, kind))) rename(draft, node, name);
      if (portNames(node, catalogue) !== ports) changed.add(id);
    }
    if (changed.size > 0) dropLooseWires(draft, changed, catalogue);
  },
  mergeKey: ({ nodes, field }) => `set ${field} ${[...nodes].sort().join(' ')}`,
});
