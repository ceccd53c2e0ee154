import { expect, it } from 'vitest';
import { guessColumns } from '@/graph-engine/data/tables/guess';
import { scanTable } from '@/graph-engine/data/tables/scan';
import { openTable } from '@/graph-engine/data/formats/table-formats';
import { bytesSource } from '@/graph-engine/data/formats/source-of-bytes';
import type { Scanned } from '../read-protocol';
import { draftProblem, labelNames, labelPlace, partedGroup, splitColumns, startDraft, said, withKind, withLabel, withMissing, withPreparation, withPreparations, withSplit, type DraftSplit } from './table-draft';

const rows = Array.from({ length: 60 }, (_, i) => `${i % 7}.5,${i % 5 === 0 ? '' : i * 1.25},${i % 3 === 0 ? 'sick' : 'well'},${['north', 'south'][i % 2]}`);
async function scanned(): Promise<Scanned> {
  const scan = await scanTable(await openTable(bytesSource({ name: 'a.csv', bytes: new TextEncoder().encode(`dose,age,outcome,region\n${rows.join('\n')}\n`) })));
  return { scan, columns: guessColumns(scan), preset: null };
}
const split: DraftSplit = { split: 'shuffled', splitBy: '', validation: 0.1, test: 0 };

it('takes what was guessed as it is', async () => {
  const given = await scanned();
  const draft = startDraft(given, split, '');
  expect(draft.columns.map(({ kind }) => kind)).toEqual(['number', 'number', 'label', 'category']);
  expect(draftProblem(draft)).toBeNull();
  expect(said(draft)).toEqual({ kind: 'use', columns: given.columns, params: { normal: '', split: 'shuffled', splitBy: '', test: 0 }, validation: 0.1 });
  expect(labelNames(draft, given.scan)).toEqual([{ name: 'sick', count: 20 }, { name: 'well', count: 40 }]);
});
it('has one label: the one before is left out, and what was normal with it', async () => {
  const given = await scanned();
  const draft = withLabel({ ...startDraft(given, split, 'well') }, given.scan, 3);
  expect(startDraft(given, split, 'well').normal).toEqual(['well']);
  expect(draft.columns.map(({ kind }) => kind)).toEqual(['number', 'number', 'ignored', 'label']);
  expect(draft.columns[3]!.names).toEqual(['north', 'south']);
  expect(draft.normal).toBeNull();
  expect(labelPlace(withLabel(draft, given.scan, -1).columns)).toBe(-1);
});
it('keeps what is said of a column, and nothing where it is as usual', async () => {
  const given = await scanned();
  const draft = withMissing(withPreparation(startDraft(given, split, ''), 0, 'log'), 1, 'indicator');
  expect(draft.columns[0]).toEqual({ name: 'dose', kind: 'number', preparation: 'log' });
  expect(draft.columns[1]).toEqual({ name: 'age', kind: 'number', missing: 'indicator' });
  expect(withMissing(withPreparation(draft, 0, 'standardised'), 1, 'mean').columns).toEqual(given.columns);
  expect(withPreparations(draft, 'robust').columns.map(({ preparation }) => preparation)).toEqual(['robust', 'robust', undefined, undefined]);
  expect(withKind(draft, given.scan, 0, 'category').columns[0]!.names).toContain('0.5');
});
it('says what keeps a table from being used', async () => {
  const given = await scanned();
  const draft = startDraft(given, split, '');
  expect(draftProblem([0, 1, 3].reduce((all, place) => withKind(all, given.scan, place, 'ignored'), draft))).toMatch(/no column to learn from/);
  expect(draftProblem({ ...draft, normal: [] })).toMatch(/which labels/);
  expect(draftProblem({ ...draft, split: 'time' })).toMatch(/which column/);
  expect(draftProblem({ ...draft, validation: 0.5, test: 0.5 })).toMatch(/nothing to train on/);
});
it('reads columns that are known by their names where the file has others, and forgets a split by a column that is not there', async () => {
  const given = await scanned();
  const known = { ...given, columns: [{ name: 'AGE', kind: 'number', missing: 'median' }, { name: 'outcome', kind: 'label', names: ['well', 'sick'] }] as const };
  const draft = startDraft(known, { ...split, split: 'group', splitBy: 'patient' }, '');
  expect(draft.columns.map(({ kind }) => kind)).toEqual(['ignored', 'number', 'label', 'ignored']);
  expect(draft).toMatchObject({ split: 'shuffled', splitBy: '' });
});
it('splits by a group where rows have one, and says what chance would part', async () => {
  const scan = await scanTable(await openTable(bytesSource({ name: 'b.csv', bytes: new TextEncoder().encode(`dose,patient,day\n${Array.from({ length: 40 }, (_, i) => `${i / 7},p${i % 5},2026-02-${10 + (i % 9)}`).join('\n')}\n`) })));
  const draft = startDraft({ scan, columns: guessColumns(scan), preset: null }, split, '');
  expect(draft.columns.map(({ kind }) => kind)).toEqual(['number', 'group', 'date']);
  expect(partedGroup(draft)).toBe('patient');
  const by = withSplit(draft, 'group');
  expect([by.splitBy, partedGroup(by), splitColumns(by).map(({ name }) => name)]).toEqual(['patient', null, ['patient', 'dose', 'day']]);
  expect([withSplit(by, 'time').splitBy, withSplit(by, 'column').splitBy, withSplit(by, 'shuffled').splitBy]).toEqual(['day', 'patient', '']);
});
it('leaves something in the row', async () => {
  const given = await scanned();
  const embedded = withPreparation([0, 1].reduce((all, place) => withKind(all, given.scan, place, 'ignored'), startDraft(given, split, '')), 3, 'embedding');
  expect(embedded.columns[3]).toMatchObject({ kind: 'category', preparation: 'embedding' });
  expect(draftProblem(embedded)).toMatch(/Every category is embedded/);
  expect(draftProblem(withPreparation(embedded, 3, 'one-hot'))).toBeNull();
});
