/**
 * What a node's own record says, whatever stands before it: parameters, ports, layers in order, messages about its fields.
 * Kept by record (documents are never changed in place), so that a change upstream does not read the node again.
 */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { fieldProblem, readParams, type Field } from '../document/fields';
import { layersOf, type GraphNode, type LayerInstance, type Params, type ParamValue } from '../document/types';
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

/** The number that the field takes and that is nearest to what was given; null where nothing is. */
function nearest(field: Field, value: ParamValue): ParamValue {
  if (field.type !== 'integer' && field.type !== 'number') return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Math.min(field.max, Math.max(field.min, field.type === 'integer' ? Math.round(value) : value));
}

function fieldDiagnostics(fields: NodeDefinition['fields'], params: GraphNode['params'], at: { node: string; layer?: string }): Diagnostic[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (!Object.hasOwn(params, name)) return [];
    const expected = fieldProblem(field, params[name]);
    if (expected === null) return [];
    const set = (value: ParamValue): Fix => {
      const label = `Set ${field.label} to ${show(value)}`;
      return at.layer ? fixes.setLayerParam(label, at.node, at.layer, name, value) : fixes.setParam(label, at.node, name, value);
    };
    const near = nearest(field, params[name]!);
    const cures = near === null || near === field.default ? [set(field.default)] : [set(near), set(field.default)];
    return [diagnostic('param.invalid', { ...at, field: name }, { field: field.label, expected, found: show(params[name]) }, { fixes: cures })];
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
