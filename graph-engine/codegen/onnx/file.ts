/** One file: a part of the drawing as an ONNX model, with names for what goes in and comes out. */
import { BATCH_AXIS, Graph, held, type Held } from './graph';
import { isGrowing, type Size } from '../program/growth';
import type { ValueId } from '../../program/types';
import { writeModel, type NodeProto, type TensorProto, type ValueInfo } from './model-proto';
import type { Drawing, Part } from '../program/inference/parts';
import type { RefusedOp } from '../program/inference/refused';
import { signatureOf, type Signature, type SignedInput } from '../program/inference/signature';
import { writeGraph } from './write-graph';

export interface OnnxFile {
  readonly path: string;
  readonly part: Part;
  readonly signature: Signature;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly bytes: Uint8Array;
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

/** Where the values of an input are held, given its name. Rows of a table are doubles, in which NaN is filled up. */
function bind(graph: Graph, { name, tap, fill }: SignedInput): readonly Held[] {
  if (!fill) return [held(name)];
  graph.scope = `${tap.slice(0, tap.indexOf('.'))}/`;
  const missing = graph.emit('IsNaN', [graph.inDouble(name)]);
  const filled = graph.emit('Where', [missing, graph.tensor(`${tap}/fill`, [fill.length], fill), name]);
  return [held(graph.inDouble(filled)), held(graph.cast(missing, 'float'))];
}

export function writePart(part: Part, drawing: Drawing, metadata: Readonly<Record<string, string>>): OnnxFile | { readonly refused: readonly RefusedOp[] } {
  const { grown, prepared, results, precise } = part;
  const signature = signatureOf(part, drawing);
  const graph = new Graph(signature.inputs[0]!.name);
  const given = new Map<ValueId, Held>(signature.inputs.flatMap((input) => bind(graph, input).map((one, j) => [input.values[j]!, one] as const)));
  const written = writeGraph({ grown, graph, given, instead: prepared.instead, weights: drawing.weights, results: Object.values(results), precise });
  if ('refused' in written) return written;
  const outputs = signature.outputs.map(({ name, value: id, shape }, i): ValueInfo => {
    const value = graph.last(written.results[i]!);
    graph.give(value, name);
    return { name, type: grown.values[id]!.dtype === 'int32' ? 'int64' : graph.isDouble(value) ? 'double' : 'float', shape: dims(shape) };
  });
  const inputs = signature.inputs.map(({ name, fill, shape }): ValueInfo => ({ name, type: fill ? 'double' : 'float', shape: [BATCH_AXIS, ...shape] }));
  const doc = `${drawing.document.name}: ${part.help}.`;
  const bytes = writeModel({ name: part.name, doc, ...pruned(graph, outputs.map(({ name }) => name)), inputs, outputs, metadata: { ...metadata, part: part.name } });
  return { path: `${part.name}.onnx`, part, signature, inputs, outputs, bytes };
}
