/** `data.ts`: the items of each Dataset from their files, prepared, and dealt out in batches. */
import { printPortType } from '../../../document/port-type';
import { itemPreparation } from '../../../data/item-preparation';
import { fittedName } from '../../../data/fitted-names';
import { preparations } from '../../../data/preparations/registry';
import { dataSettingsOf, readOptionsOf } from '../../../nodes/data-settings';
import { fit, list, quote } from '../../../nodes/typescript/text';
import type { CodeNode, Project } from '../project';
import { kebab } from '../names';
import { Source } from '../source';
import { hasSides, turns } from './layout';

/** Where the sample of a Dataset lies in the project. */
export const samplePath = (node: CodeNode): string => `data/${kebab(node.name)}-idx-ubyte.gz`;

/** What the data of a Dataset are prepared with: what their names among the weights begin with, and the shape of each. */
export function fittedOf(node: CodeNode): { readonly prefix: string; readonly shapes: Readonly<Record<string, readonly number[]>> } {
  const preparation = itemPreparation(dataSettingsOf(node.node));
  return { prefix: fittedName(node.id, preparation), shapes: preparation.fits(node.types['data']!.shape) };
}
const fitOf = (node: CodeNode, several: boolean): string => {
  const { scaling, limits } = dataSettingsOf(node.node);
  return preparations[scaling].typescript.fit(`data.${node.name}`, several ? `training.${node.name}` : 'training', limits);
};
/** What `fitData` takes: nothing to fit, the data alone, or also which of them are trained on. */
export function howToFit({ datasets }: Pick<Project, 'datasets'>): 'nothing' | 'data' | 'training' {
  const fits = datasets.filter((node) => Object.keys(fittedOf(node).shapes).length > 0).map((node) => fitOf(node, false));
  if (fits.length === 0) return 'nothing';
  return fits.some((text) => /\btraining\b/.test(text)) ? 'training' : 'data';
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

/** The function that reads one file; `turned`: in the order that the Dataset or the command line says. */
const readItems = (turned: boolean): string => `/** Bytes from 0 to 255 become numbers from 0 to 1; other types keep their values. */
function readItems(path: string, shape: number[]${turned ? ', layout: Layout' : ''}): Items {
  const { sizes, values: read, isBytes: areBytes, limits } = readIdx(path);
  const [count = 0, ...item] = sizes;
${
  turned
    ? `  const found = turnedSizes(item, layout);
  if (found.join() !== shape.join()) {
    const other = fittingLayout(item, shape);
    const cure = other ? \`; --layout \${other} turns them\` : '';
    throw new Error(\`\${path} holds items of [\${found}], and the model takes [\${shape}]\${cure}\`);
  }
  const values = turn(read, item, layout);`
    : `  if (item.join() !== shape.join()) {
    throw new Error(\`\${path} holds items of [\${item}], and the model takes [\${shape}]\`);
  }
  const values = read;`
}
  const isBytes = areBytes && values.some((value) => value > 1);
  if (!isBytes) return { count, shape, values, isBytes, limits };
  return { count, shape, values: values.map((value) => value / 255), isBytes, limits: [0, 1] };
}`;

function addLoading(source: Source, project: Project): void {
  const { datasets } = project;
  const turned = turns(project);
  source.block('/** The items of each Dataset, where the command line names no others. */').add('const sources = {');
  for (const node of datasets) {
    const layout = hasSides(node) ? `, layout: ${quote(readOptionsOf(node.node).layout)}` : '';
    source.add(`  /** ${node.title}: ${printPortType(node.types['data']!)} */`, node.id);
    source.add(fit(`${node.name}: { path: ${quote(samplePath(node))}, shape: ${list(node.types['data']!.shape)}${layout} },`, 2), node.id);
  }
  source.add(turned ? '} satisfies Record<string, { path: string; shape: number[]; layout?: Layout }>;' : '};');
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
  const [some, others] = [datasets.some(hasSides), datasets.some((node) => !hasSides(node))];
  if (some) source.block(readItems(true));
  if (others) source.block(some ? readItems(false).replace('function readItems', 'function readVectors') : readItems(false));
  if (datasets.some((node) => dataSettingsOf(node.node).unsigned)) source.block(unsigned);
  const single = datasets.length === 1;
  source.block(`/** ${single ? 'The items, from the file that is named where there is one' : 'The items of each Dataset, from the files that are named, in this order'}${turned ? ', turned as it says' : ''}. */
export function loadData(paths: string[] = []${turned ? ', layout?: Layout' : ''}): Data {`);
  if (turned) source.add("  if (layout && paths.length === 0) throw new Error('--layout says how to read the file of --data');");
  source.add(`  if (paths.length > ${single ? '1' : `0 && paths.length !== ${datasets.length}`}) {
    throw new Error(\`--data names \${paths.length} file${single ? 's, and the model takes one' : `(s), and the model takes ${datasets.length}: ${datasets.map(({ name }) => name).join(', ')}`}\`);
  }
  const missing = Object.values(sources).find(({ path }) => paths.length === 0 && !existsSync(path));
  if (missing) throw new Error(\`\${missing.path}: nothing there; name a file with --data\`);
  return {`);
  datasets.forEach((node, i) => {
    const at = `sources.${node.name}`;
    const sides = hasSides(node);
    const path = `paths[${i}] ?? ${at}.path`;
    const read = sides ? `readItems(${path}, ${at}.shape, layout ?? ${at}.layout)` : `${some ? 'readVectors' : 'readItems'}(${path}, ${at}.shape)`;
    source.add(fit(`${node.name}: ${dataSettingsOf(node.node).unsigned ? `unsigned(${read})` : read},`, 4), node.id);
  });
  source.add('  };\n}');
}

/** The functions that fit what the data are prepared with, and prepare them. */
function addPreparation(source: Source, { datasets }: Project): void {
  const several = datasets.length > 1;
  const used = datasets.map((node) => ({ node, ...fittedOf(node), settings: dataSettingsOf(node.node) }));
  const fitting = used.filter(({ shapes }) => Object.keys(shapes).length > 0);
  const every = fitting.flatMap(({ prefix, shapes }) => Object.entries(shapes).map(([name, shape]) => `${quote(`${prefix}/${name}`)}: ${list(shape)}`));
  source.block(`/** Numbers that the data are prepared with: a parameter that nobody trains. */
export interface Numbers {
  shape: number[];
  values: Float32Array;
}
/** What the data are prepared with, by its name among the weights. */
export type Fitted = Record<string, Numbers>;
/** Their shapes. */`);
  source.add(fit(`export const fittedShapes: Record<string, number[]> = {${every.length > 0 ? ` ${every.join(', ')} ` : ''}};`));
  const functions = used.flatMap(({ settings: { scaling, limits } }) => preparations[scaling].typescript.functions(limits));
  if (functions.some((text) => text.includes('sizeOf('))) source.block('const sizeOf = ({ shape }: Items): number => shape.reduce((product, side) => product * side, 1);');
  for (const text of new Set(functions)) source.block(text);
  if (fitting.length > 0) {
    source.block(`/** Puts fitted numbers under their names. */
const named = (prefix: string, fitted: Fitted): Fitted =>
  Object.fromEntries(Object.entries(fitted).map(([name, numbers]) => [\`\${prefix}/\${name}\`, numbers]));`);
  }
  const how = howToFit({ datasets });
  const given = { nothing: '', data: 'data: Data', training: `data: Data, training: ${several ? 'Chosen' : 'number[]'}` }[how];
  source.block(`/** Fits ${how === 'data' ? 'by the type of the data' : 'on the items that are trained on'} what the data are prepared with. */\nexport function fitData(${given}): Fitted {`);
  source.add(fitting.length > 0 ? '  return {' : '  return {};');
  for (const { node, prefix } of fitting) source.add(fit(`...named(${quote(prefix)}, ${fitOf(node, several)}),`, 4), node.id);
  source.add(fitting.length > 0 ? '  };\n}' : '}');
  source.block(`/** The data as the network takes them. */\nexport function prepare(data: Data${fitting.length > 0 ? ', fitted: Fitted' : ''}): Data {\n  return {`);
  for (const { node, prefix, shapes, settings } of used) {
    const numbers = `{ ${Object.keys(shapes).map((name) => `${name}: fitted[${quote(`${prefix}/${name}`)}]!`).join(', ')} }`;
    source.add(fit(`${node.name}: ${preparations[settings.scaling].typescript.apply(`data.${node.name}`, numbers)},`, 4), node.id);
  }
  source.add('  };\n}');
}

function addBatches(source: Source, { datasets }: Project): void {
  const single = datasets.length === 1;
  source.block(`/** How many items there are${single ? '' : ' in the smallest Dataset'}. */\nexport function countOf(data: Data): number {`);
  source.add(single ? `  return data.${datasets[0]!.name}.count;\n}` : '  return Math.min(...Object.values(data).map(({ count }) => count));\n}');
  source.block(`function rows({ shape, values }: Items, indices: number[]): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const chosen = new Float32Array(indices.length * size);
  indices.forEach((item, row) => {
    chosen.set(values.subarray(item * size, (item + 1) * size), row * size);
  });
  return tf.tensor(chosen, [indices.length, ...shape]);
}`);
  if (!single) {
    source.block(`/** Items of each Dataset; no item of one belongs to an item of another. */
export type Chosen = Record<keyof Data, number[]>;

export function ofEach(choose: (name: keyof Data) => number[]): Chosen {
  return { ${datasets.map(({ name }) => `${name}: choose(${quote(name)})`).join(', ')} };
}

/** How many there are of each at least. */
export const countOfEach = (chosen: Chosen): number =>
  Math.min(...Object.values(chosen).map(({ length }) => length));`);
  }
  source.block(`/** The chosen items as tensors; the caller disposes of them. */\nexport function batchOf(data: Data, indices: ${single ? 'number[]' : 'Chosen'}): Batch {`);
  if (single) source.add(`  return { ${datasets[0]!.name}: rows(data.${datasets[0]!.name}, indices) };`, datasets[0]!.id);
  else {
    source.add('  return {');
    for (const node of datasets) source.add(`    ${node.name}: rows(data.${node.name}, indices.${node.name}),`, node.id);
    source.add('  };');
  }
  source.add('}');
}

export function dataFile(project: Project): Source {
  const source = new Source('src/data.ts');
  source.add(`/** Reads the items of each Dataset, prepares them, and deals them out in batches. */
import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { readIdx } from './idx.ts';`);
  if (turns(project)) source.add("import { fittingLayout, turn, turnedSizes, type Layout } from './layout.ts';");
  source.add("import type { Batch } from './model.ts';");
  addLoading(source, project);
  addPreparation(source, project);
  addBatches(source, project);
  return source;
}
