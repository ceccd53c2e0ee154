import { expect, it } from 'vitest';
import { areDocuments } from './use-data-drop';

it('leaves one picture of a graph to those who open documents, and takes several pictures for data', () => {
  const of = (onData: boolean, ...names: readonly string[]) => areDocuments(names.map((name) => ({ name })), onData);
  expect([of(false, 'graph.png'), of(false, 'graph.SVG'), of(false, 'a.hourglass.json')]).toEqual([true, true, true]);
  expect([of(true, 'graph.png'), of(true, 'a.json')]).toEqual([false, true]);
  expect([of(false, '1.png', '2.png'), of(false, 'a.json', 'table.csv'), of(false, 'a.json', 'b.json')]).toEqual([false, false, true]);
});
