/** `weights.ts`: the safetensors format. */
import { Source } from '../../program/source';

/** Where a training writes: not over the weights that came with the project. */
export const trainedPath = (hasWeights: boolean): string => (hasWeights ? 'trained.safetensors' : 'weights.safetensors');

export const weightsFile = (): Source =>
  new Source('src/weights.ts').add(`/**
 * Weights as a safetensors file (https://github.com/huggingface/safetensors): the length of the
 * header as a 64-bit integer, the header as JSON, then the numbers, little-endian.
 */
import * as tf from '@tensorflow/tfjs';
import { readBytes, writeWhole } from './command.ts';
import type { Fitted, Numbers } from './data.ts';
import type { NamedWeight } from './ops.ts';

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

function readHeader(path: string, file: Buffer): { header: object; headerEnd: number } {
  const headerEnd = file.length < 8 ? Infinity : 8 + Number(file.readBigUInt64LE(0));
  if (headerEnd > file.length) throw new Error(\`\${path} is no safetensors file, or cut off\`);
  try {
    const header: unknown = JSON.parse(file.toString('utf8', 8, headerEnd));
    if (typeof header === 'object' && header !== null) return { header, headerEnd };
  } catch {
    // Told below.
  }
  throw new Error(\`\${path} is no safetensors file\`);
}

const areCounts = (x: unknown): x is number[] =>
  Array.isArray(x) && x.every((count) => Number.isSafeInteger(count) && count >= 0);

/** Reads a file, and gives its numbers by name and shape, where -1 is any size. Throws where there are none such. */
function numbersIn(path: string): (name: string, expected: number[]) => Numbers {
  const file = readBytes(path);
  const { header, headerEnd } = readHeader(path, file);
  const entries = new Map<string, Partial<Entry> | null>(Object.entries(header));
  return (name, expected) => {
    const entry = entries.get(name);
    if (!entry) throw new Error(\`\${path} has no \${name}: it belongs to another model\`);
    const { dtype, shape, data_offsets: offsets } = entry;
    if (dtype !== 'F32') throw new Error(\`\${path}: \${name} is \${dtype}, expected F32\`);
    if (!areCounts(shape) || !areCounts(offsets)) throw new Error(\`\${path}: \${name} is damaged\`);
    const fits = shape.length === expected.length && shape.every((side, i) => expected[i] === -1 || expected[i] === side);
    if (!fits) {
      throw new Error(\`\${path}: \${name} is [\${shape}], expected [\${expected}]\`);
    }
    const [from = 0, to = 0] = offsets;
    if (headerEnd + to > file.length) throw new Error(\`\${path} is cut off\`);
    const size = shape.reduce((product, side) => product * side, 4);
    if (to - from !== size) throw new Error(\`\${path}: \${name} is damaged\`);
    // A copy, because the numbers need not lie at a multiple of four bytes.
    const bytes = Uint8Array.from(file.subarray(headerEnd + from, headerEnd + to));
    const values = new Float32Array(bytes.buffer);
    if (values.every(Number.isFinite)) return { shape, values };
    throw new Error(\`\${path}: \${name} holds a number that is not finite; train again\`);
  };
}

/** Takes the values of all weights from a file. Throws when one is missing or has another shape. */
export function loadWeights(path: string, weights: NamedWeight[]): void {
  const numbersOf = numbersIn(path);
  const read = weights.map(([name, variable]) => numbersOf(name, variable.shape));
  weights.forEach(([, variable], i) => {
    const tensor = tf.tensor(read[i]!.values, variable.shape);
    variable.assign(tensor);
    tensor.dispose();
  });
}

/** What the data were prepared with that the weights of a file were trained on. */
export function loadFitted(path: string, shapes: Record<string, number[]>): Fitted {
  const numbersOf = numbersIn(path);
  const named = Object.entries(shapes).map(([name, shape]): [string, Numbers] => {
    return [name, numbersOf(name, shape)];
  });
  return Object.fromEntries(named);
}

/** Tensors of a file by names of one's own; -1 in a shape is any size. */
export function loadTensors<Name extends string>(
  path: string,
  wanted: Record<Name, { name: string; shape: number[] }>,
): Record<Name, tf.Tensor> {
  const numbersOf = numbersIn(path);
  const entries = Object.entries<{ name: string; shape: number[] }>(wanted);
  const tensors = entries.map(([key, { name, shape: expected }]) => {
    const { shape, values } = numbersOf(name, expected);
    return [key, tf.tensor(values, shape)] as const;
  });
  return Object.fromEntries(tensors) as Record<Name, tf.Tensor>;
}

/**
 * Writes all weights, and what the data are prepared with, in order of their names. Throws where one
 * is not finite, and what was there stays.
 */
export function saveWeights(path: string, weights: NamedWeight[], fitted: Fitted): void {
  const all = weights.map(([name, variable]): [string, Numbers] => {
    const values = Float32Array.from(variable.dataSync<'float32'>());
    if (!values.every(Number.isFinite)) {
      throw new Error(\`The last step made the weight \${name} not finite; lower the learning rate in src/trainer.ts\`);
    }
    return [name, { shape: variable.shape, values }];
  });
  const sorted = [...all, ...Object.entries(fitted)].sort(([a], [b]) => (a < b ? -1 : 1));
  const header: Record<string, Entry> = {};
  const numbers: Buffer[] = [];
  let end = 0;
  for (const [name, { shape, values }] of sorted) {
    const start = end;
    end += values.byteLength;
    header[name] = { dtype: 'F32', shape, data_offsets: [start, end] };
    numbers.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  }
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  writeWhole(path, [length, text, ...numbers]);
}`);
