/** Prints a result as a table; `--json` prints it as one JSON line instead, `--save` writes it to bench/results/. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from './machine';

export type Row = Readonly<Record<string, string | number>>;
export interface Limit {
  readonly limit: string;
  readonly found: string;
  readonly holds: boolean;
}
export interface Result {
  readonly name: string;
  readonly question: string;
  readonly rows: readonly Row[];
  /** A column: with --save, rows and limits of the kept result stay when this one says nothing new of them. */
  readonly key?: string;
  /** What was promised, and whether it holds; of the rows, when they come from several runs. */
  readonly limits?: readonly Limit[] | ((rows: readonly Row[]) => readonly Limit[]);
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

/** In the order of `kept`; what has a value of `key` comes from `now` where `now` has it. */
function merged<T>(kept: readonly T[], now: readonly T[], key: (item: T) => unknown): T[] {
  const of = (list: readonly T[], value: unknown): T[] => list.filter((item) => key(item) === value);
  return [...new Set([...kept, ...now].map(key))].flatMap((value) => (of(now, value).length > 0 ? of(now, value) : of(kept, value)));
}

const fileOf = (name: string): string => `${fileURLToPath(new URL('../results/', import.meta.url))}${name}.json`;
/** The rows of a result that was saved; none where there is none. */
export const savedRows = (name: string): readonly Row[] => (existsSync(fileOf(name)) ? (JSON.parse(readFileSync(fileOf(name), 'utf8')) as { rows: Row[] }).rows : []);
/** The runs of a result that need not be made again: those that were saved, where the `missing` ones alone are wanted. */
export const savedRuns = (name: string, missing: boolean | undefined): ReadonlySet<Row[string] | undefined> => new Set(missing ? savedRows(name).map(({ run }) => run) : []);

/** Writes the result to bench/results/; with a key, beside what was kept there. */
export function save({ key, limits: promised = [], ...result }: Result): void {
  const file = fileOf(result.name);
  mkdirSync(dirname(file), { recursive: true });
  const kept = key && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { rows: Row[]; limits?: Limit[] }) : { rows: [] };
  const rows = key ? merged(kept.rows, result.rows, (row) => row[key]) : result.rows;
  const limits = typeof promised === 'function' ? promised(rows) : merged(kept.limits ?? [], promised, ({ limit }) => limit);
  const text = JSON.stringify({ ...result, limits, at: new Date().toISOString(), machine: machine(), rows }, null, 2);
  writeFileSync(file, `${text}\n`);
}

/** Sets the exit status to 1 when a limit does not hold. */
export function report(given: Result): void {
  const { key: _key, limits: promised = [], ...result } = given;
  const limits = typeof promised === 'function' ? promised(result.rows) : promised;
  const full = { ...result, limits, at: new Date().toISOString(), machine: machine() };
  if (process.argv.includes('--save')) save(given);
  if (process.argv.includes('--json')) console.log(JSON.stringify(full));
  else {
    const { processor, cores, memoryGiB, system, node, load } = full.machine;
    console.log(`${result.question}\n${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, load ${load.toFixed(1)}\n\n${table(result.rows)}`);
    for (const { limit, found, holds } of limits) console.log(`\n${holds ? 'holds' : 'BROKEN'}: ${limit} (${found})`);
  }
  if (limits.some(({ holds }) => !holds)) process.exitCode = 1;
}
