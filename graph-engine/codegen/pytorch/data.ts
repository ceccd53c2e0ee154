/** `data.py`: what each Dataset reads, and how its items are dealt out. Pictures come from IDX or NumPy files, tables from CSV, texts from plain text. */
import { isFeature, isInRow, isNumber, placesOf, preparationOf } from '../../data/columns/layout';
import { columnPorts } from '../../data/columns/ports';
import { columnKindOf } from '../../data/columns/registry';
import type { ColumnSettings } from '../../data/columns/settings';
import { fittedName } from '../../data/fitted-names';
import { itemPreparation } from '../../data/item-preparation';
import type { PreparationKind } from '../../data/preparations/registry';
import { namesIn } from '../../data/splits/deal-out';
import { splits, type SplitKind } from '../../data/splits/registry';
import type { DataTable } from '../../data/table';
import type { TokenKind } from '../../data/text/tokens/registry';
import { dataSettingsOf, labelledOf, readOptionsOf, splitSettingsOf, textOf, textOptionsOf } from '../../nodes/data-settings';
import type { ExportedFile } from '../program/target';
import type { Modules, Part } from '../program/modules';
import { tableSample } from '../program/samples/csv';
import { labelsSample, sampleFile } from '../program/samples/idx';
import { textSample } from '../program/samples/text';
import { fit, number, quote, snake, tuple, WIDTH } from './text';
import { variableName } from './module';

const columnsOf = (part: Part): readonly ColumnSettings[] => dataSettingsOf(part.node).columns;
export const isTable = (part: Part): boolean => columnsOf(part).length > 0;
export const isText = (part: Part): boolean => textOf(part.node) !== null;
const stem = (part: Part): string => snake(part.names.value).replaceAll('_', '-');
const fileOf = (part: Part): string => `data/${stem(part)}${isText(part) ? '.txt' : isTable(part) ? '.csv' : '-idx-ubyte.gz'}`;
const labelsOf = (part: Part): string => `data/${stem(part)}-labels-idx-ubyte.gz`;
const datasets = (modules: Modules): Part[] => modules.parts.filter(({ isDataset }) => isDataset);
/** Whether the labels of its items are read. */
export const usesLabels = (part: Part): boolean => !isText(part) && (part.outputs.some(({ port }) => port === 'label') || namesIn(splitSettingsOf(part.node).normal).length > 0 || splitSettingsOf(part.node).split === 'stratified');

/** How its items are dealt out: at random where the studio goes by a column that is in no file of the project. */
export const splitOf = (part: Part): SplitKind => {
  const { split } = splitSettingsOf(part.node);
  return (splits[split].by === 'column' && !isTable(part)) || isText(part) ? 'shuffled' : split;
};

/** Whether some Dataset has its labels in a file of their own. */
export const readsLabelFiles = ({ parts }: Modules): boolean => parts.some((part) => part.isDataset && !isTable(part) && usesLabels(part));

/** Whether somebody learns from its labels, and is told those of some items alone. */
export const tellsSome = (part: Part): boolean => labelledOf(part.node) > 0 && part.outputs.some(({ port }) => port === 'label');

/** Columns beside the row that the project reads: at ports with wires, and what rows are dealt out by. */
function besideOf(part: Part): readonly ColumnSettings[] {
  const columns = columnsOf(part);
  const { split, splitBy } = splitSettingsOf(part.node);
  const wired = new Set(columnPorts(columns).filter(({ id }) => part.outputs.some(({ port }) => port === id)).map(({ column }) => column));
  const by = splits[split].by === 'column' ? columns.find(({ name, kind }) => (splitBy === '' ? kind === splits[split].usual : name === splitBy)) : undefined;
  return columns.filter((column) => columnKindOf(column.kind).role === 'beside' && (wired.has(column) || column === by));
}

export function samples(modules: Modules, data: Readonly<Record<string, DataTable>>): ExportedFile[] {
  return datasets(modules).flatMap((part): ExportedFile[] => {
    const table = data[part.id];
    if (!table) return [];
    const { layout, table: reading } = readOptionsOf(part.node);
    const text = textOptionsOf(part.node);
    if (text) return [{ path: fileOf(part), text: textSample(table, text.items ?? 'lines') }];
    if (isTable(part)) return [{ path: fileOf(part), bytes: new TextEncoder().encode(tableSample(table, columnsOf(part), reading, besideOf(part))) }];
    const labels = table.labels && usesLabels(part) ? [{ path: labelsOf(part), bytes: labelsSample(table, table.labels) }] : [];
    return [{ path: fileOf(part), bytes: sampleFile(table, layout) }, ...labels];
  });
}

export function preparationsUsed(modules: Modules): readonly PreparationKind[] {
  return [...new Set(datasets(modules).flatMap((part) => (isText(part) ? [] : isTable(part) ? placesOf(columnsOf(part)).filter(isNumber).map(preparationOf) : [dataSettingsOf(part.node).scaling])))];
}

/** A column as an argument list. */
function columnLines(part: Part): string[] {
  const beside = besideOf(part);
  return columnsOf(part).flatMap((column): string[] => {
    const { role, kept } = columnKindOf(column.kind);
    const names = `[${(column.names ?? []).map(quote).join(', ')}]`;
    if (role === 'label') return [`Column(${quote(column.name)}, "label", names=${names})`];
    if (!isFeature(column)) return beside.includes(column) ? [`Column(${quote(column.name)}, "beside", names=${names})`] : [];
    if (kept === 'codes') return [`Column(${quote(column.name)}, ${isInRow(column) ? '"category"' : '"embedded"'}, names=${names})`];
    const missing = column.missing === 'median' || column.missing === 'indicator' ? `, missing=${quote(column.missing)}` : '';
    return [`Column(${quote(column.name)}, "number", ${quote(preparationOf(placesOf([column])[0]!))}${missing})`];
  });
}

function sourceLines(part: Part, labelNames: readonly string[] | null): string[] {
  const { split, splitBy, test, normal } = splitSettingsOf(part.node);
  const settings = dataSettingsOf(part.node);
  const prefix = fittedName(part.id, itemPreparation(settings));
  const ports = part.outputs.filter(({ isDataset }) => isDataset).map((variable) => `${quote(variableName(variable))}: ${quote(variable.port!)}`);
  const chosen = isText(part) ? [] : namesIn(normal);
  const text = textOptionsOf(part.node);
  const table = isTable(part);
  const { layout, table: reading = {} } = readOptionsOf(part.node);
  const columnOfPort = columnPorts(settings.columns).filter(({ id }) => part.outputs.some(({ port }) => port === id)).map(({ id, column }) => `${quote(id)}: ${quote(column.name)}`);
  const fields = [
    `file=${quote(fileOf(part))}`,
    `prefix=${quote(prefix)}`,
    `ports={${ports.join(', ')}}`,
    ...(text
      ? [
          `vocabulary=${wordsName(part)}`,
          `places=${text.places!}`,
          `tokens=${quote(text.tokens!)}`,
          `lower_case=${text.lowerCase! ? 'True' : 'False'}`,
          ...(text.items === 'windows' ? [`window=${text.window ?? text.places!}`] : []),
        ]
      : table
      ? [
          `columns=${columnsName(part)}`,
          ...(reading.delimiter ? [`delimiter=${quote(reading.delimiter)}`] : reading.decimalComma ? ['delimiter=";"'] : []),
          ...(reading.decimalComma ? ['decimal_comma=True'] : []),
          ...(isNumbered(settings.columns, reading.header) ? ['header=False'] : []),
          ...(columnOfPort.length ? [`apart={${columnOfPort.join(', ')}}`] : []),
        ]
      : [
          `shape=${tuple((part.outputs.find(({ port }) => port === 'data')!.type as { shape: readonly number[] }).shape.map(String))}`,
          `preparation=${quote(settings.scaling)}`,
          ...(settings.unsigned ? ['unsigned=True'] : []),
          ...(settings.limits === 'type' ? ['by_type=True'] : []),
          ...(layout === 'channels-last' ? [] : [`layout=${quote(layout)}`]),
          ...(usesLabels(part) ? [`labels=${quote(labelsOf(part))}`, `names=[${(labelNames ?? []).map(quote).join(', ')}]`] : []),
        ]),
    ...(tellsSome(part) ? [`labelled=${labelledOf(part.node)}`] : []),
    ...(chosen.length ? [`normal=[${chosen.map(quote).join(', ')}]`] : []),
    ...(test > 0 ? [`test=${number(test)}`] : []),
    ...(splitOf(part) === 'shuffled' ? [] : [`split=${quote(split)}`, ...(splits[split].by === 'column' ? [`split_by=${quote(splitBy || (settings.columns.find(({ kind }) => kind === splits[split].usual)?.name ?? ''))}`] : [])]),
  ];
  const otherwise = splitOf(part) === split ? [] : [`    # The studio deals items out ${splits[split].title.toLowerCase()}, which is in no file here: at random.`];
  return [...otherwise, '    Source(', ...fields.map((field) => fit(`${field},`, 8)), '    ),'];
}
/** Whether a file has no line of names, as where its columns are called by their places. */
const isNumbered = (columns: readonly ColumnSettings[], header: boolean | undefined): boolean => !(header ?? !columns.every(({ name }, i) => name === String(i)));
const wordsName = (part: Part): string => `${snake(part.names.value).toUpperCase()}_VOCABULARY`;
const columnsName = (part: Part): string => `${snake(part.names.value).toUpperCase()}_COLUMNS`;

/** As many on a line as fit. A token may hold blanks. */
function wrapped(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 1 <= WIDTH) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(`    ${part}`);
  }
  return lines;
}

/** How the texts of a project are cut. */
export const tokenKindsUsed = (modules: Modules): readonly TokenKind[] => [...new Set(datasets(modules).flatMap((part) => textOf(part.node)?.tokens ?? []))];

export function dataFile(modules: Modules, labelNames: (id: string) => readonly string[] | null): string {
  const parts = datasets(modules);
  const tables = parts.filter(isTable);
  const texts = parts.filter(isText);
  const vocabularies = texts.map((part) => [`#: The tokens from number 3 on, frequent ones first.`, `${wordsName(part)} = [`, ...wrapped(textOf(part.node)!.vocabulary.map((word) => `${quote(word)},`)), ']'].join('\n'));
  const columns = tables.map((part) => [`${columnsName(part)} = [`, ...columnLines(part).map((line) => fit(`${line},`, 4)), ']'].join('\n'));
  const kinds = [...(tables.length + texts.length < parts.length ? ['IDX and NumPy files'] : []), ...(tables.length ? ['CSV files'] : []), ...(texts.length ? ['texts'] : [])].join(' and ');
  return `"""What each Dataset reads from ${kinds}, and how its items are dealt out."""

from reading import ${[...(tables.length ? ['Column'] : []), 'Source'].join(', ')}

#: The seed of every order and of every number that is drawn.
SEED = ${modules.document.training.seed}
#: Share of the items that is held out of training.
HELD_OUT = ${number(modules.document.training.validationSplit)}
${[...columns, ...vocabularies].map((list) => `\n${list}\n`).join('')}
SOURCES = [
${parts.flatMap((part) => sourceLines(part, labelNames(part.id))).join('\n')}
]
`;
}
