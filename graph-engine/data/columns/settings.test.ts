import { expect, it } from 'vitest';
import { columnsOf, classesOf } from './of-source';
import { parseColumns, printColumns, type ColumnSettings } from './settings';

const columns: readonly ColumnSettings[] = [{ name: 'a, "b"', kind: 'number', preparation: 'log', missing: 'median', weight: 0.5 }, { name: 'c', kind: 'category', names: ['x', ''] }, { name: 'y', kind: 'label', names: ['0', '1', '2'] }];

it('go through the text of a document', () => {
  expect(parseColumns(printColumns(columns))).toEqual(columns);
  expect([parseColumns(''), printColumns([])]).toEqual([[], '']);
});
it('are refused where they are something else', () => {
  for (const text of ['{', '{}', '[1]', '[{"name":"a"}]', '[{"name":"a","kind":"constructor"}]', '[{"name":"a","kind":"number","preparation":"one-hot"}]', '[{"name":"a","kind":"number","weight":-1}]', '[{"name":"a","kind":"number","missing":"zero"}]', '[{"name":"a","kind":"category","names":[1]}]']) expect(parseColumns(text), text).toBeNull();
});
it('are those that are named, else those of the source', () => {
  expect(columnsOf('cells', printColumns(columns))).toEqual(columns);
  expect(columnsOf('cells', '').length).toBe(31);
  expect([columnsOf('digits', ''), columnsOf('nothing', '{')]).toEqual([[], []]);
  expect([classesOf({ source: 'file', columns: printColumns(columns), classes: 7 }), classesOf({ source: 'file', columns: '', classes: 7 }), classesOf({ source: 'digits', columns: '', classes: 0 }), classesOf({ source: 'cells', columns: '', classes: 0 })]).toEqual([3, 7, 10, 2]);
});
