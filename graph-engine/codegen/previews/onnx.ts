/** A model in ONNX: what goes in and comes out, with named axes, the operators and how often each stands there, and the weights (field numbers of onnx.proto, ONNX 1.12). */
import { countOf, printCount, printShape, type Describe } from './definition';
import { all, fieldsOf, first, numberAt, textAt } from './protobuf';

const types: Readonly<Record<number, string>> = { 1: 'float32', 2: 'uint8', 3: 'int8', 6: 'int32', 7: 'int64', 9: 'bool', 10: 'float16', 11: 'float64' };
const typeName = (type: number): string => types[type] ?? `type ${type}`;

function valueOf(info: Uint8Array): readonly string[] {
  const tensor = first(first(info, 2), 1);
  // A size is a number, or a name for what is known when the model runs.
  const shape = all(first(tensor, 2), 1).map((dim) => textAt(dim, 2) || numberAt(dim, 1));
  return [textAt(info, 1), typeName(numberAt(tensor, 1)), printShape(shape)];
}
const shapeOf = (tensor: Uint8Array): readonly number[] => [...fieldsOf(tensor)].filter(({ field }) => field === 1).map(({ value }) => Number(value));

export const describeOnnx: Describe = (bytes) => {
  const graph = first(bytes, 7);
  if (graph.length === 0) return null;
  const sets = all(bytes, 8).map((set) => `${textAt(set, 1) || 'ai.onnx'} ${numberAt(set, 2)}`);
  const kinds = new Map<string, number>();
  const nodes = all(graph, 1);
  for (const node of nodes) kinds.set(textAt(node, 4), (kinds.get(textAt(node, 4)) ?? 0) + 1);
  const tensors = all(graph, 5).map((tensor) => ({ name: textAt(tensor, 8), type: typeName(numberAt(tensor, 2)), shape: shapeOf(tensor) }));
  const weights = tensors.filter(({ name }) => name.includes('/'));
  const columns = ['Name', 'Type', 'Shape'];
  return {
    about: textAt(bytes, 6) || 'A model in ONNX.',
    facts: [
      ['Operator set', sets.join(', ')],
      ['Format version', String(numberAt(bytes, 1))],
      ['Written by', textAt(bytes, 2)],
      ['Operators', printCount(nodes.length)],
      ['Numbers in weights', printCount(weights.reduce((sum, { shape }) => sum + countOf(shape), 0))],
    ],
    tables: [
      { title: 'Inputs', columns, rows: all(graph, 11).map(valueOf) },
      { title: 'Outputs', columns, rows: all(graph, 12).map(valueOf) },
      { title: 'Operators', columns: ['Operator', 'How often'], rows: [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => [kind, String(count)]) },
      { title: 'Weights', columns, rows: weights.map(({ name, type, shape }) => [name, type, printShape(shape)]) },
      { title: 'Metadata', columns: ['Name', 'Text'], rows: all(bytes, 14).map((entry) => [textAt(entry, 1), textAt(entry, 2)]) },
    ],
  };
};
