/** `data.ts`: reads IDX files and deals them out in batches. */
import { printPortType } from '../../../document/port-type';
import { readParams } from '../../../document/fields';
import { nodeOf } from '../../../nodes/registry';
import { list, quote } from '../../../nodes/typescript/text';
import type { CodeNode, Project } from '../project';
import { slug } from '../names';
import { Source } from '../source';

type Scaling = 'unit' | 'signed' | 'standardised' | 'binary';

export const scalingOf = (node: CodeNode): Scaling => (readParams(nodeOf(node.node.kind)!.fields, node.node.params) as { readonly scaling: Scaling }).scaling;
/** Where the sample of a Dataset lies in the project. */
export const samplePath = (node: CodeNode): string => `data/${slug(node.name, 'items')}-idx-ubyte.gz`;

/** Where the moments of standardised data lie; the loader of the project knows the path too. */
export const momentsPath = (node: CodeNode): string => `data/${slug(node.name, 'items')}-moments.json`;

/** Statements on `values`, numbers from 0 to 1. */
const scalings: Record<Scaling, string | null> = {
  unit: null,
  signed: 'values.map((value) => 2 * value - 1)',
  binary: 'values.map((value) => (value >= 0.5 ? 1 : 0))',
  standardised: null,
};

const standardise = `
/** Mean and standard deviation of each element, from the items that the model is trained on. */
interface Moments {
  mean: number[];
  deviation: number[];
}

/** The moments in that file, which the weights belong to; where it is missing, those of the items make it. */
function momentsOf(path: string, { values, shape, count }: Items): Moments {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Moments;
  const size = shape.reduce((product, side) => product * side, 1);
  const mean = new Array<number>(size).fill(0);
  const square = new Array<number>(size).fill(0);
  values.forEach((value, i) => {
    mean[i % size]! += value / count;
    square[i % size]! += (value * value) / count;
  });
  const deviation = square.map((s, i) => Math.sqrt(Math.max(0, s - mean[i]! ** 2)) || 1);
  mkdirSync('data', { recursive: true });
  writeFileSync(path, JSON.stringify({ mean, deviation }));
  return { mean, deviation };
}

/** Brings each element to mean 0 and variance 1. */
function standardise(moments: string, items: Items): Items {
  const { mean, deviation } = momentsOf(moments, items);
  const values = items.values.map((value, i) => (value - mean[i % mean.length]!) / deviation[i % mean.length]!);
  return { ...items, values };
}`;

function loader(node: CodeNode, index: number): string {
  const read = `readIdx(paths[${index}] ?? sources.${node.name}.path, sources.${node.name}.shape)`;
  const scaling = scalingOf(node);
  if (scaling === 'standardised') return `standardise(${quote(momentsPath(node))}, ${read})`;
  return scalings[scaling] ? `${scaling === 'signed' ? 'signed' : 'binary'}(${read})` : read;
}

export function dataFile(project: Project): Source {
  const { datasets } = project;
  const used = new Set(datasets.map(scalingOf));
  const source = new Source('src/data.ts');
  const files = used.has('standardised') ? 'existsSync, mkdirSync, readFileSync, writeFileSync' : 'readFileSync';
  source.add(`/** Reads items from IDX files, the format of MNIST, and deals them out in batches. */
import { ${files} } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import type { Batch } from './model.ts';`);
  source.block('/** The items of each Dataset, where the command line names no others. */').add('const sources = {');
  for (const node of datasets) {
    source.add(`  /** ${node.title}: ${printPortType(node.types['data']!)} */\n  ${node.name}: { path: ${quote(samplePath(node))}, shape: ${list(node.types['data']!.shape)} },`, node.id);
  }
  source.add('};');
  source.block(`/** Items of one shape, one after another. */
export interface Items {
  count: number;
  shape: number[];
  values: Float32Array;
}
export type Data = Record<keyof typeof sources, Items>;`);
  source.block(`interface NumberType {
  bytes: number;
  read(file: Buffer, at: number): number;
}
const numberTypes: Partial<Record<number, NumberType>> = {
  0x08: { bytes: 1, read: (file, at) => file.readUInt8(at) },
  0x09: { bytes: 1, read: (file, at) => file.readInt8(at) },
  0x0b: { bytes: 2, read: (file, at) => file.readInt16BE(at) },
  0x0c: { bytes: 4, read: (file, at) => file.readInt32BE(at) },
  0x0d: { bytes: 4, read: (file, at) => file.readFloatBE(at) },
  0x0e: { bytes: 8, read: (file, at) => file.readDoubleBE(at) },
};

/**
 * Reads an IDX file, plain or .gz: two zero bytes, a type code, the number of dimensions, the sizes
 * as big-endian 32-bit integers, then the values, big-endian. Bytes from 0 to 255 become numbers
 * from 0 to 1; other types keep their values.
 */
function readIdx(path: string, shape: number[]): Items {
  const packed = readFileSync(path);
  const file = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed;
  const type = file.length > 3 && file.readUInt16BE(0) === 0 ? numberTypes[file[2]!] : undefined;
  if (!type) throw new Error(\`\${path} is no IDX file\`);
  const start = 4 + 4 * file[3]!;
  const sizes = Array.from({ length: file[3]! }, (_, i) => file.readUInt32BE(4 + 4 * i));
  const count = sizes[0]!;
  const length = sizes.reduce((product, side) => product * side, 1);
  const size = shape.reduce((product, side) => product * side, 1);
  if (count === 0 || length !== count * size) {
    throw new Error(\`\${path} holds items of [\${sizes.slice(1)}], and the model takes [\${shape}]\`);
  }
  if (file.length !== start + length * type.bytes) throw new Error(\`\${path} is cut off or damaged\`);
  const values = new Float32Array(length);
  for (let i = 0; i < length; i++) values[i] = type.read(file, start + i * type.bytes);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw new Error(\`\${path}: item \${Math.floor(wrong / size)} is not finite\`);
  const isBytes = file[2] === 0x08;
  if (!isBytes || values.every((value) => value <= 1)) return { count, shape, values };
  return { count, shape, values: values.map((value) => value / 255) };
}`);
  if (used.has('signed')) source.block(`/** From −1 to 1. */\nfunction signed(items: Items): Items {\n  return { ...items, values: items.values.map((value) => 2 * value - 1) };\n}`);
  if (used.has('binary')) source.block(`/** 1 where the value is at least one half, else 0. */\nfunction binary(items: Items): Items {\n  return { ...items, values: items.values.map((value) => (value >= 0.5 ? 1 : 0)) };\n}`);
  if (used.has('standardised')) source.add(standardise);
  source.block(`/** ${datasets.length === 1 ? 'The items, from the file that is named where there is one.' : 'The items of each Dataset, from the files that are named, in this order.'} */\nexport function loadData(paths: string[] = []): Data {\n  return {`);
  datasets.forEach((node, i) => source.add(`    ${node.name}: ${loader(node, i)},`, node.id));
  source.add('  };\n}');
  source.block(`/** How many items there are${datasets.length === 1 ? '' : ' in the smallest Dataset'}. */\nexport function countOf(data: Data): number {`);
  source.add(datasets.length === 1 ? `  return data.${datasets[0]!.name}.count;\n}` : '  return Math.min(...Object.values(data).map(({ count }) => count));\n}');
  source.block(`function rows({ shape, values }: Items, indices: number[]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const chosen = new Float32Array(indices.length * size);
  indices.forEach((item, row) => {
    chosen.set(values.subarray(item * size, (item + 1) * size), row * size);
  });
  return tf.tensor(chosen, [indices.length, ...shape]);
}`);
  if (datasets.length > 1) {
    source.block(`/** Items of each Dataset; no item of one belongs to an item of another. */
export type Chosen = Record<keyof Data, number[]>;

export function ofEach(choose: (name: keyof Data) => number[]): Chosen {
  return { ${datasets.map(({ name }) => `${name}: choose(${quote(name)})`).join(', ')} };
}`);
  }
  source.block(`/** The chosen items as tensors; the caller disposes of them. */\nexport function batchOf(data: Data, indices: ${datasets.length === 1 ? 'number[]' : 'Chosen'}): Batch {`);
  if (datasets.length === 1) source.add(`  return { ${datasets[0]!.name}: rows(data.${datasets[0]!.name}, indices) };`, datasets[0]!.id);
  else {
    source.add('  return {');
    for (const node of datasets) source.add(`    ${node.name}: rows(data.${node.name}, indices.${node.name}),`, node.id);
    source.add('  };');
  }
  source.add('}');
  return source;
}
