/** The part of `data.ts` that fits what the data are prepared with, and prepares them. */
import { preparations } from '../../../../data/preparations/registry';
import { dataSettingsOf } from '../../../../nodes/data-settings';
import { fit, list, quote } from '../../text';
import type { CodeNode, Project } from '../../project';
import type { Source } from '../../../program/source';
import { columnsOf, isTable } from './tables';
import { differsLoaded, fitOf, fittedOf, hasNormal, howToFit, imageFields, normalOf } from './kinds';

/** Expressions for what a Dataset gives, under the names that these have in a batch. */
function preparedOf(node: CodeNode): { readonly name: string; readonly expression: string }[] {
  const { prefix, shapes } = fittedOf(node);
  const data = `data.${node.name}`;
  const fits = Object.keys(shapes).length > 0;
  const table = `${data}, columns.${node.name}, ${fits ? 'fitted' : '{}'}, ${quote(prefix)}`;
  const numbers = `{ ${Object.keys(shapes).map((name) => `${name}: fitted[${quote(`${prefix}/${name}`)}]!`).join(', ')} }`;
  const expression = isTable(node) ? `prepareTable(${table})` : preparations[dataSettingsOf(node.node).scaling].typescript.apply(data, numbers);
  const names = columnsOf(node).find(({ kind }) => kind === 'label')?.names ?? [];
  const label = isTable(node) ? `${data}.labels?.map((label) => ${list(names.map(quote))}.indexOf(label))` : `${data}.labels`;
  return [
    { name: node.name, expression },
    ...node.beside.map(({ port, name, aside, column }) => {
      const codes = column ? `codesOf(${data}, columns.${node.name}, ${quote(column.name)})` : label;
      return { name, expression: aside === 'mask' ? `maskOf(${table})` : `oneHot(${data}.count, ${codes}, ${node.types[port]!.shape[0]!})` };
    }),
  ];
}

const oneHot = (fields: string): string => `/** A 1 at the place of each label or code, and 0 elsewhere, as of items without one. */
function oneHot(count: number, labels: number[] | null | undefined, size: number): Items {
  const values = new Float32Array(count * size);
  labels?.forEach((label, item) => {
    if (label >= 0 && label < size) values[item * size + label] = 1;
  });
  return { count, shape: [size], values${fields} };
}`;

/** Which items may be trained on. */
function addNormal(source: Source, { datasets }: Project): void {
  const single = datasets.length === 1;
  source.block(`/** Items with one of these labels, or all of them where there are no labels. */
function itemsWith<Label>(data: { count: number; labels: Label[] | null }, wanted: Label[]): number[] {
  const { labels } = data;
  const all = [...Array(data.count).keys()];
  if (!labels) {
    console.warn('There are no labels, so that all items are trained on');
    return all;
  }
  const found = all.filter((item) => wanted.includes(labels[item]!));
  if (found.length > 0) return found;
  const others = [...new Set(labels)].slice(0, 12).join(', ');
  throw new Error(\`No item has the label \${wanted.join(' or ')}, which is trained on; there are \${others}\`);
}`);
  const of = (node: CodeNode): string => {
    const normal = normalOf(node);
    return normal ? `itemsWith(data.${node.name}, ${list(normal.map((one) => (typeof one === 'string' ? quote(one) : one)))})` : `[...Array(data.${node.name}.count).keys()]`;
  };
  source.block(`/** Items that may be trained on: what is normal. */\nexport function trainable(data: Loaded): ${single ? 'number[]' : 'Chosen'} {`);
  if (single) source.add(fit(`return ${of(datasets[0]!)};`, 2));
  else {
    source.add('  return {');
    for (const node of datasets) source.add(fit(`${node.name}: ${of(node)},`, 4), node.id);
    source.add('  };');
  }
  source.add('}');
}

export function addPreparation(source: Source, project: Project): void {
  const { datasets } = project;
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
  const functions = used.filter(({ node }) => !isTable(node)).flatMap(({ settings: { scaling, limits } }) => preparations[scaling].typescript.functions(limits));
  if (functions.some((text) => text.includes('sizeOf('))) source.block('const sizeOf = ({ shape }: Items): number => shape.reduce((product, side) => product * side, 1);');
  for (const text of new Set(functions)) source.block(text);
  if (fitting.length > 0) {
    source.block(`/** Puts fitted numbers under their names. */
const named = (prefix: string, fitted: Fitted): Fitted =>
  Object.fromEntries(Object.entries(fitted).map(([name, numbers]) => [\`\${prefix}/\${name}\`, numbers]));`);
  }
  if (datasets.some(({ beside }) => beside.some(({ aside }) => aside === 'label'))) source.block(oneHot(imageFields(project)));
  if (hasNormal(project)) addNormal(source, project);
  const how = howToFit(project);
  const loaded = differsLoaded(project) ? 'Loaded' : 'Data';
  const given = { nothing: '', data: `data: ${loaded}`, training: `data: ${loaded}, training: ${several ? 'Chosen' : 'number[]'}` }[how];
  source.block(`/** Fits ${how === 'data' ? 'by the type of the data' : 'on the items that are trained on'} what the data are prepared with. */\nexport function fitData(${given}): Fitted {`);
  source.add(fitting.length > 0 ? '  return {' : '  return {};');
  for (const { node, prefix } of fitting) source.add(fit(`...named(${quote(prefix)}, ${fitOf(node, several)}),`, 4), node.id);
  source.add(fitting.length > 0 ? '  };\n}' : '}');
  source.block(`/** The data as the network takes them. */\nexport function prepare(data: ${loaded}${fitting.length > 0 ? ', fitted: Fitted' : ''}): Data {\n  return {`);
  for (const node of datasets) for (const { name, expression } of preparedOf(node)) source.add(fit(`${name}: ${expression},`, 4), node.id);
  source.add('  };\n}');
}
