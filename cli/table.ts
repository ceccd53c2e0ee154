/** Columns that stand under each other: texts to the left, numbers to the right. */
export type Cell = string | number;

const shown = (cell: Cell): string => (typeof cell === 'number' ? figure(cell) : cell);

/** Whole numbers in full with separators, others to five digits. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString('en');
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-4 ? value.toExponential(3) : size >= 1000 ? value.toFixed(1) : value.toPrecision(5);
}

export function table(rows: readonly (readonly Cell[])[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? ''));
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => shown(cell).length)));
  // A heading over numbers goes to the right with them.
  const right = columns.map((cells) => cells.some((cell) => typeof cell === 'number'));
  return rows.map((row) => Array.from({ length: width }, (_, i) => shown(row[i] ?? '')[right[i] ? 'padStart' : 'padEnd'](widths[i]!)).join('  ').trimEnd()).join('\n');
}

/** 7.2 s, 3 min 20 s, 1 h 5 min */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}
