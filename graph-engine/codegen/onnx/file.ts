/** One file: a part of the drawing as an ONNX model, with names for what goes in and comes out. */
import { BATCH_AXIS, Graph, type Held } from './graph';
import { isGrowing, type Size } from '../program/growth';
import type { ValueId } from '../../program/types';
import { writeModel, type NodeProto, type TensorProto, type ValueInfo } from './model-proto';
import type { Drawing, Part } from './parts';
import type { PartInput } from './prepare';
import { leadingTo, writeGraph, type RefusedOp } from './write-graph';

export interface OnnxFile {
  readonly path: string;
  readonly part: Part;
  readonly inputs: readonly (ValueInfo & { readonly tap: string })[];
  readonly outputs: readonly ValueInfo[];
  readonly bytes: Uint8Array;
}

/** The name of its port; with that of its node where another has it. */
function namesOf(inputs: readonly PartInput[], { roles }: Drawing, taken: readonly string[]): readonly string[] {
  const short = inputs.map(({ tap }) => (tap === roles.code?.tap ? 'code' : tap.slice(tap.indexOf('.') + 1)));
  return short.map((name, i) => (taken.includes(name) || short.some((other, j) => other === name && i !== j) ? inputs[i]!.tap : name));
}
const dims = (shape: readonly Size[]): readonly (number | string)[] => shape.map((size) => (isGrowing(size) ? BATCH_AXIS : size));

/** Without what nobody asks for. */
function pruned(graph: Graph, outputs: readonly string[]): { readonly nodes: readonly NodeProto[]; readonly initializers: readonly TensorProto[] } {
  const needed = new Set(outputs);
  const nodes = [...graph.nodes].reverse().filter((node) => {
    const isNeeded = node.outputs.some((output) => needed.has(output));
    if (isNeeded) for (const input of node.inputs) needed.add(input);
    return isNeeded;
  });
  return { nodes: nodes.reverse(), initializers: graph.initializers.filter(({ name }) => needed.has(name)) };
}

export function writePart(part: Part, drawing: Drawing, metadata: Readonly<Record<string, string>>): OnnxFile | { readonly refused: readonly RefusedOp[] } {
  const { grown, prepared, results, precise } = part;
  const fed = leadingTo(grown.ops, Object.values(results)).needed;
  const raw = leadingTo(grown.ops, [...fed].flatMap((id) => prepared.instead.get(id) ?? [])).needed;
  const used = prepared.inputs.filter(({ values }) => values.some((id) => raw.has(id) || (fed.has(id) && !prepared.instead.has(id))));
  const names = namesOf(used, drawing, Object.keys(results));
  const graph = new Graph(names[0]!);
  const given = new Map<ValueId, Held>(used.flatMap((input, i) => input.bind(graph, names[i]!).map((held, j) => [input.values[j]!, held] as const)));
  const written = writeGraph({ grown, graph, given, instead: prepared.instead, weights: drawing.weights, results: Object.values(results), precise });
  if ('refused' in written) return written;
  const outputs = Object.entries(results).map(([name, id], i): ValueInfo => {
    const value = graph.last(written.results[i]!);
    graph.give(value, name);
    const { shape, dtype } = grown.values[id]!;
    return { name, type: dtype === 'int32' ? 'int64' : graph.isDouble(value) ? 'double' : 'float', shape: dims(shape) };
  });
  const inputs = used.map(({ tap, type, shape }, i) => ({ tap, name: names[i]!, type, shape: [BATCH_AXIS, ...shape] }));
  const doc = `${drawing.document.name}: ${part.help}.`;
  const bytes = writeModel({ name: part.name, doc, ...pruned(graph, outputs.map(({ name }) => name)), inputs, outputs, metadata: { ...metadata, part: part.name } });
  return { path: `${part.name}.onnx`, part, inputs, outputs, bytes };
}
