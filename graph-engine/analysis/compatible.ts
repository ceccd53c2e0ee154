/** Which wires may be drawn, given what is known of the types; and which kinds can stand at the other end of a loose wire. */
import { catalogue } from '../catalogue';
import { canConnect as portsFit } from '../document/can-connect';
import { defaultsOf } from '../document/fields';
import { printPortType, type PortTag } from '../document/port-type';
import type { HourglassDocument, PortRef, WireId } from '../document/types';
import { nodes } from '../nodes/registry';
import type { Analysis } from './types';

export type Connection = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Asks the ports first, then the inferred type, which may be narrower than what the port can give. `moving` is the wire whose end is moved. */
export function canConnect(analysis: Analysis, document: HourglassDocument, from: PortRef, to: PortRef, moving?: WireId): Connection {
  const refusal = portsFit(document, from, to, catalogue, moving);
  if (refusal) return { ok: false, reason: refusal.reason };
  const type = analysis.nodes[from.node]?.types[from.port];
  const input = analysis.nodes[to.node]?.inputs.find(({ id }) => id === to.port);
  if (!type || !input || input.accepts.includes(type.tag)) return { ok: true };
  const reason = `“${input.label}” of ${document.nodes[to.node]!.name} takes ${input.accepts.join(' or ')}, and gets ${printPortType(type)}.`;
  return { ok: false, reason };
}

export interface CompatibleKind {
  readonly kind: string;
  readonly title: string;
  readonly help: string;
  /** The port of the new node that the wire joins. */
  readonly port: string;
}

/** What a loose end carries or takes: exact where the type is known. */
function tagsAt(analysis: Analysis, { node, port }: PortRef, end: 'output' | 'input'): readonly PortTag[] {
  const known = analysis.nodes[node];
  if (end === 'input') return known?.inputs.find(({ id }) => id === port)?.accepts ?? [];
  const type = known?.types[port];
  return type ? [type.tag] : (known?.outputs.find(({ id }) => id === port)?.gives ?? []);
}

/**
 * Node kinds, with their default parameters, that can take the wire that starts at an output (`end` = output) or feed the input at
 * which one ends; in the order of the palette, each with its first fitting port.
 */
export function compatibleKinds(analysis: Analysis, ref: PortRef, end: 'output' | 'input'): readonly CompatibleKind[] {
  const tags = tagsAt(analysis, ref, end);
  return Object.values(nodes).flatMap((definition) => {
    const params = defaultsOf(definition.fields);
    const port =
      end === 'output'
        ? definition.inputs(params).find(({ accepts }) => tags.some((tag) => accepts.includes(tag)))
        : definition.outputs(params).find(({ gives }) => gives.some((tag) => tags.includes(tag)));
    return port ? [{ kind: definition.kind, title: definition.title, help: definition.help, port: port.id }] : [];
  });
}
