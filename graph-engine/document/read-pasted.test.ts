import { expect, test } from 'vitest';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { createDocument } from './create';
import { copyFragment, printFragment } from './fragment';
import { readPasted } from './read-pasted';
import { currentVersion } from './version';
import { saveDocument } from './save';

const document = createDocument({ name: 'Mine' });
const saved = saveDocument(document);
const read = (text: string) => readPasted(text, fakeCatalogue);

test('a copied part and a whole document are told apart', () => {
  expect(read(printFragment(copyFragment(document, [])))).toMatchObject({ kind: 'fragment' });
  expect(read(saved)).toMatchObject({ kind: 'document', document: { name: 'Mine' } });
  expect(read(`\n\uFEFF  ${saved}`.trim())).toMatchObject({ kind: 'document' });
  expect(read(JSON.stringify(JSON.parse(saved)))).toMatchObject({ kind: 'document' });
});

test('what is ours and damaged, too new or hostile is refused by place', () => {
  expect(read(saved.slice(0, -20))).toMatchObject({ kind: 'refused', problems: [{ place: expect.stringContaining('line') as string }] });
  expect(read(saved.replace(/"version": \d+/, '"version": 99'))).toMatchObject({ kind: 'refused', problems: [{ place: 'version' }] });
  expect(read(saved.replace('"nodes": {', '"__proto__": {}, "nodes": {'))).toMatchObject({ kind: 'refused' });
  const newer = printFragment(copyFragment(document, [])).replace(/"version": \d+/, '"version": 99');
  expect(read(newer)).toMatchObject({ kind: 'refused', problems: [{ place: 'version', message: `expected a version up to ${currentVersion}, which this Hourglass reads, and found 99.` }] });
  expect(read('{"format": "hourglass-fragment", "version": 99}')).toMatchObject({ kind: 'refused' });
  expect(read(`{"x": "${'y'.repeat(33 * 1024 * 1024)}"}`)).toMatchObject({ kind: 'refused', problems: [{ place: 'clipboard' }] });
});

test('everything else is named', () => {
  expect(read('{"last_node_id": 1, "nodes": [], "links": []}')).toEqual({ kind: 'foreign', name: 'a ComfyUI workflow' });
  expect(read('{"nodes": [')).toEqual({ kind: 'foreign', name: 'plain text, “{"nodes": [”' });
  expect(read('Dear all')).toEqual({ kind: 'foreign', name: 'plain text, “Dear all”' });
  expect(read('42')).toEqual({ kind: 'foreign', name: 'plain text, “42”' });
  expect(read('  \n')).toEqual({ kind: 'nothing' });
});
