/** Values, scores and shares in few characters. */
import type { AnomaliesResult, AnomalyRows, RowColumn } from '@/graph-engine/training/anomaly/types';

export const scoreText = (score: number): string => (score !== 0 && (Math.abs(score) >= 1e5 || Math.abs(score) < 1e-3) ? score.toExponential(2) : String(Number(score.toPrecision(4))));
export const percentText = (share: number | null): string => (share === null ? '—' : `${(100 * share).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`);

/** A value in the units of the file. */
export function valueText({ names, isDate }: RowColumn, value: number): string {
  if (Number.isNaN(value)) return 'missing';
  if (names) return names[value] ?? 'another value';
  if (isDate) return Math.abs(value) <= 8.64e15 ? new Date(value).toISOString().slice(0, 16).replace('T', ' ') : '—';
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return value.toExponential(2);
  return Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 6 });
}

export interface Standout {
  /** Of the score's names. */
  readonly name: string;
  /** Of the score, 0 to 1. */
  readonly share: number;
  /** What the row has and what the model makes of it; null for what is no column. */
  readonly values: { readonly given: string; readonly rebuilt: string } | null;
}
/** From this share of the score on, a category that comes back as it was must have come back with doubt. */
const DOUBT = 0.02;

function valuesOf(column: RowColumn, value: number, reconstruction: number, share: number): Standout['values'] {
  const [given, rebuilt] = [valueText(column, value), valueText(column, reconstruction)];
  return { given, rebuilt: column.names && given === rebuilt && share >= DOUBT ? `${rebuilt}, unsure` : rebuilt };
}
/** What the score of row `at` of these is made of, the most first. */
export function standouts(names: readonly string[], { shares, table }: AnomalyRows, at: number, most = Infinity): readonly Standout[] {
  const width = names.length;
  const own = shares.subarray(at * width, (at + 1) * width);
  const total = own.reduce((sum, share) => sum + share, 0) || 1;
  return Array.from(own.keys())
    .toSorted((a, b) => own[b]! - own[a]! || a - b)
    .slice(0, most)
    .map((i) => {
      const column = table ? table.columns.findIndex(({ name }) => name === names[i]) : -1;
      const place = at * (table?.columns.length ?? 0) + column;
      const share = own[i]! / total;
      return { name: names[i]!, share, values: table && column >= 0 ? valuesOf(table.columns[column]!, table.values[place]!, table.reconstructions[place]!, share) : null };
    });
}

export function labelText({ labels, labelNames, isNormal }: Pick<AnomaliesResult, 'labels' | 'labelNames' | 'isNormal'>, row: number): string | null {
  if (labels) return labelNames?.[labels[row]!] ?? String(labels[row]);
  return isNormal ? (isNormal[row] ? 'normal' : 'anomalous') : null;
}
