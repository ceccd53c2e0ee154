/** `weights.ts`: the safetensors format. */
import { Source } from '../source';

/** Where a training writes: not over the weights that came with the project. */
export const trainedPath = (hasWeights: boolean): string => (hasWeights ? 'trained.safetensors' : 'weights.safetensors');

export const weightsFile = (): Source =>
  new Source('src/weights.ts').add(`/**
 * Weights as a safetensors file (https://github.com/huggingface/safetensors): the length of the
 * header as a 64-bit integer, the header as JSON, then the numbers, little-endian.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import type { Fitted, Numbers } from './data.ts';
import type { NamedWeight } from './ops.ts';

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

function readHeader(path: string, file: Buffer) {
  const headerEnd = file.length < 8 ? Infinity : 8 + Number(file.readBigUInt64LE(0));
  if (headerEnd > file.length) throw new Error(\`\${path} is no safetensors file, or cut off\`);
  try {
    const json = file.toString('utf8', 8, headerEnd);
    return { header: JSON.parse(json) as Partial<Record<string, Entry>>, headerEnd };
  } catch {
    throw new Error(\`\${path} is no safetensors file\`);
  }
}

/** Reads a file, and gives its numbers by name. Throws where there are none of that name. */
function numbersIn(path: string): (name: string) => Numbers {
  const file = readFileSync(path);
  const { header, headerEnd } = readHeader(path, file);
  return (name) => {
    const entry = header[name];
    if (!entry) throw new Error(\`\${path} has no \${name}: it belongs to another model\`);
    if (entry.dtype !== 'F32') throw new Error(\`\${path}: \${name} is \${entry.dtype}, expected F32\`);
    const [from, to] = entry.data_offsets;
    if (headerEnd + to > file.length) throw new Error(\`\${path} is cut off\`);
    // A copy, because the numbers need not lie at a multiple of four bytes.
    const bytes = Uint8Array.from(file.subarray(headerEnd + from, headerEnd + to));
    return { shape: entry.shape, values: new Float32Array(bytes.buffer) };
  };
}

/** Takes the values of all weights from a file. Throws when one is missing or has another shape. */
export function loadWeights(path: string, weights: NamedWeight[]): void {
  const numbersOf = numbersIn(path);
  for (const [name, variable] of weights) {
    const { shape, values } = numbersOf(name);
    if (shape.join() !== variable.shape.join()) {
      throw new Error(\`\${path}: \${name} is [\${shape}], expected [\${variable.shape}]\`);
    }
    const tensor = tf.tensor(values, shape);
    variable.assign(tensor);
    tensor.dispose();
  }
}

/** What the data were prepared with that the weights of a file were trained on. */
export function loadFitted(path: string, names: string[]): Fitted {
  const numbersOf = numbersIn(path);
  return Object.fromEntries(names.map((name) => [name, numbersOf(name)]));
}

/** Writes all weights, and what the data are prepared with, in order of their names. */
export function saveWeights(path: string, weights: NamedWeight[], fitted: Fitted): void {
  const all = weights.map(([name, variable]): [string, Numbers] => {
    const values = Float32Array.from(variable.dataSync<'float32'>());
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
  writeFileSync(path, Buffer.concat([length, text, ...numbers]));
}`);
