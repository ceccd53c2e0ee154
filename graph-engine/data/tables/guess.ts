/** What the columns of a table are, guessed from what was seen of them. The user may say otherwise. */
import { columnKindIds, columnKinds, type ColumnKind } from '../columns/registry';
import type { Seen } from '../columns/definition';
import type { ColumnSettings } from '../columns/settings';
import type { Scan } from './scan';

const byName = new Intl.Collator('en', { numeric: true });
export const sortedNames = (values: Iterable<string>): string[] => [...values].filter((name) => name !== '').sort(byName.compare);

function kindOf(seen: Seen): { readonly kind: ColumnKind; readonly fit: number } {
  return columnKindIds.map((kind) => ({ kind, fit: columnKinds[kind].fits(seen) })).reduce((best, next) => (next.fit > best.fit ? next : best));
}
/** Of amounts of which few are large: the mean of the middle lies far from the middle of the ends. */
function isSkewed({ minimum, maximum, values }: Seen): boolean {
  if (minimum < 0 || maximum <= 100) return false;
  // Of so many different values no list is kept: what spans four decades is compressed.
  if (!values) return maximum >= 1e4;
  const sorted = [...values].map(([text, count]) => ({ value: Number(text), count })).sort((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, { count }) => sum + count, 0);
  let passed = 0;
  const median = sorted.find(({ count }) => (passed += count) >= all / 2)?.value ?? 0;
  return maximum > 50 * Math.max(1, median);
}

export function settingsOf(seen: Seen, kind: ColumnKind): ColumnSettings {
  const { kept } = columnKinds[kind];
  const names = kept === 'codes' ? { names: sortedNames(seen.values?.keys() ?? []) } : {};
  return { name: seen.name, kind, ...names, ...(kind === 'number' && isSkewed(seen) ? { preparation: 'log' } : {}) };
}

/** At most one label: the one that fits best, the last of several; of a file without a header the last column, where it names few things and the others measure. */
export function guessColumns({ seen, hasHeader, rows }: Pick<Scan, 'seen' | 'hasHeader' | 'rows'>): readonly ColumnSettings[] {
  const found = seen.map((column) => ({ column, ...kindOf(column) }));
  const labels = found.filter(({ kind }) => kind === 'label').sort((a, b) => b.fit - a.fit || b.column.place - a.column.place);
  const label = labels[0] ?? lastAsLabel(found, hasHeader, rows);
  return found.map((one) => {
    const second = one.kind === 'label' && one !== label;
    const kind = one === label ? 'label' : second ? (one.column.numbers > 0 ? 'number' : 'category') : one.kind;
    return settingsOf(one.column, kind);
  });
}
type Found = { readonly column: Seen; readonly kind: ColumnKind; readonly fit: number };
function lastAsLabel(found: readonly Found[], hasHeader: boolean, rows: number): Found | undefined {
  if (hasHeader || found.length < 3) return undefined;
  const last = found.findLast(({ kind }) => kind !== 'ignored');
  const others = found.filter((one) => one !== last);
  const few = last?.column.values && last.column.values.size >= 2 && last.column.values.size <= Math.min(32, rows / 4);
  return last?.kind === 'category' && few && others.filter(({ kind }) => kind === 'number').length > others.length / 2 ? last : undefined;
}
