/** What is shown of a row of a table, in the user's units. */
import type { DataTable, MemoryTable, SideColumn } from '@/graph-engine/data/table';

/** Digits that tell numbers apart, and no more. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential(3).replace('-', '−').replace('e-', 'e−').replace('e+', 'e');
  return value.toLocaleString('en', { maximumSignificantDigits: Number.isInteger(value) ? 12 : 6 }).replace('-', '−');
}

/** Empty where nothing was measured. */
export function featureText({ columns, values, scale, shape }: MemoryTable, row: number, column: number): string {
  const value = values[row * shape[0]! + column]!;
  const { kind, names = [] } = columns![column]!;
  if (kind === 'category') return names[value] ?? 'other';
  return numberText(value * scale);
}
/** A day where there is no time of day. */
export function sideText({ kind, values, names }: SideColumn, row: number): string {
  const value = values[row];
  if (kind === 'group') return names?.[Number(value)] ?? '';
  if (kind === 'text' || typeof value === 'string') return String(value ?? '');
  return value === undefined || Number.isNaN(value) ? '' : new Date(value).toISOString().replace('T', ' ').replace(/( 00:00)?:00\.000Z$|Z$/, '');
}
export const labelText = ({ labels, labelNames }: DataTable, row: number): string => (labels ? (labelNames?.[labels[row]!] ?? String(labels[row])) : '');
