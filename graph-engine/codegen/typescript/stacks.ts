/** Stacks of layers as tf.layers expressions, with the studio's names of their weights. */
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import type { GraphNode, HourglassDocument, NodeId } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { weightOwner } from '../../program/lower';

export interface EmittedStack {
  readonly layers: readonly string[];
  readonly names: readonly string[];
}

/** `conv2d-transpose` → conv2d_transpose; a kind that comes again gets a number. */
function layerNames(): (kind: string) => string {
  const counts = new Map<string, number>();
  return (kind) => {
    const stem = kind.replaceAll('-', '_');
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return `${stem}${count}`;
  };
}

export function emitStacks(
  document: HourglassDocument,
  analysis: Analysis,
  nodes: readonly GraphNode[],
): { readonly stacks: ReadonlyMap<NodeId, EmittedStack>; readonly customLayers: ReadonlyMap<string, string> } {
  const customLayers = new Map<string, string>();
  const custom = (className: string, source: string): string => {
    customLayers.set(className, source);
    return className;
  };
  const stacks = new Map<NodeId, EmittedStack>();
  for (const node of nodes) {
    const stack = analysis.nodes[node.id]!.stack;
    if (!stack) continue;
    const owner = weightOwner(document, node.id);
    const ids = analysis.nodes[owner.id]?.stack?.layers ?? [];
    const nameOf = layerNames();
    const layers: string[] = [];
    const names: string[] = [];
    stack.layers.forEach(({ id, kind, params: given, input, output }, i) => {
      const definition = layerOf(kind);
      if (!definition || !output) throw new Error(`internal: layer kind ${kind} reached the generated code`);
      const params = readParams(definition.fields, given);
      layers.push(...definition.typescript(params, { name: nameOf(kind), input, output, custom }));
      names.push(...definition.weights(params, input).map((weight) => `${owner.id}/${ids[i]?.id ?? id}/${weight.name}`));
    });
    stacks.set(node.id, { layers, names });
  }
  return { stacks, customLayers };
}
