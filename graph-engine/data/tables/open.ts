/** A file that holds a table: what its columns are, guessed or as they are given, and its rows. */
import { isFeature } from '../columns/layout';
import type { ColumnSettings } from '../columns/settings';
import type { ByteSource } from '../formats/definition';
import { openTable } from '../formats/table-formats';
import type { OpenOptions, Opened } from '../opened';
import { recognise } from '../sources/recognise';
import { guessColumns } from './guess';
import { loadTable } from './load';
import { scanTable, type Scan } from './scan';

/** Of all numbers: relative to what they vary by, 32 bits tell no less apart. */
const RESOLUTION = 2 ** -18;
/** Numbers up to which 64 bits are kept where they matter. */
const SMALL = 2 ** 26;

/** Whether some column has numbers that lie so close together, far from zero, that 32 bits would make them alike. */
function isPrecise({ seen, rows }: Scan, columns: readonly ColumnSettings[]): boolean {
  const features = columns.filter(isFeature);
  if (rows * features.length > SMALL) return false;
  const names = new Set(features.map(({ name }) => name));
  return seen.some(({ name, numbers, integers, minimum, maximum }) => {
    if (!names.has(name) || numbers === 0) return false;
    const largest = Math.max(Math.abs(minimum), Math.abs(maximum));
    return maximum - minimum < RESOLUTION * largest || (integers === numbers && largest > 2 ** 24);
  });
}

/** @throws DataError */
export async function openTableFile(source: ByteSource, options: OpenOptions): Promise<Omit<Opened, 'kind'>> {
  const { signal, onProgress, table: how = {} } = options;
  const total = Math.max(1, source.size);
  const reader = await openTable(source, how);
  const scan = await scanTable(reader, signal, (read) => onProgress?.(Math.min(0.5, read / total / 2)));
  const recognised = options.columns?.length ? null : recognise(scan.hasHeader ? scan.names : null, scan.sample);
  const guessed = options.columns?.length ? options.columns : (recognised?.columns ?? guessColumns(scan));
  const columns = (await options.adjust?.(guessed, scan, recognised?.definition ?? null)) ?? guessed;
  const table = await loadTable(reader, { name: source.name, columns, rows: scan.rows, precise: isPrecise(scan, columns), files: options.rows, signal, onProgress: (read) => onProgress?.(0.5 + Math.min(0.5, read / total / 2)) });
  return { table, columns, scan, preset: recognised?.definition ?? null };
}
