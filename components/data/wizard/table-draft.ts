/** What the user makes of a table before it is read: columns, label, what is normal, how rows are dealt out. */
import { isFeature, isInRow } from '@/graph-engine/data/columns/layout';
import { columnKindOf, type ColumnKind } from '@/graph-engine/data/columns/registry';
import type { ColumnSettings, Missing } from '@/graph-engine/data/columns/settings';
import { namesIn } from '@/graph-engine/data/splits/deal-out';
import type { SplitDefinition } from '@/graph-engine/data/splits/definition';
import { splits, type SplitKind } from '@/graph-engine/data/splits/registry';
import { settingsOf } from '@/graph-engine/data/tables/guess';
import type { Scan } from '@/graph-engine/data/tables/scan';
import type { Scanned } from '../read-protocol';
import type { Use } from './wizard-store';

export interface TableDraft {
  /** One for each column of the file, in its order. */
  readonly columns: readonly ColumnSettings[];
  /** Labels that are trained on; null for all items. */
  readonly normal: readonly string[] | null;
  readonly split: SplitKind;
  readonly splitBy: string;
  /** Shares. */
  readonly validation: number;
  readonly test: number;
}
export type DraftSplit = Pick<TableDraft, 'split' | 'splitBy' | 'validation' | 'test'>;

const plain = (name: string): string => name.trim().toLowerCase();
/** What is known of columns goes to those of the file: by their names, or by their order where that is as long. */
function aligned({ columns, scan }: Scanned): readonly ColumnSettings[] {
  if (columns.length === scan.seen.length) return columns;
  const byName = new Map(columns.map((column) => [plain(column.name), column]));
  return scan.seen.map((seen) => byName.get(plain(seen.name)) ?? settingsOf(seen, 'ignored'));
}

/** `normal`: labels that the document learns from alone, where the file has them. */
export function startDraft(scanned: Scanned, split: DraftSplit, normal: string): TableDraft {
  const columns = aligned(scanned);
  const fits = splits[split.split].by !== 'column' || columns.some(({ name }) => name === split.splitBy);
  const known = namesIn(normal);
  return { columns, normal: known.length > 0 ? known : null, ...split, ...(!fits && { split: 'shuffled', splitBy: '' }) };
}

export const labelPlace = (columns: readonly ColumnSettings[]): number => columns.findIndex(({ kind }) => columnKindOf(kind).role === 'label');

/** Another kind, as it is guessed for what was seen of the column. There is one label at most: the one before is left out, since what stood for it may tell it. */
export function withKind(draft: TableDraft, scan: Scan, place: number, kind: ColumnKind): TableDraft {
  const isLabel = columnKindOf(kind).role === 'label';
  const before = labelPlace(draft.columns);
  const columns = draft.columns.map((column, i): ColumnSettings => {
    if (i === place) return column.kind === kind ? column : { ...settingsOf(scan.seen[i]!, kind), name: column.name };
    return isLabel && i === before ? { name: column.name, kind: 'ignored' } : column;
  });
  return { ...draft, columns, normal: labelPlace(columns) === before ? draft.normal : null };
}
export const withLabel = (draft: TableDraft, scan: Scan, place: number): TableDraft => {
  const before = labelPlace(draft.columns);
  return place >= 0 ? withKind(draft, scan, place, 'label') : before >= 0 ? withKind(draft, scan, before, 'ignored') : draft;
};

const changed = (draft: TableDraft, place: number, change: (column: ColumnSettings) => ColumnSettings): TableDraft => ({ ...draft, columns: draft.columns.map((column, i) => (i === place ? change(column) : column)) });
/** The usual one of its kind is not said. */
export const withPreparation = (draft: TableDraft, place: number, preparation: string): TableDraft =>
  changed(draft, place, ({ preparation: _, ...rest }) => (preparation === columnKindOf(rest.kind).preparations[0] ? rest : { ...rest, preparation }));
export const withMissing = (draft: TableDraft, place: number, missing: Missing): TableDraft => changed(draft, place, ({ missing: _, ...rest }) => (missing === 'mean' ? rest : { ...rest, missing }));
export const withPreparations = (draft: TableDraft, preparation: string): TableDraft =>
  draft.columns.reduce((all, { kind }, place) => (columnKindOf(kind).preparations.includes(preparation) ? withPreparation(all, place, preparation) : all), draft);

/** Names of the label with how many rows have each. */
export function labelNames({ columns }: TableDraft, scan: Scan): readonly { readonly name: string; readonly count: number }[] {
  const place = labelPlace(columns);
  if (place < 0) return [];
  const counts = scan.seen[place]!.values;
  const names = new Set([...(columns[place]!.names ?? []), ...(counts?.keys() ?? [])]);
  return [...names].map((name) => ({ name, count: counts?.get(name) ?? 0 })).filter(({ count }) => count > 0);
}

/** What a split usually goes by comes first. */
export function splitColumns({ columns, split }: TableDraft): readonly ColumnSettings[] {
  const { usual }: SplitDefinition = splits[split];
  return columns.filter(({ kind }) => kind !== 'ignored').toSorted((a, b) => Number(b.kind === usual) - Number(a.kind === usual));
}
/** Another way to deal rows out, by the column that it usually goes by where there is one. */
export function withSplit(draft: TableDraft, split: SplitKind): TableDraft {
  const { by, usual }: SplitDefinition = splits[split];
  const found = by === 'column' ? draft.columns.find(({ kind }) => kind === usual) : undefined;
  return { ...draft, split, splitBy: found?.name ?? (by === splits[draft.split].by ? draft.splitBy : '') };
}
/** The first group whose rows chance deals out to several parts; null where there is none. */
export const partedGroup = ({ columns, split }: TableDraft): string | null => (splits[split].by === 'column' ? null : (columns.find(({ kind }) => kind === 'group')?.name ?? null));

/** What keeps the table from being used, in words; null where nothing does. */
export function draftProblem(draft: TableDraft): string | null {
  const { columns, normal, split, splitBy, validation, test } = draft;
  if (!columns.some(isInRow)) return columns.some(isFeature) ? 'Every category is embedded, so that the row is empty: put a number or a category into the row.' : 'There is no column to learn from: say which ones are numbers or categories.';
  if (normal?.length === 0) return 'Say which labels are trained on, or train on all.';
  if (splits[split].by === 'column' && splitBy === '') return 'Say which column the split goes by.';
  if (validation + test >= 1) return 'Validation and test leave nothing to train on.';
  return null;
}

export function said({ columns, normal, split, splitBy, validation, test }: TableDraft): Use {
  const by = splits[split].by === 'column' ? splitBy : '';
  return { kind: 'use', columns, params: { normal: normal?.join(',') ?? '', split, splitBy: by, test }, validation };
}
