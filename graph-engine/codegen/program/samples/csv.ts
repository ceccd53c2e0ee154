/** The first rows of a table as a CSV file, in the values of the file that they came from. */
import { isFeature } from '../../../data/columns/layout';
import { columnKindOf } from '../../../data/columns/registry';
import type { ColumnSettings } from '../../../data/columns/settings';
import type { TableOptions } from '../../../data/formats/definition';
import { headOf } from '../../../data/rows/in-memory';
import type { DataTable, SideColumn } from '../../../data/table';
import { NO_LABEL } from '../../../data/tables/labels-for';

/** Characters. */
const MOST = 2 ** 20;

/** A number in as few digits as tell it from its neighbours, which those of 32 bits have fewer of. */
function digits(value: number, single: boolean): string {
  if (Number.isNaN(value)) return '';
  for (let precision = 6; single && precision < 10; precision++) {
    const short = Number(value.toPrecision(precision));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/** Whether its columns are called by their places, as those of a file without a header are. */
const areNumbered = (columns: readonly ColumnSettings[]): boolean => columns.every(({ name }, i) => name === String(i));

/** Empty where nothing was measured, and of a group without a name. */
function sideCell({ kind, values, names = [] }: SideColumn, row: number): string {
  const value = values[row]!;
  if (kind === 'group') return names[value as number] === NO_LABEL ? '' : (names[value as number] ?? '');
  return kind === 'date' ? (Number.isNaN(value) ? '' : new Date(value).toISOString().replace(/(T00:00:00)?\.000Z$/, (_, midnight) => (midnight ? '' : 'Z'))) : String(value);
}

/**
 * Columns that are fed, the label and those of `beside`; of a file without a header all columns, of which the others are empty. `reading`: how the document says
 * that files are read, so that the sample is as well.
 */
export function tableSample(table: DataTable, columns: readonly ColumnSettings[], reading: TableOptions = {}, beside: readonly ColumnSettings[] = []): string {
  const { values, shape, labels, labelNames, count } = headOf(table);
  const sides = new Map(beside.map((column) => [column, table.beside?.find(({ name }) => name === column.name)]));
  const hasHeader = reading.header ?? !areNumbered(columns);
  const delimiter = reading.delimiter ?? (reading.decimalComma ? ';' : ',');
  const quoted = (cell: string): string => (cell.includes(delimiter) || (delimiter === ' ' && cell === '') || /["\n\r]|^#|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const features = columns.filter(isFeature);
  const isLabel = ({ kind }: ColumnSettings): boolean => columnKindOf(kind).role === 'label';
  const kept = hasHeader ? columns.filter((column) => isFeature(column) || (isLabel(column) && labels) || sides.get(column)) : columns;
  const single = !(values instanceof Float64Array);
  const cellOf = (column: ColumnSettings, row: number): string => {
    if (isLabel(column)) return labels ? (labelNames?.[labels[row]!] ?? String(labels[row])) : '';
    const side = sides.get(column);
    if (side) return sideCell(side, row);
    const place = features.indexOf(column);
    if (place < 0) return '';
    const value = values[row * shape[0]! + place]!;
    if (columnKindOf(column.kind).kept === 'codes') return column.names?.[value] ?? '';
    const text = digits(value, single);
    return reading.decimalComma ? text.replace('.', ',') : text;
  };
  const lines = hasHeader ? [kept.map(({ name }) => quoted(name)).join(delimiter)] : [];
  let length = 0;
  for (let row = 0; row < count && length < MOST; row++) {
    const line = kept.map((column) => quoted(cellOf(column, row))).join(delimiter);
    // A row of one empty cell would be a blank line.
    lines.push(line === '' ? '""' : line);
    length += line.length + 1;
  }
  // What says that it is UTF-8 stands above what the document says of other files.
  return `${reading.encoding ? '\uFEFF' : ''}${lines.join('\n')}\n`;
}
