/** What is odd about an opened document, though nothing of it is lost: kinds, ports and values that this version does not know. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import type { KindCatalogue } from './catalogue';
import { fieldProblem, type Fields } from './fields';
import { own } from './own';
import { inputsOf, outputsOf } from './ports';
import { describe } from './read-json';
import type { HourglassDocument, Params } from './types';

const warning = { severity: 'warning' } as const;

function paramWarnings(fields: Fields, params: Params, at: { node: string; layer?: string }): Diagnostic[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const field = own(fields, name);
    const expected = field ? fieldProblem(field, value) : 'absent';
    if (expected === null) return [];
    return [diagnostic('param.invalid', { ...at, field: name }, { field: field?.label ?? name, expected, found: describe(value) }, warning)];
  });
}

export function openWarnings(document: HourglassDocument, catalogue: KindCatalogue): readonly Diagnostic[] {
  const warnings: Diagnostic[] = [];
  for (const node of Object.values(document.nodes)) {
    const kind = catalogue.node(node.kind);
    if (!kind) warnings.push(diagnostic('node.unknown', { node: node.id }, { kind: node.kind }, warning));
    else warnings.push(...paramWarnings(kind.fields, node.params, { node: node.id }));
    for (const layer of Object.values(node.layers)) {
      const at = { node: node.id, layer: layer.id };
      const layerKind = catalogue.layer(layer.kind);
      if (!layerKind) warnings.push(diagnostic('layer.unknown', at, { kind: layer.kind }, warning));
      else warnings.push(...paramWarnings(layerKind.fields, layer.params, at));
    }
    if (node.sharesWith !== null && !own(document.nodes, node.sharesWith)) {
      warnings.push(diagnostic('reference.missing', { node: node.id }, { node: node.name, field: 'node to share weights with' }, warning));
    }
  }
  const ends = new Map<string, string>();
  for (const wire of Object.values(document.wires)) {
    const from = own(document.nodes, wire.from.node);
    const to = own(document.nodes, wire.to.node);
    if (!from || !to) throw new Error('internal: a wire without its nodes passed the checks');
    const outputs = outputsOf(from, catalogue);
    const inputs = inputsOf(to, catalogue);
    if (outputs && !outputs.some((port) => port.id === wire.from.port)) {
      warnings.push(diagnostic('wire.port', { wire: wire.id, node: from.id }, { node: from.name, port: wire.from.port }, warning));
    }
    const input = inputs?.find((port) => port.id === wire.to.port);
    if (inputs && !input) warnings.push(diagnostic('wire.port', { wire: wire.id, node: to.id }, { node: to.name, port: wire.to.port }, warning));
    const end = `${wire.to.node}.${wire.to.port}`;
    if (input && !input.many && ends.has(end)) {
      warnings.push(diagnostic('wire.extra', { wire: wire.id, node: to.id, port: wire.to.port }, { node: to.name, port: input.label }, warning));
    }
    ends.set(end, wire.id);
  }
  return warnings;
}
