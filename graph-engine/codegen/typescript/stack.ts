/** A stack of layers as a tf.Sequential, with the studio's names of its weights. */
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import type { NodeId } from '../../document/types';
import { maskUse } from '../../layers/masks';
import { layerOf } from '../../layers/registry';
import { spellingOf } from '../../layers/typescript/registry';
import { Builder } from '../../program/builder';
import type { LayerEmit } from '../../layers/typescript/definition';
import type { LayerDefinition } from '../../layers/definition';
import type { Params } from '../../document/types';
import type { NamedTexts } from '../program/free-name';
import { writtenLayer } from './layer';
import { fit, list } from './text';

export interface StackText {
  /** An expression on several lines, from the column of its statement. */
  readonly lines: readonly string[];
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

/** A layer as tf.layers expressions: in its own words where there are such, else as a class of its operations. */
export function layerText(definition: LayerDefinition, params: Params, emit: LayerEmit): readonly string[] {
  const use = emit.masked ? maskUse(definition, params, emit.input) : 'keeps';
  const spell = spellingOf(definition.kind);
  if (!spell || (use === 'uses' && !spell.told)) return writtenLayer(definition, params, { ...emit, masked: use !== 'keeps' });
  // A layer that ends a mask gets zeros in padded places.
  const before = use === 'ends' && !spell.told ? [`new ${emit.custom('LeaveOutPadding', leaveOutPadding)}({ name: '${emit.name}_padding' })`] : [];
  return [...before, ...spell(params as never, emit)];
}

const leaveOutPadding = `/** Zeros in places that hold nothing. */
export class LeaveOutPadding extends tf.layers.Layer {
  static className = 'LeaveOutPadding';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x, mask] = inputs as [tf.Tensor, tf.Tensor];
    return x.mul(mask.reshape([...mask.shape, ...x.shape.slice(2).map(() => 1)]));
  }

  maskAfter(mask: tf.Tensor): tf.Tensor {
    return mask;
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }
}`;

/** What is written for each layer of a node, and the names of its weights. */
export function layerTexts(analysis: Analysis, node: NodeId, classes: NamedTexts): readonly { readonly texts: readonly string[]; readonly names: readonly string[] }[] {
  const nameOf = layerNames();
  return (analysis.nodes[node]?.stack?.layers ?? []).map(({ id, kind, params: given, input, output, masked }) => {
    const definition = layerOf(kind);
    if (!definition || !output) throw new Error(`internal: layer kind ${kind} reached the generated code`);
    const params = readParams(definition.fields, given);
    const names = definition.weights(params, input).map((weight) => `${node}/${id}/${weight.name}`);
    return { texts: layerText(definition, params, { name: nameOf(kind), input, output, masked, custom: classes.add }), names };
  });
}

/** The stack of `owner` as the value of a field; null where it has no layers. */
export function stackText(analysis: Analysis, owner: NodeId, classes: NamedTexts): StackText | null {
  const layers = analysis.nodes[owner]?.stack?.layers ?? [];
  if (layers.length === 0) return null;
  const written = layerTexts(analysis, owner, classes);
  const [texts, names] = [written.flatMap((layer) => layer.texts), written.flatMap((layer) => layer.names)];
  const first = `tf.layers.inputLayer({ inputShape: ${list(layers[0]!.input)} })`;
  return { lines: ['tf.sequential({', fit(`layers: [${[first, ...texts].join(', ')}],`, 4), '  })'], names };
}

const known = new WeakMap<Analysis, Map<NodeId, boolean>>();
/** Whether a layer of the stack computes something else in training. */
export function actsByMode(analysis: Analysis, owner: NodeId): boolean {
  const found = known.get(analysis) ?? new Map<NodeId, boolean>();
  known.set(analysis, found);
  const before = found.get(owner);
  if (before !== undefined) return before;
  const acts = (analysis.nodes[owner]?.stack?.layers ?? []).some(({ kind, params: given, input }) => {
    const definition = layerOf(kind)!;
    const params = readParams(definition.fields, given);
    const specs = definition.weights(params, input);
    const inMode = (mode: 'train' | 'infer'): string => {
      const b = new Builder();
      const origin = { node: owner };
      const weight = (name: string) => {
        const { shape, init } = specs.find((spec) => spec.name === name)!;
        return b.parameter(name, shape, init, { player: '', trainable: true, origin });
      };
      const result = definition.build(params, b.data('x', [2, ...input]), { b, mode, mask: null, weight, update: () => undefined, schedule: (name, at) => b.schedule(name, at) });
      return JSON.stringify([b.ops, result.id]);
    };
    return inMode('train') !== inMode('infer');
  });
  found.set(owner, acts);
  return acts;
}
