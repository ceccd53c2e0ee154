/** Prints a result as a table; `--json` prints it as one JSON line instead, `--save` writes it to bench/results/. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from './machine';

export type Row = Readonly<Record<string, string | number>>;
export interface Result {
  readonly name: string;
  readonly question: string;
  readonly rows: readonly Row[];
  /** A column: with --save, rows of the kept result whose value in it does not occur here stay. */
  readonly key?: string;
  /** What was promised, and whether it holds. */
  readonly limits?: readonly { readonly limit: string; readonly found: string; readonly holds: boolean }[];
}

const shown = (value: string | number | undefined): string =>
  typeof value === 'number' ? (Number.isInteger(value) ? String(value) : value.toPrecision(3)) : (value ?? '');

function table(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => shown(row[column])))];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
  const numeric = columns.map((column) => rows.every((row) => typeof row[column] !== 'string'));
  const pad = (text: string, index: number): string => (numeric[index] ? text.padStart(widths[index]!) : text.padEnd(widths[index]!));
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** Sets the exit status to 1 when a limit does not hold. */
export function report({ key, ...rest }: Result): void {
  const result: Omit<Result, 'key'> = rest;
  const full = { ...rest, at: new Date().toISOString(), machine: machine() };
  if (process.argv.includes('--save')) {
    const folder = fileURLToPath(new URL('../results/', import.meta.url));
    mkdirSync(folder, { recursive: true });
    const file = `${folder}${result.name}.json`;
    const kept = key && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result).rows.filter((row) => !rest.rows.some((other) => other[key] === row[key])) : [];
    writeFileSync(file, `${JSON.stringify({ ...full, rows: [...kept, ...full.rows] }, null, 2)}\n`);
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify(full));
  else {
    const { processor, cores, memoryGiB, system, node, load } = full.machine;
    console.log(`${result.question}\n${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load ${load.toFixed(1)}\n\n${table(result.rows)}`);
    for (const { limit, found, holds } of result.limits ?? []) console.log(`\n${holds ? 'holds' : 'BROKEN'}: ${limit} (${found})`);
  }
  if (result.limits?.some(({ holds }) => !holds)) process.exitCode = 1;
}
