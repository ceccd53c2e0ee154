/**
 * What a node's own record says, whatever stands before it: parameters, ports, layers in order, messages about its fields.
 * Kept by record (documents are never changed in place), so that a change upstream does not read the node again.
 */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { fieldProblem, readParams } from '../document/fields';
import { layersOf, type GraphNode, type LayerInstance, type Params } from '../document/types';
import { layerOf } from '../layers/registry';
import type { InputPort, NodeDefinition, OutputPort } from '../nodes/definition';
import { fixes } from '../nodes/fixes';

export interface Own {
  readonly params: Params;
  readonly inputs: readonly InputPort[];
  readonly outputs: readonly OutputPort[];
  readonly layers: readonly LayerInstance[];
  readonly diagnostics: readonly Diagnostic[];
  /** They matter only where the node runs these layers, not a mirror. */
  readonly diagnosticsOfLayers: readonly Diagnostic[];
}
const known = new WeakMap<GraphNode, Own>();

const show = (value: unknown): string => {
  const text = typeof value === 'string' ? `"${value}"` : Array.isArray(value) ? value.join(', ') : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function fieldDiagnostics(fields: NodeDefinition['fields'], params: GraphNode['params'], at: { node: string; layer?: string }): Diagnostic[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (!Object.hasOwn(params, name)) return [];
    const expected = fieldProblem(field, params[name]);
    if (expected === null) return [];
    const fix: Fix = at.layer
      ? fixes.setLayerParam(`Set ${field.label} to ${show(field.default)}`, at.node, at.layer, name, field.default)
      : fixes.setParam(`Set ${field.label} to ${show(field.default)}`, at.node, name, field.default);
    return [diagnostic('param.invalid', { ...at, field: name }, { field: field.label, expected, found: show(params[name]) }, { fixes: [fix] })];
  });
}

/** `definition` is that of the node's kind. */
export function ownOf(node: GraphNode, definition: NodeDefinition): Own {
  const before = known.get(node);
  if (before) return before;
  const params = readParams(definition.fields, node.params) as Params;
  const layers = layersOf(node);
  const own: Own = {
    params,
    inputs: definition.inputs(params),
    outputs: definition.outputs(params),
    layers,
    diagnostics: fieldDiagnostics(definition.fields, node.params, { node: node.id }),
    diagnosticsOfLayers: layers.flatMap((layer) => fieldDiagnostics(layerOf(layer.kind)?.fields ?? {}, layer.params, { node: node.id, layer: layer.id })),
  };
  known.set(node, own);
  return own;
}
