import { afterEach, expect, test } from 'vitest';
import { graph } from '../testing/build-document';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { readFragment } from './read-fragment';
import { limits } from './limits';
import { openDocument } from './open';
import { saveDocument } from './save';
import { currentVersion } from './version';

const safe = saveDocument(graph().node('dataset', { source: 'digits' }).node('encoder', {}, { layers: [['dense']] }).wire('dataset.data', 'encoder.in').done());

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted'], 'no prototype is polluted').toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

function refusal(text: string): string {
  const opened = openDocument(text, fakeCatalogue);
  if (opened.ok) throw new Error('the document was opened');
  return opened.problems.map(({ place, message }) => `${place}: ${message}`).join('\n');
}

const payload = '{ "polluted": true }';
test.each([
  ['at the top', safe.replace('{', `{ "__proto__": ${payload},`), '__proto__'],
  ['as a node', safe.replace('"nodes": {', `"nodes": { "__proto__": ${payload},`), 'nodes.__proto__'],
  ['as a parameter', safe.replace('"params": {', `"params": { "__proto__": ${payload},`), 'params.__proto__'],
  ['escaped', safe.replace('"params": {', `"params": { "\\u005f_proto__": ${payload},`), 'params.__proto__'],
  ['as a constructor', safe.replace('"nodes": {', `"nodes": { "constructor": { "prototype": ${payload} },`), 'nodes.constructor'],
  ['as a prototype', safe.replace('"training": {', `"training": { "prototype": ${payload},`), 'training.prototype'],
  ['in a file of another version', safe.replace(`"version": ${currentVersion}`, `"version": 1, "__proto__": ${payload}`), '__proto__'],
])('a key that reaches a prototype is refused: %s', (_, text, place) => {
  expect(refusal(text)).toContain(`${place}: the key “`);
});

test('ids, kinds and ports that name what every object has are refused', () => {
  for (const name of ['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'isPrototypeOf']) {
    expect(refusal(safe.replaceAll('"encoder"', `"${name}"`))).toContain('reserved word');
  }
});

test('deep nesting is refused, and does not overflow the stack', () => {
  const depth = 200_000;
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(refusal(safe.replace('"params": {', `"params": { "x": ${deep},`))).toContain('nested more than 32 levels deep');
  expect(refusal(`{"format":"hourglass","version":2,"nodes":${deep}}`)).toContain('nested more than 32 levels deep');
});

test('more nodes, wires and layers than allowed are refused', () => {
  const file = JSON.parse(safe) as { nodes: Record<string, { layers: object }>; wires: object };
  const many = (count: number, make: (id: string) => object): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, make(`x${i}`)]));
  const node = (id: string): object => ({ ...file.nodes['dataset'], id });
  const wire = (id: string): object => ({ id, from: { node: 'dataset', port: 'data' }, to: { node: 'encoder', port: 'in' }, bends: [] });
  const layer = (id: string): object => ({ id, kind: 'dense', order: 1, params: {} });
  expect(refusal(JSON.stringify({ ...file, nodes: many(limits.nodes + 1, node), wires: {} }))).toContain('nodes: expected at most 5000 nodes');
  expect(refusal(JSON.stringify({ ...file, wires: many(limits.wires + 1, wire) }))).toContain('wires: expected at most 20000 wires');
  const encoder = { ...file.nodes['encoder'], layers: many(limits.layers + 1, layer) };
  expect(refusal(JSON.stringify({ ...file, nodes: { ...file.nodes, encoder } }))).toContain('nodes.encoder.layers: expected at most 500 layers');
});

test('labels stay labels', () => {
  const label = '</script><script>globalThis.polluted = true</script>${process.exit(1)}`';
  const opened = openDocument(JSON.stringify({ ...(JSON.parse(safe) as object), name: label }), fakeCatalogue);
  expect(opened).toMatchObject({ ok: true, document: { name: label } });
});

test('a hostile fragment on the clipboard is refused, and other text is left alone', () => {
  const fragment = (nodes: string): string => `{"format":"hourglass-fragment","version":${currentVersion},"nodes":${nodes},"wires":{},"frames":{},"notes":{}}`;
  expect(readFragment('just some text')).toBeNull();
  expect(readFragment(fragment('{}'))).toMatchObject({ ok: true });
  expect(readFragment(fragment(`{"__proto__": ${payload}}`))).toMatchObject({ ok: false, problems: [{ place: 'nodes.__proto__' }] });
  expect(readFragment(fragment('{').slice(0, 60))).toMatchObject({ ok: false });
});

test('no cut or changed byte makes opening throw', () => {
  for (let end = 0; end < safe.trimEnd().length; end += 7) {
    expect(openDocument(safe.slice(0, end), fakeCatalogue).ok).toBe(false);
    const swapped = `${safe.slice(0, end)}${String.fromCharCode((safe.charCodeAt(end) * 7 + end) % 128)}${safe.slice(end + 1)}`;
    expect(() => openDocument(swapped, fakeCatalogue)).not.toThrow();
  }
});
