/** Figures in columns of plain text. */
import { printable } from '../diagnostics/printable';

/** Columns that stand under each other: texts to the left, numbers to the right. */
export type Cell = string | number;

/** Whole numbers in full with separators, others to so many digits. */
export function figure(value: number, digits = 5): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-4 ? value.toExponential(3) : size >= 1000 ? value.toFixed(1) : value.toPrecision(digits);
}

export function table(rows: readonly (readonly Cell[])[], digits?: number): string {
  const shown = (cell: Cell): string => (typeof cell === 'number' ? figure(cell, digits) : printable(cell));
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? ''));
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => shown(cell).length)));
  // A heading over numbers goes to the right with them.
  const right = columns.map((cells) => cells.some((cell) => typeof cell === 'number'));
  return rows.map((row) => Array.from({ length: width }, (_, i) => shown(row[i] ?? '')[right[i] ? 'padStart' : 'padEnd'](widths[i]!)).join('  ').trimEnd()).join('\n');
}
