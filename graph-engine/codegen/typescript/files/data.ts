/** `data.ts`: reads IDX files and deals them out in batches. */
import { printPortType } from '../../../document/port-type';
import { fittedName } from '../../../data/fitted-names';
import { preparations } from '../../../data/preparations/registry';
import { dataSettingsOf } from '../../../nodes/data-settings';
import { fit, list, quote } from '../../../nodes/typescript/text';
import type { CodeNode, Project } from '../project';
import { slug } from '../names';
import { Source } from '../source';

/** Where the sample of a Dataset lies in the project. */
export const samplePath = (node: CodeNode): string => `data/${slug(node.name, 'items')}-idx-ubyte.gz`;

/** The names, among the weights, of what the data of a Dataset are prepared with, and what they begin with. */
export function namesOf(node: CodeNode): { readonly prefix: string; readonly names: readonly string[] } {
  const { scaling } = dataSettingsOf(node.node);
  return { prefix: fittedName(node.id, scaling), names: Object.keys(preparations[scaling].fits([])) };
}
/** Whether all data are taken as they are. */
export const fitsNothing = ({ datasets }: Project): boolean => datasets.every((node) => namesOf(node).names.length === 0);
function loader(node: CodeNode, index: number): string {
  const read = `readIdx(paths[${index}] ?? sources.${node.name}.path, sources.${node.name}.shape)`;
  return dataSettingsOf(node.node).unsigned ? `unsigned(${read})` : read;
}

/** Signed integers as the unsigned ones that they stand for. */
const unsigned = `/** Signed integers of the file as the unsigned ones that they stand for. */
function unsigned(items: Items): Items {
  const [low, high] = items.limits ?? [0, 0];
  if (low >= 0) return items;
  const whole = high - low + 1;
  const isBytes = whole === 256;
  const scale = isBytes ? 1 / 255 : 1;
  const values = items.values.map((value) => (value < 0 ? value + whole : value) * scale);
  return { ...items, values, isBytes, limits: [0, (whole - 1) * scale] };
}`;

/** The functions that fit what the data are prepared with, and prepare them. */
function addPreparation(source: Source, { datasets }: Project): void {
  const several = datasets.length > 1;
  const used = datasets.map((node) => ({ node, ...namesOf(node), settings: dataSettingsOf(node.node) }));
  const fitting = used.filter(({ names }) => names.length > 0);
  const every = fitting.flatMap(({ prefix, names }) => names.map((name) => quote(`${prefix}/${name}`)));
  source.block(`/** Numbers that the data are prepared with: a parameter that nobody trains. */
export interface Numbers {
  shape: number[];
  values: Float32Array;
}
/** What the data are prepared with, by its name among the weights. */
export type Fitted = Record<string, Numbers>;`);
  source.add(fit(`export const fittedNames${every.length === 0 ? ': string[]' : ''} = ${list(every)};`));
  const functions = used.flatMap(({ settings: { scaling, limits } }) => preparations[scaling].typescript.functions(limits));
  if (functions.length > 0) source.block('const sizeOf = ({ shape }: Items): number => shape.reduce((product, side) => product * side, 1);');
  for (const text of new Set(functions)) source.block(text);
  if (fitting.length > 0) {
    source.block(`/** Puts fitted numbers under their names. */
const named = (prefix: string, fitted: Fitted): Fitted =>
  Object.fromEntries(Object.entries(fitted).map(([name, numbers]) => [\`\${prefix}/\${name}\`, numbers]));`);
  }
  const given = fitting.length > 0 ? `data: Data, training: ${several ? 'Chosen' : 'number[]'}` : '';
  source.block(`/** Fits on the items that are trained on what the data are prepared with. */\nexport function fitData(${given}): Fitted {`);
  source.add(fitting.length > 0 ? '  return {' : '  return {};');
  for (const { node, prefix, settings } of fitting) {
    const fitted = preparations[settings.scaling].typescript.fit(`data.${node.name}`, several ? `training.${node.name}` : 'training', settings.limits);
    source.add(fit(`...named(${quote(prefix)}, ${fitted}),`, 4), node.id);
  }
  source.add(fitting.length > 0 ? '  };\n}' : '}');
  source.block(`/** The data as the network takes them. */\nexport function prepare(data: Data${fitting.length > 0 ? ', fitted: Fitted' : ''}): Data {\n  return {`);
  for (const { node, prefix, names, settings } of used) {
    const numbers = `{ ${names.map((name) => `${name}: fitted[${quote(`${prefix}/${name}`)}]!`).join(', ')} }`;
    source.add(fit(`${node.name}: ${preparations[settings.scaling].typescript.apply(`data.${node.name}`, numbers)},`, 4), node.id);
  }
  source.add('  };\n}');
}

export function dataFile(project: Project): Source {
  const { datasets } = project;
  const source = new Source('src/data.ts');
  const wraps = datasets.some((node) => dataSettingsOf(node.node).unsigned);
  source.add(`/** Reads items from IDX files, the format of MNIST, and deals them out in batches. */
import { readFileSync } from 'node:fs';
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
  /** Bytes from 0 to 255, as numbers from 0 to 1. */
  isBytes: boolean;
  /** Least and greatest value that whole numbers of their type have. */
  limits: [number, number] | null;
}
export type Data = Record<keyof typeof sources, Items>;`);
  source.block(`interface NumberType {
  bytes: number;
  /** The least and the greatest of whole numbers. */
  limits: [number, number] | null;
  read(file: Buffer, at: number): number;
}
const numberTypes: Partial<Record<number, NumberType>> = {
  0x08: { bytes: 1, limits: [0, 255], read: (file, at) => file.readUInt8(at) },
  0x09: { bytes: 1, limits: [-128, 127], read: (file, at) => file.readInt8(at) },
  0x0b: { bytes: 2, limits: [-32768, 32767], read: (file, at) => file.readInt16BE(at) },
  0x0c: { bytes: 4, limits: [-2147483648, 2147483647], read: (file, at) => file.readInt32BE(at) },
  0x0d: { bytes: 4, limits: null, read: (file, at) => file.readFloatBE(at) },
  0x0e: { bytes: 8, limits: null, read: (file, at) => file.readDoubleBE(at) },
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
  const { limits } = type;
  const isBytes = file[2] === 0x08 && values.some((value) => value > 1);
  if (!isBytes) return { count, shape, values, isBytes, limits };
  return { count, shape, values: values.map((value) => value / 255), isBytes, limits: [0, 1] };
}`);
  if (wraps) source.block(unsigned);
  source.block(`/** ${datasets.length === 1 ? 'The items, from the file that is named where there is one.' : 'The items of each Dataset, from the files that are named, in this order.'} */\nexport function loadData(paths: string[] = []): Data {\n  return {`);
  datasets.forEach((node, i) => source.add(`    ${node.name}: ${loader(node, i)},`, node.id));
  source.add('  };\n}');
  addPreparation(source, project);
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
