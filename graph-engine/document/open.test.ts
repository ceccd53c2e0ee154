import { describe, expect, test } from 'vitest';
import { graph } from '../testing/build-document';
import { fakeCatalogue } from '../testing/fake-catalogue';
import { createDocument } from './create';
import { openDocument } from './open';
import { catalogue as realCatalogue } from '../catalogue';
import { saveDocument } from './save';
import { currentVersion } from './version';
import { createDocumentStore } from './store';

type Json = Record<string, unknown>;

const document = graph({ name: 'Über “α” <script>' })
  .node('dataset')
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 8, activation: 'relu' }]] })
  .wire('dataset.data', 'encoder.in', 'wire-a')
  .frame({ id: 'frame-1' })
  .note({ id: 'note-1', text: 'A\nnote' })
  .done();
const text = saveDocument(document);

/** The file with some parts replaced; a path is `nodes.encoder.position.x`. */
function changed(changes: Json): string {
  const file = JSON.parse(text) as Json;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce((object, key) => object[key] as Json, file);
    if (value === undefined) delete parent[last];
    else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  }
  return JSON.stringify(file);
}
function problems(source: string): string {
  const opened = openDocument(source, fakeCatalogue);
  expect(opened.ok).toBe(false);
  return opened.ok ? '' : opened.problems.map(({ place, message }) => `${place}: ${message}`).join('\n');
}
function warnings(source: string): readonly string[] {
  const opened = openDocument(source, fakeCatalogue);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.warnings.map(({ code, severity }) => `${severity} ${code}`);
}

test('saving what was opened gives the same text, and opening what was saved the same document', () => {
  const opened = openDocument(text, fakeCatalogue);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  expect(opened).toMatchObject({ warnings: [] });
  expect(opened.document).toEqual(document);
  expect(saveDocument(opened.document)).toBe(text);
  expect(text.endsWith('}\n')).toBe(true);
  expect(Object.isFrozen(opened.document.nodes)).toBe(true);
});

test('the order in which things were made does not show in the file', () => {
  const reversed = { ...document, nodes: Object.fromEntries(Object.entries(document.nodes).toReversed()) };
  expect(saveDocument(reversed)).toBe(text);
});

test('an empty document can be saved and opened', () => {
  const empty = createDocument();
  expect(openDocument(saveDocument(empty), fakeCatalogue)).toEqual({ ok: true, document: empty, warnings: [] });
});

test('a file with a byte order mark opens', () => expect(openDocument(`\uFEFF${text}`, fakeCatalogue)).toMatchObject({ ok: true }));

test.each<[string, string, RegExp]>([
  ['empty', '', /line 1, column 1: the file is empty/],
  ['cut off', text.slice(0, 300), /line \d+, column \d+: the file ends too early/],
  ['with a stray comma', '{\n  "format": "hourglass",\n  ,}', /^line 3, column 3: this is not JSON/],
  ['binary', '\u0000\u0001\u0002', /no text file/],
  ['a list', '[1, 2, 3]', /no Hourglass document; found a list of 3/],
  ['a number', '42', /found 42/],
  ['null', 'null', /found null/],
  ['a package', '{"name": "x", "version": "1.0.0"}', /found an object with “name”, “version”/],
  ['a tfjs model', '{"modelTopology": {}}', /found a TensorFlow.js model/],
  ['another format', '{"format": "graph-model"}', /found a file of the format the text “graph-model”/],
  ['a graph of others', '{"nodes": [], "edges": []}', /found a graph of another program/],
  ['a copied part', '{"format": "hourglass-fragment"}', /paste it onto the canvas/],
  ['too new', changed({ version: 99 }), new RegExp(`^version: the file has version 99, and this Hourglass reads up to ${currentVersion}; open it in a newer one`)],
  ['of no version', changed({ version: undefined }), new RegExp(`^version: expected a whole number from 1 to ${currentVersion}, and found nothing`)],
  ['of half a version', changed({ version: 1.5 }), /^version: .*found 1.5/],
  ['too large', ' '.repeat(32 * 1024 * 1024 + 1), /^file: the file has 32.0 MB/],
])('a file that is %s is refused', (_, source, message) => expect(problems(source)).toMatch(message));

test.each<[string, Json, RegExp]>([
  ['training is missing', { training: undefined }, /^training: expected an object, and found nothing/],
  ['an epoch count is a text', { 'training.epochs': '10' }, /^training.epochs: expected a whole number from 1 to 100000, and found the text “10”/],
  ['a learning rate is missing', { 'training.players.autoencoder.optimizer.learningRate': undefined }, /^training.players.autoencoder.optimizer.learningRate: expected a number from 0/],
  ['an optimizer is unknown', { 'training.players.autoencoder.optimizer.kind': 'magic' }, /^training.players.autoencoder.optimizer.kind: expected one of sgd, adam/],
  ['nobody learns', { 'training.players': {} }, /^training.players: expected at least one player/],
  ['a player has another id', { 'training.players.autoencoder.id': 'other' }, /^training.players.autoencoder.id: the id is “other”, and its key is “autoencoder”/],
  ['a node is nobody’s', { 'nodes.encoder.player': 'critic' }, /^nodes.encoder.player: the node “encoder” belongs to the player “critic”, which is not among autoencoder/],
  ['a position is far off', { 'nodes.encoder.position.x': 1e9 }, /^nodes.encoder.position.x: expected at most 10000000, and found 1000000000/],
  ['a position is a text', { 'nodes.encoder.position.x': 'left' }, /^nodes.encoder.position.x: expected a finite number, and found the text “left”/],
  ['a name is long', { 'nodes.encoder.name': 'x'.repeat(201) }, /^nodes.encoder.name: expected at most 200 characters/],
  ['a name is empty', { 'nodes.encoder.name': '' }, /^nodes.encoder.name: expected at least 1 characters/],
  ['a key is unknown', { 'nodes.encoder.onclick': 'alert(1)' }, /^nodes.encoder: this version does not know “onclick” here/],
  ['an id has spaces', { 'nodes.my node': {} }, /“my node” is no valid id: expected a letter/],
  ['an id is on every object', { 'nodes.toString': {} }, /“toString” is no valid id/],
  ['a parameter is an object', { 'nodes.encoder.params.units': { valueOf: 1 } }, /^nodes.encoder.params.units: expected a finite number, a text/],
  ['a node is null', { 'nodes.encoder': null }, /^nodes.encoder: expected an object, and found null/],
  ['nodes are a list', { nodes: [] }, /^nodes: expected an object, and found a list of 0/],
  ['a key is not the id', { 'nodes.encoder.id': 'other' }, /^nodes.encoder.id: the id is “other”, and its key is “encoder”/],
  ['two things share an id', { 'frames.frame-1.id': 'note-1' }, /the id “note-1” is used twice/],
  ['a wire leads nowhere', { 'wires.wire-a.to.node': 'gone' }, /^wires.wire-a.to.node: the wire “wire-a” ends at the node “gone”, which is not there/],
  ['a wire comes from nowhere', { 'wires.wire-a.from.node': 'gone' }, /the wire “wire-a” starts at the node “gone”/],
  ['a colour is code', { 'frames.frame-1.color': 'url(javascript:x)' }, /^frames.frame-1.color: expected a colour/],
])('refused with its place: %s', (_, changes, message) => expect(problems(changed(changes))).toMatch(message));

test.each([['/home/someone/data/x.idx', 'x.idx'], ['C:\\Users\\someone\\x.idx', 'x.idx'], ['x.idx', 'x.idx']])('of the path of a file the name alone is kept: %s', (path, name) => {
  const opened = openDocument(saveDocument(graph().node('dataset', { source: 'file', fileName: path }).done()), realCatalogue);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  expect(opened.document.nodes['dataset']!.params['fileName']).toBe(name);
  const store = createDocumentStore({ document: opened.document, catalogue: realCatalogue });
  store.dispatch('setParam', { nodes: ['dataset'], field: 'fileName', value: `${path}/../y.idx` });
  expect(store.document.nodes['dataset']!.params['fileName']).toBe('y.idx');
});

test('a number too large for JSON is refused', () => {
  expect(problems(changed({ 'nodes.encoder.position.x': 123456.5 }).replace('123456.5', '1e999'))).toMatch(/^nodes.encoder.position.x: expected .*found Infinity/);
});

test('of many problems the first twenty are shown, and the number of the rest', () => {
  const nodes = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`n${i}`, null]));
  expect(problems(changed({ nodes, wires: {} })).split('\n')).toHaveLength(21);
  expect(problems(changed({ nodes, wires: {} }))).toMatch(/file: 30 more problems/);
});

describe('what this version does not know is kept and told', () => {
  test.each<[string, Json, string[]]>([
    ['node kind', { 'nodes.encoder.kind': 'transformer' }, ['warning node.unknown']],
    ['layer kind', { 'nodes.encoder.layers.encoder-1.kind': 'attention' }, ['warning layer.unknown']],
    ['parameter', { 'nodes.encoder.layers.encoder-2.params.dropout': 0.5 }, ['warning param.invalid']],
    ['value', { 'nodes.encoder.layers.encoder-2.params.units': -3 }, ['warning param.invalid']],
    ['port', { 'wires.wire-a.to.port': 'side' }, ['warning wire.port']],
    ['reference', { 'nodes.encoder.sharesWith': 'gone' }, ['warning reference.missing']],
    ['second wire', { 'wires.wire-b': { id: 'wire-b', from: { node: 'dataset', port: 'data' }, to: { node: 'encoder', port: 'in' }, bends: [] } }, ['warning wire.extra']],
  ])('%s', (_, changes, expected) => {
    const source = changed(changes);
    expect(warnings(source)).toEqual(expected);
    const opened = openDocument(source, fakeCatalogue);
    if (opened.ok) expect(JSON.parse(saveDocument(opened.document))).toEqual(JSON.parse(source));
  });
});
