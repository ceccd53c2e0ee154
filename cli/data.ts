/** The tables of a document's Dataset nodes: their own source, or the file that the command line names. */
import type { BroughtData } from '@/graph-engine/exchange/incoming/definition';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { findDataset } from '@/graph-engine/data/sources/registry';
import { itemsBetween } from '@/graph-engine/data/take-items';
import type { DataTable } from '@/graph-engine/data/table';
import { layouts, type Layout } from '@/graph-engine/data/formats/layout';
import { areAtHand, openBrought, sourceParams } from './brought-data';
import { sameShape } from '@/graph-engine/document/shape';
import type { GraphNode, HourglassDocument, Params } from '@/graph-engine/document/types';
import type { Limits } from '@/graph-engine/data/preparations/definition';
import { preparations } from '@/graph-engine/data/preparations/registry';
import { columnsOf } from '@/graph-engine/data/columns/of-source';
import { parseColumns, printColumns, type ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { Opened } from '@/graph-engine/data/opened';
import { numbered, type SplitSettings } from '@/graph-engine/data/splits/deal-out';
import { normalFor } from '@/graph-engine/data/splits/normal-for';
import { fitToData } from '@/graph-engine/analysis/fit-to-data';
import { dataSettingsOf, readOptionsOf, splitSettingsOf, textOf, textOptionsOf } from '@/graph-engine/nodes/data-settings';
import { parseVocabulary, printVocabulary } from '@/graph-engine/data/text/of-source';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { dataNodes } from '@/graph-engine/training/feed';
import { Failure } from './failure';
import { openDataPath } from './load-data';
import type { Output } from './output';
import { printReading } from '@/graph-engine/data/file-reading';
import { readingOf } from './reading-option';
import { chosenColumns, splitChoice, type TableChoices } from './table-options';

export interface DataOptions extends TableChoices {
  readonly data?: string;
  /** `FROM:TO`, items of the file counted from 0, TO excluded. */
  readonly items?: string;
  /** Signed integers of the file are unsigned ones. */
  readonly unsigned?: boolean;
  /** Instead of what the Dataset says of its file. */
  readonly layout?: Layout;
  readonly labelColumn?: number;
  /** The labels of `data`. */
  readonly labels?: string;
  /** Instead of what the Dataset says. */
  readonly limits?: Limits;
  /** The columns of the Dataset are those of its file, whatever another file looks like. */
  readonly asTrained?: boolean;
}
/** A document, and the files that came with it. */
export interface Drawing {
  readonly document: HourglassDocument;
  readonly brought: BroughtData;
}
export interface Loaded {
  readonly document: HourglassDocument;
  readonly data: Record<string, DataTable>;
}

function selectItems(table: DataTable, items: string): DataTable {
  const match = /^(\d*):(\d*)$/.exec(items);
  if (!match) throw new Failure(`--items takes FROM:TO, such as 0:10000, and got "${items}".`, 2);
  const from = Number(match[1] || 0);
  const to = match[2] ? Number(match[2]) : table.count;
  if (from >= to) throw new Failure(`--items takes FROM:TO with FROM below TO, and got "${items}".`, 2);
  if (to > table.count) throw new Failure(`--items ${items} goes beyond the ${table.count} items of ${table.name}, which are counted from 0.`, 2);
  return itemsBetween(table, from, to);
}

const flags = { reading: '--reading', preset: '--preset', columns: '--columns', label: '--label', labels: '--labels', unsigned: '--unsigned', layout: '--layout', labelColumn: '--label-column', limits: '--limits' } as const satisfies Partial<Record<keyof DataOptions, string>>;
/** Whether a file is named. @throws Failure for options that say how to read one, where none is */
export function expectData(options: DataOptions): boolean {
  if (options.data) return true;
  const reading = Object.entries(flags).find(([key]) => options[key as keyof DataOptions] !== undefined);
  if (reading) throw new Failure(`${reading[1]} says how to read the file of --data, and no file is named.`, 2);
  return false;
}
/** What the command line says of the file, as the Dataset keeps it. @throws Failure for what changes nothing */
function readingParams(node: GraphNode, table: DataTable, { unsigned, layout, labelColumn, limits }: DataOptions): Params {
  if (unsigned && !table.integers?.signed) throw new Failure(`--unsigned reads signed integers as unsigned ones, and ${table.name} holds none.`, 2);
  if (labelColumn !== undefined && !table.labels) throw new Failure(`--label-column chooses among labels, and ${table.name} has none. Name their file with --labels.`, 2);
  const { scaling } = dataSettingsOf(node);
  if (limits && !('low' in preparations[scaling].fits(table.shape))) throw new Failure(`--limits says which numbers become black and white, and the scaling of ${node.name}, ${preparations[scaling].title.toLowerCase()}, makes none of them that.`, 2);
  return { ...(unsigned ? { unsigned } : {}), ...(layout ? { layout } : {}), ...(labelColumn === undefined ? {} : { labelColumn }), ...(limits ? { limits } : {}) };
}

/** What the Dataset keeps of a file: what the numbers are, and how it is read. */
function fileParams({ kind, table, columns, preset }: Opened, kept: SplitSettings, options: DataOptions): Params {
  const numbers = table.labels ? numbered(table.labels) : [];
  const names = table.labels ? (table.labelNames ?? numbers) : [];
  // What a template calls normal is a label of its own data.
  const normal = options.normal ?? normalFor(kept.normal, names, preset?.normal ?? []);
  if (kept.normal !== '' && normal === '' && names.length > 0) throw new Failure(`The document learns from normal items alone, and ${table.name} has the labels ${names.slice(0, 12).join(', ')}. Say which are normal: --normal VALUE[,VALUE].`, 2);
  const shape: Params = kind === 'table' ? {} : { shape: table.shape };
  return { source: 'file', ...shape, fileName: table.name, columns: printColumns(columns), classes: kind === 'table' ? 0 : numbers.length, normal, vocabulary: printVocabulary(table.text?.vocabulary ?? []) };
}

/** What is said of the split goes into the document, whatever data it is of. */
function withSplit(document: HourglassDocument, { split, normal }: DataOptions): HourglassDocument {
  if (split === undefined && normal === undefined) return document;
  const choice = split === undefined ? null : splitChoice(split);
  const nodes = Object.fromEntries(dataNodes(document).map((node) => [node.id, { ...node, params: { ...node.params, ...choice?.params, ...(normal !== undefined && { normal }) } }]));
  return { ...document, nodes: { ...document.nodes, ...nodes }, training: { ...document.training, ...(choice && choice.validation !== null && { validationSplit: choice.validation }) } };
}

/** The columns that a file must have: those that weights were trained with, or that the document was saved with. */
function wantedColumns(node: GraphNode, { asTrained, columns, label, preset }: DataOptions): readonly ColumnSettings[] {
  const { source, columns: text } = sourceParams(node);
  if (asTrained) return columnsOf(source, text);
  return columns ?? label ?? preset ? [] : (parseColumns(text) ?? []);
}

/** Likewise the vocabulary of a text. A file that is read in another way has another. */
function wantedVocabulary(node: GraphNode, { asTrained, reading }: DataOptions): readonly string[] {
  if (asTrained) return textOf(node)?.vocabulary ?? [];
  return reading === undefined ? (parseVocabulary(sourceParams(node).vocabulary) ?? []) : [];
}

export const NOTHING_BROUGHT: BroughtData = new Map();

/** The one Dataset that `--data` names the file of. @throws Failure */
export function datasetOfFile(document: HourglassDocument): GraphNode {
  const [node, ...others] = dataNodes(document);
  if (!node || others.length > 0) throw new Failure(`--data fits documents with one Dataset, and this one has ${node ? 'several' : 'none'}.`);
  return node;
}

/**
 * With `--data`, the document's Dataset is set to that file, so that what is saved says what was trained on. Without, what the document `brought` with it
 * is read as it says.
 */
export async function loadData(given: HourglassDocument, options: DataOptions, brought = NOTHING_BROUGHT): Promise<Loaded> {
  const { data, items, layout, labelColumn, labels } = options;
  const nodes = dataNodes(given);
  if (nodes.length === 0) throw new Failure('The document has no Dataset, so there is nothing to read.');
  const document = withSplit(given, options);
  if (expectData(options)) {
    const node = datasetOfFile(document);
    const kept = readOptionsOf(node);
    const reading = { ...kept, ...(options.reading === undefined ? {} : readingOf(options.reading)) };
    const text = options.asTrained ? textOptionsOf(node) : null;
    const read = { ...reading, ...(text && { text }), layout: layout ?? kept.layout, labelColumn: labelColumn ?? kept.labelColumn };
    const opened = await openDataPath(data!, { ...read, columns: wantedColumns(node, options), adjust: chosenColumns(options), vocabulary: wantedVocabulary(node, options), split: { ...splitSettingsOf(node), validation: document.training.validationSplit, seed: document.training.seed, node: node.id } }, labels);
    const whole = opened.table;
    const table = items === undefined ? whole : selectItems(whole, items);
    const params = { ...node.params, ...fileParams(opened, splitSettingsOf(node), options), reading: printReading({ ...reading, ...opened.chosen }), ...readingParams(node, table, options) };
    const set = { ...document, nodes: { ...document.nodes, [node.id]: { ...node, params } } };
    return { document: options.asTrained ? set : fitToData(set).document, data: { [node.id]: table } };
  }
  const tables: Record<string, DataTable> = {};
  for (const node of nodes) {
    const files = brought.get(node.id);
    const table = (files && (await openBrought(node, files))) ?? (await generated(node, document.training.seed));
    tables[node.id] = items === undefined ? table : selectItems(table, items);
  }
  return { document, data: tables };
}

async function generated(node: GraphNode, seed: number): Promise<DataTable> {
  const { source, count } = sourceParams(node);
  const definition = findDataset(source);
  if (!definition) throw new Failure(`${node.name} reads "${source}", which is no data set of this version.`);
  if (!definition.generate) throw new Failure(`${node.name} reads ${definition.title}, which is not generated here. Name its files with --data PATH.`);
  return loadDataset(definition, { seed, count });
}

/** What was noticed about the files, and what to say here to have it otherwise. */
export function printNotes({ data }: Loaded, output: Output): void {
  for (const { text, turn, column } of Object.values(data).flatMap(({ notes }) => notes ?? [])) {
    const here = turn ? ` Here: --layout ${turn.layout} (${layouts[turn.layout].title.toLowerCase()}).` : column ? ' Here: --label-column N.' : '';
    output.note(`${text}${here}`, 'data.file-note');
  }
}

/** What a document was trained on, where it can be made again: of the shape of `instead`, which is looked at in its place, and with this fingerprint, where one is known. */
export async function trainedTables({ document, brought }: Drawing, instead: ReadonlyMap<string, DataTable>, fingerprint: string | undefined): Promise<Record<string, DataTable> | null> {
  if (!areAtHand(document, brought)) return null;
  const { data } = await loadData(document, {}, brought);
  const fits = Object.entries(data).every(([id, { shape }]) => sameShape(shape, instead.get(id)?.shape ?? []));
  return fits && (fingerprint === undefined || fingerprint === dataFingerprint(new Map(Object.entries(data)))) ? data : null;
}
