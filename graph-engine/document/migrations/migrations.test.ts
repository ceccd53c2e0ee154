import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fakeCatalogue } from '../../testing/fake-catalogue';
import { readFragment } from '../read-fragment';
import { openDocument } from '../open';
import { saveDocument } from '../save';
import { currentVersion } from '../version';
import { fileSource } from './3-file-source';
import { checkMigrations, migrate, migrations } from './index';

const sample = (version: number): URL => new URL(`samples/v${version}.hourglass.json`, import.meta.url);
const versions = Array.from({ length: currentVersion }, (_, index) => index + 1);
const read = (version: number): Record<string, unknown> => JSON.parse(readFileSync(sample(version), 'utf8')) as Record<string, unknown>;

test.each(versions)('there is a sample file of version %i, and it opens', (version) => {
  expect(existsSync(sample(version)), `${sample(version).pathname} is missing`).toBe(true);
  expect(read(version)['version']).toBe(version);
  const opened = openDocument(readFileSync(sample(version), 'utf8'), fakeCatalogue);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems, null, 2));
  expect(opened.document.version).toBe(currentVersion);
  expect(saveDocument(opened.document)).toMatchSnapshot();
});

test('every migration is run by the samples, and changes what it is given', () => {
  const ran = new Set(versions.flatMap((version) => migrate(read(version), version).ran));
  expect([...ran].toSorted()).toEqual(migrations.map(({ name }) => name).toSorted());
  for (const migration of migrations) expect(migration.up(read(migration.from))).not.toEqual(read(migration.from));
});

test('every file in this folder is in the list', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /^\d+-.*\.ts$/.test(name));
  expect(files.toSorted()).toEqual(migrations.map(({ from, name }) => `${from}-${name}.ts`).toSorted());
});

test('the sample of the current version is what we write', () => {
  const text = readFileSync(sample(currentVersion), 'utf8');
  const opened = openDocument(text, fakeCatalogue);
  expect(opened.ok && saveDocument(opened.document)).toBe(text);
});

test('a list with a gap, or one that ends elsewhere, cannot be built', () => {
  const step = (from: number) => ({ name: `step ${from}`, from, up: (file: object) => ({ ...file }) });
  expect(checkMigrations([step(1), step(2)], 3)).toHaveLength(2);
  expect(() => checkMigrations([step(1), step(3)], 4)).toThrow(/internal: migration “step 3” is from version 3; expected 2/);
  expect(() => checkMigrations([step(1)], 3)).toThrow(/internal: the migrations lead to version 2/);
});

test('version 1: the learning rate becomes that of the player', () => {
  const opened = openDocument(readFileSync(sample(1), 'utf8'), fakeCatalogue);
  expect(opened).toMatchObject({
    ok: true,
    document: { training: { epochs: 5, players: { autoencoder: { optimizer: { kind: 'adam', learningRate: 0.002 } } } }, frames: {}, nodes: { encoder: { frozen: true, collapsed: false } } },
  });
});

test.each([{ training: null }, { training: [] }, { nodes: 'x' }, { nodes: { encoder: 3 } }, { training: {} }])('a damaged file of version 1 is refused: %j', (damage) => {
  expect(openDocument(JSON.stringify({ ...read(1), ...damage }), fakeCatalogue)).toMatchObject({ ok: false });
});

test('version 2: what was saved before there were least steps and patience trains as long as it did', () => {
  const opened = openDocument(readFileSync(sample(2), 'utf8'), fakeCatalogue);
  expect(opened).toMatchObject({ ok: true, document: { training: { epochs: 5, minSteps: 0, patience: 0 } } });
});

test('version 3: a file of the user\'s own is the source “file”, in a document and in a part of one, and other sources stay', () => {
  const opened = openDocument(readFileSync(sample(3), 'utf8'), fakeCatalogue);
  expect(opened).toMatchObject({ ok: true, document: { nodes: { dataset: { params: { source: 'file' } } } } });
  const { nodes } = read(3);
  const fragment = { format: 'hourglass-fragment', version: 3, nodes, wires: {}, frames: {}, notes: {} };
  expect(readFragment(JSON.stringify(fragment))).toMatchObject({ ok: true, fragment: { nodes: { dataset: { params: { source: 'file' } } } } });
  const others = { digits: { kind: 'dataset', params: { source: 'digits' } }, other: { kind: 'encoder', params: { source: 'idx' } }, damaged: 3 };
  expect(fileSource.up({ nodes: others })).toEqual({ nodes: others });
});

test('a copied part of an older document can still be pasted', () => {
  const { nodes } = read(2);
  const fragment = { format: 'hourglass-fragment', version: 2, nodes, wires: {}, frames: {}, notes: {} };
  expect(readFragment(JSON.stringify(fragment))).toMatchObject({ ok: true, fragment: { version: currentVersion, nodes } });
});

test('version 4: the critic of a Discriminator becomes a player of its own, with the updates that it had', () => {
  const file = read(4);
  const nodes = file['nodes'] as Record<string, Record<string, unknown>>;
  const judge = { ...nodes['encoder'], id: 'judge', kind: 'discriminator', layers: {}, sharesWith: null };
  const training = { ...(file['training'] as object), criticSteps: 3, clipNorm: 2 };
  const opened = openDocument(JSON.stringify({ ...file, nodes: { ...nodes, judge }, training }), fakeCatalogue);
  expect(opened).toMatchObject({
    ok: true,
    document: {
      nodes: { judge: { player: 'critic' }, encoder: { player: 'autoencoder' } },
      training: { players: { critic: { order: 0, updates: 3, clipNorm: 2, name: 'Critic' }, autoencoder: { order: 1, updates: 1, clipNorm: 2 } } },
    },
  });
});
