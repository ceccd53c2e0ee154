import { expect, it } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { autoencoder } from '@/templates/autoencoder';
import { dataNodeIds, sourceOf } from './data-source';
import { normalFor } from '@/graph-engine/data/splits/normal-for';
import { usualOf, withFiles } from './file-edits';
import { readRequest } from './read-request';
import type { WithFitted } from './with-fitted';

const given = (name: string, text: string) => ({ name, blob: new Blob([text]) });
const table = `a,b,class\n${Array.from({ length: 80 }, (_, i) => `${i % 9},${(i % 13) / 2},${i % 4 === 0 ? 'odd' : 'usual'}`).join('\n')}\n`;

async function taken(document: HourglassDocument, params = {}): Promise<WithFitted> {
  const read = await readRequest({ id: 'file', files: [given('x.csv', table)], count: 0 });
  const found = withFiles({ read, reading: { table: { header: true } }, said: { kind: 'use', columns: read.columns, params, validation: 0.25 } }, document, dataNodeIds(document)[0]!);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

it('sets what is read and how, and leads the networks to rows of two numbers', async () => {
  const before = autoencoder.create();
  const { document, fitted } = await taken(before, { normal: 'usual', split: 'stratified', test: 0.2 });
  const [id] = dataNodeIds(document);
  expect(document.nodes[id!]!.params).toMatchObject({ source: 'file', fileName: 'x.csv', normal: 'usual', split: 'stratified', test: 0.2, reading: '{"table":{"header":true}}', classes: 0 });
  expect(document.training.validationSplit).toBe(0.25);
  expect(fitted.length).toBeGreaterThan(0);
  expect(analyse(document).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(sourceOf(document, id!)!.columns.map(({ name, kind }) => [name, kind])).toEqual([['a', 'number'], ['b', 'number'], ['class', 'label']]);
});
it('leaves alone a drawing that was broken elsewhere', async () => {
  const whole = autoencoder.create();
  const wires = Object.fromEntries(Object.entries(whole.wires).filter(([, { to }]) => to.node !== 'bottleneck'));
  const { fitted, document } = await taken({ ...whole, wires });
  expect(fitted).toEqual([]);
  expect(Object.keys(document.nodes)).toEqual(Object.keys(whole.nodes));
});
it('reads a table once for all ways to prepare its columns', async () => {
  const { document } = await taken(autoencoder.create());
  const [id] = dataNodeIds(document) as [string];
  const node = document.nodes[id]!;
  const withColumns = (columns: string) => sourceOf({ ...document, nodes: { ...document.nodes, [id]: { ...node, params: { ...node.params, columns } } } }, id)!.key;
  const text = String(node.params['columns']);
  const key = sourceOf(document, id)!.key;
  expect(withColumns(text.replace('"kind":"number"', '"kind":"number","preparation":"log"'))).toBe(key);
  expect(withColumns(text.replace('"kind":"number"', '"kind":"identifier"'))).not.toBe(key);
});
it('keeps what is normal where the file knows it, else takes that of the published set', () => {
  expect(normalFor('', ['B', 'M'], usualOf('wdbc'))).toBe('');
  expect(normalFor('b', ['B', 'M'], usualOf('wdbc'))).toBe('b');
  expect(normalFor('well', ['B', 'M'], usualOf('wdbc'))).toBe('B');
  expect(normalFor('well', ['red', 'blue'], usualOf(null))).toBe('');
});
