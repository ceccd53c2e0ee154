/** What a view shows as numbers: rows of a CSV file, by the kind of its answer; of other views their table, if they have one. */
import { csvRow } from '@/graph-engine/training/csv-row';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import type { ViewResult } from '@/graph-engine/training/protocol';
import type { MetricsLog } from '@/components/training/metrics-log';

type Cells = readonly (readonly (string | number)[])[];
type Kind = ViewResult['kind'];

const stripRows = ({ count, values }: ImageStrip, name: string): Cells => {
  const size = count === 0 ? 0 : values.length / count;
  return Array.from({ length: count }, (_, item) => [name, item, ...values.subarray(item * size, (item + 1) * size)]);
};
const stripHead = ({ count, values }: ImageStrip): readonly string[] => ['row', 'item', ...Array.from({ length: count === 0 ? 0 : values.length / count }, (_, i) => `value_${i + 1}`)];

const writers: { readonly [K in Kind]?: (result: Extract<ViewResult, { readonly kind: K }>) => Cells } = {
  reconstructions: ({ items, errors, unit }) => [['item', `error (${unit})`], ...Array.from(items, (item, i) => [item, errors[i]!])],
  'code-map': ({ points, labels, labelNames, axes }) => [
    [...axes, ...(labels ? ['label'] : [])],
    ...Array.from({ length: points.length / 2 }, (_, i) => [points[2 * i]!, points[2 * i + 1]!, ...(labels ? [labelNames?.[labels[i]!] ?? labels[i]!] : [])]),
  ],
  samples: ({ images }) => [stripHead(images), ...stripRows(images, 'sample')],
  interpolation: ({ images }) => [stripHead(images), ...stripRows(images, 'step')],
  traversal: ({ rows }) => [stripHead(rows[0]?.images ?? { shape: [], count: 0, values: new Float32Array() }), ...rows.flatMap(({ axis, images }) => stripRows(images, `number ${axis + 1}`))],
  'code-use': ({ counts }) => [['code', 'items'], ...Array.from(counts, (count, code) => [code, count])],
  confusion: ({ names, counts }) => [['is \\ taken for', ...names], ...names.map((name, row) => [name, ...counts.subarray(row * names.length, (row + 1) * names.length)])],
};
export const csvKinds = Object.keys(writers) as readonly Kind[];

const textOf = (rows: Cells): string => `${rows.map(csvRow).join('\n')}\n`;

export function viewCsv(result: ViewResult): string | null {
  const write = writers[result.kind] as ((result: ViewResult) => Cells) | undefined;
  return write ? textOf(write(result)) : null;
}
/** One row for each step; what was not recorded at a step is empty. */
export function curvesCsv({ steps, columns }: Pick<MetricsLog, 'steps' | 'columns'>): string {
  return textOf([['step', ...columns.map(({ set, term }) => `${term} (${set})`)], ...steps.map((step, row) => [step, ...columns.map(({ values }) => values[row] ?? '')])]);
}
export const tableCsv = (table: HTMLTableElement): string => textOf([...table.rows].map((row) => [...row.cells].map(({ innerText }) => innerText.trim())));
