/** The part of `data.ts` that reads files. */
import { printPortType } from '../../../../document/port-type';
import { dataSettingsOf, readOptionsOf } from '../../../../nodes/data-settings';
import { fit, list, quote } from '../../text';
import type { CodeNode, Project } from '../../project';
import type { Source } from '../../../program/source';
import { isTable } from './tables';
import { isIdx, isText } from './texts';
import { hasSides, turns } from '../layout';
import { differsLoaded, labelledOf, labelsPath, samplePath } from './kinds';

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

function addSources(source: Source, project: Project): void {
  source.block('/** The items of each Dataset, where the command line names no others. */').add('const sources = {');
  for (const node of project.datasets) {
    const layout = hasSides(node) ? `, layout: ${quote(readOptionsOf(node.node).layout)}` : '';
    source.add(`  /** ${node.title}: ${printPortType(node.types['data']!)} */`, node.id);
    source.add(fit(`${node.name}: { path: ${quote(samplePath(node))}, shape: ${list(node.types['data']!.shape)}${layout} },`, 2), node.id);
  }
  source.add(turns(project) ? '} satisfies Record<string, { path: string; shape: number[]; layout?: Layout }>;' : '};');
}

function addTypes(source: Source, project: Project): void {
  const { datasets } = project;
  const ofFiles = `
  /** Bytes from 0 to 255, as numbers from 0 to 1. */
  isBytes: boolean;
  /** Least and greatest value that whole numbers of their type have. */
  limits: [number, number] | null;`;
  source.block(`/** Items of one shape, one after another. */
export interface Items {
  count: number;
  shape: number[];
  values: Float32Array;${datasets.some(isIdx) ? ofFiles : ''}
}`);
  const fields = datasets.flatMap(({ beside }) => beside.map(({ name }) => quote(name)));
  source.add(`export type Data = Record<${['keyof typeof sources', ...fields].join(' | ')}, Items>;`);
  if (!differsLoaded(project)) return;
  source.add('/** What the files hold, before it is prepared. */\nexport interface Loaded {');
  const labelled = labelledOf(project);
  for (const node of datasets) source.add(`  ${node.name}: ${isTable(node) ? 'Table' : labelled.includes(node) ? 'Items & { labels: number[] | null }' : 'Items'};`, node.id);
  source.add('}');
}

/** What reads the file of a Dataset, the `i`-th of all. */
function readOf(node: CodeNode, i: number, some: boolean): string {
  const at = `sources.${node.name}`;
  const path = `paths[${i}] ?? ${at}.path`;
  if (isTable(node)) {
    const { delimiter, header, encoding, decimalComma } = readOptionsOf(node.node).table ?? {};
    const reading = [
      ...(delimiter === undefined ? [] : [`delimiter: ${quote(delimiter)}`]),
      ...(header === undefined ? [] : [`header: ${header}`]),
      ...(encoding === undefined ? [] : [`encoding: ${quote(encoding)}`]),
      ...(decimalComma === undefined ? [] : [`decimalComma: ${decimalComma}`]),
    ];
    return `readTable(${path}, columns.${node.name}${reading.length > 0 ? `, { ${reading.join(', ')} }` : ''})`;
  }
  if (isText(node)) return `readTokens(${path}, texts.${node.name})`;
  const read = hasSides(node) ? `readItems(${path}, ${at}.shape, layout ?? ${at}.layout)` : `${some ? 'readVectors' : 'readItems'}(${path}, ${at}.shape)`;
  return dataSettingsOf(node.node).unsigned ? `unsigned(${read})` : read;
}

const labelsReader = `/** Items with their labels: of a file that is named, or of the sample. */
function withLabels(items: Items, path: string | undefined, column: number): Items & { labels: number[] | null } {
  return { ...items, labels: path === undefined ? null : readLabels(path, items.count, column) };
}`;

export function addLoading(source: Source, project: Project): void {
  const { datasets } = project;
  const turned = turns(project);
  const labelled = labelledOf(project);
  addSources(source, project);
  addTypes(source, project);
  const [some, others] = [datasets.some(hasSides), datasets.some((node) => isIdx(node) && !hasSides(node))];
  if (some) source.block(readItems(true));
  if (others) source.block(some ? readItems(false).replace('function readItems', 'function readVectors') : readItems(false));
  if (datasets.some((node) => isIdx(node) && dataSettingsOf(node.node).unsigned)) source.block(unsigned);
  if (labelled.length > 0) source.block(labelsReader);
  const single = datasets.length === 1;
  const parameters = ['paths: string[] = []', ...(turned ? ['layout?: Layout'] : []), ...(labelled.length > 0 ? ['labels: string[] = []'] : [])];
  source.block(`/** ${single ? 'The items, from the file that is named where there is one' : 'The items of each Dataset, from the files that are named, in this order'}${turned ? ', turned as it says' : ''}. */
export function loadData(${parameters.join(', ')}): ${differsLoaded(project) ? 'Loaded' : 'Data'} {`);
  if (turned) source.add("  if (layout && paths.length === 0) throw new Error('--layout says how to read the file of --data');");
  source.add(`  if (paths.length > ${single ? '1' : `0 && paths.length !== ${datasets.length}`}) {
    throw new Error(\`--data names \${paths.length} file${single ? 's, and the model takes one' : `(s), and the model takes ${datasets.length}: ${datasets.map(({ name }) => name).join(', ')}`}\`);
  }`);
  if (labelled.length > 0) {
    source.add(`  if (labels.length > ${labelled.length}) {
    throw new Error(\`--labels names \${labels.length} files, and there are labels for ${labelled.map(({ name }) => name).join(', ')}\`);
  }
  /** The labels of the sample go with the sample alone. */
  const sampled = (path: string) => (paths.length === 0 && existsSync(path) ? path : undefined);`);
  }
  source.add(`  const missing = Object.values(sources).find(({ path }) => paths.length === 0 && !existsSync(path));
  if (missing) throw new Error(\`\${missing.path}: nothing there; name a file with --data\`);
  return {`);
  datasets.forEach((node, i) => {
    const read = readOf(node, i, some);
    const k = labelled.indexOf(node);
    const all = k < 0 ? read : `withLabels(${read}, labels[${k}] ?? sampled(${quote(labelsPath(node))}), ${readOptionsOf(node.node).labelColumn})`;
    source.add(fit(`${node.name}: ${all},`, 4), node.id);
  });
  source.add('  };\n}');
}
