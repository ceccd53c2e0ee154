import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedBytes } from '../../data/formats/definition';
import { bytesSource } from '../../data/formats/source-of-bytes';
import { refusal } from '../../data/formats/testing/refusal';
import { writeZip, type ZipFile } from '../../data/formats/testing/write-zip';
import { saveDocument } from '../../document/save';
import { writeSafetensors } from '../../runtime/safetensors';
import type { Weights } from '../../runtime/device';
import { smallAutoencoder } from '../../testing/small-autoencoder';
import { bagOf } from '../bag';
import { MEMBERS } from '../members';
import { modelHash } from '../run-files';
import { FORMAT } from '../shared/manifest';
import { writeShared, type ToShare } from '../shared/write-shared';
import type { Incoming } from './definition';
import { kindOf, readIncoming } from './registry';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const document = smallAutoencoder();
const drawing = encode(saveDocument(document));
const weights = new Map<string, Weights>([['encoder/a/kernel', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }]]);
const tensors = (value = 1, metadata: Record<string, string> = {}): Uint8Array => writeSafetensors(new Map([['encoder/a/kernel', { shape: [1], data: Float32Array.of(value) }]]), metadata);

const source = (path: string, bytes: Uint8Array) => ({ path, source: bytesSource({ name: path, bytes }) });
const bag = (files: Readonly<Record<string, Uint8Array>>, name = 'given') => bagOf(name, Object.entries(files).map(([path, bytes]) => source(path, bytes)));
const read = async (files: Readonly<Record<string, Uint8Array>>): Promise<Incoming> => readIncoming(await bag(files));
const readZip = async (files: readonly ZipFile[]): Promise<Incoming> => readIncoming(await bagOf('x.hourglass.zip', [source('x.hourglass.zip', writeZip(files))]));
const manifest = (change: object = {}): ZipFile => ({ name: MEMBERS.manifest, data: encode(JSON.stringify({ format: FORMAT, version: 1, name: 'X', step: null, data: null, datasets: [], pictures: [], ...change })) });
const drawn: ZipFile = { name: MEMBERS.graph, data: drawing };

describe('what comes in', () => {
  it('is tried with a header that begins as a pickle does', () => expect([...tensors(1, { note: 'x'.repeat(538) }).subarray(0, 2)]).toEqual([0x80, 2]));
  it.each([
    ['shared-file', { [MEMBERS.manifest]: manifest().data!, [MEMBERS.graph]: drawing }],
    ['run-folder', { [MEMBERS.graph]: drawing, [MEMBERS.weights]: tensors(), [MEMBERS.metrics]: encode('{}') }],
    ['project', { 'vae/README.md': encode('# X'), [`vae/${MEMBERS.graph}`]: drawing, [`vae/${MEMBERS.weights}`]: tensors() }],
    ['tensors', { 'model.safetensors': tensors() }],
    ['tensors', { 'model.bin': tensors() }],
    // A header of 640 bytes begins as a pickle does.
    ['tensors', { 'model.bin': tensors(1, { note: 'x'.repeat(538) }) }],
    ['pickle', { 'model.pt': Uint8Array.of(0x80, 2, 0x7d) }],
    ['pickle', { 'archive/data.pkl': Uint8Array.of(0x80, 2, 0x7d), 'archive/version': encode('3') }],
  ] as const)('is known for what it is: %s', async (id, files) => expect((await kindOf(await bag(files)))?.id).toBe(id));

  it('is a project from a folder in a zip, with the weights that its own training wrote', async () => {
    const found = await readIncoming(await bagOf('vae.zip', [source('vae.zip', writeZip([{ name: 'vae/README.md' }, { name: `vae/${MEMBERS.graph}`, data: drawing }, { name: `vae/${MEMBERS.weights}`, data: tensors(1) }, { name: `vae/${MEMBERS.trained}`, data: tensors(2) }]))]));
    expect(found.drawing!.document.name).toBe(document.name);
    expect(found.weights!.tensors.get('encoder/a/kernel')!.data[0]).toBe(2);
    expect(found.notes).toEqual([expect.stringContaining('trained.safetensors')]);
    // What this program has trained on since is the newest.
    const record = { steps: 3, model: modelHash(document), batch: 1, training: {}, stopping: null };
    const since = await read({ [MEMBERS.graph]: drawing, [MEMBERS.weights]: tensors(3, { step: '3', run: JSON.stringify(record) }), [MEMBERS.trained]: tensors(2) });
    expect(since.weights!.tensors.get('encoder/a/kernel')!.data[0]).toBe(3);
    expect(since.run).toMatchObject({ record, snapshot: { step: 3 } });
  });

  it('of a pickle is told how its weights are written', async () => {
    expect(await refusal(() => read({ 'model.pt': Uint8Array.of(0x80, 2, 0x7d) }))).toMatch(/model|given.*pickle of Python.*save_file\(/);
  });

  it.each([
    ['nothing', {}, /found none at all/],
    ['an empty file', { x: new Uint8Array(0) }, /found an empty file/],
    ['something else', { 'x.png': encode('\x89PNG....') }, /expected weights \(safetensors\)/],
    ['two projects', { [`a/${MEMBERS.graph}`]: drawing, [`b/${MEMBERS.graph}`]: drawing }, /expected one project, and found 2/],
    ['two files of weights', { 'a.safetensors': tensors(), 'b.safetensors': tensors() }, /expected one file of weights, and found 2/],
    ['a drawing that is no document', { [MEMBERS.graph]: encode('{"format":"hourglass","version":1') }, /graph\.hourglass\.json cannot be opened/],
    ['weights that are cut off', { [MEMBERS.graph]: drawing, [MEMBERS.weights]: tensors().slice(0, -2) }, /weights\.safetensors.*expected.*found/],
    ['a header longer than the file', { 'x.safetensors': Uint8Array.of(255, 255, 255, 7, 0, 0, 0, 0, 0x7b, 0x7d) }, /a header of at most/],
  ] as const)('is refused by a message for %s', async (_, files, message) => expect(await refusal(() => read(files))).toMatch(message));

  it('converts other types of number, and says so', async () => {
    const json = encode(JSON.stringify({ a: { dtype: 'F64', shape: [2], data_offsets: [0, 16] }, n: { dtype: 'I64', shape: [], data_offsets: [16, 24] }, h: { dtype: 'BF16', shape: [2], data_offsets: [24, 28] } }));
    const bytes = new Uint8Array(8 + json.length + 28);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
    bytes.set(json, 8);
    const body = new DataView(bytes.buffer, 8 + json.length);
    [0.5, -2].forEach((x, i) => body.setFloat64(8 * i, x, true));
    body.setBigInt64(16, 7n, true);
    [0x3f80, 0x7fc0].forEach((x, i) => body.setUint16(24 + 2 * i, x, true));
    const { weights: found, notes } = await read({ 'x.safetensors': bytes });
    expect(found!.tensors.get('a')).toEqual({ shape: [2], data: Float32Array.of(0.5, -2) });
    expect(found!.tensors.get('n')).toEqual({ shape: [], data: Float32Array.of(7) });
    expect([...found!.notFinite]).toEqual(['h']);
    expect(notes).toEqual([expect.stringMatching(/a held another type of number than F32/)]);
  });
  it('refuses names that stand twice and numbers that overlap', async () => {
    const file = (header: string, body: number): Uint8Array => {
      const json = encode(header);
      const bytes = new Uint8Array(8 + json.length + body);
      new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
      bytes.set(json, 8);
      return bytes;
    };
    const entry = (from: number, to: number): string => `{"dtype":"F32","shape":[1],"data_offsets":[${from},${to}]}`;
    expect(await refusal(() => read({ 'x.safetensors': file(`{"a":${entry(0, 4)},"a":${entry(4, 8)}}`, 8) }))).toMatch(/a gap up to byte 4/);
    expect(await refusal(() => read({ 'x.safetensors': file(`{"a":${entry(0, 4)},"b":${entry(0, 4)}}`, 4) }))).toMatch(/an overlap from byte 0/);
  });
});

describe('a shared file', () => {
  it.each([
    ['names that lead out', [manifest(), drawn, { name: '../x', data: encode('x') }], /leads out of it/],
    ['a manifest that is no JSON', [{ name: MEMBERS.manifest, data: encode('{') }, drawn], /hourglass\.json: expected JSON/],
    ['a manifest of something else', [manifest({ format: 'other' }), drawn], /what a shared file says of itself/],
    ['a newer version', [manifest({ version: 9 }), drawn], /version 9.*reads up to 1/],
    ['a picture that is not there', [manifest({ pictures: [{ path: 'pictures/a.png', title: 'A' }] }), drawn], /the file "pictures\/a\.png" that hourglass\.json names, and found none/],
    ['a manifest of any size', [{ name: MEMBERS.manifest, data: new Uint8Array(2 ** 25) }, drawn], /at most 16,777,216 bytes/],
    ['a drawing that unpacks to more than it says', [manifest(), { ...drawn, unpacked: 20 }], /x\.hourglass\.zip, graph\.hourglass\.json.*unpacked/],
    ['a bomb', [manifest(), { name: MEMBERS.weights, data: encode('x'), unpacked: 2 ** 29 }, drawn], /zip bomb/],
    ['no drawing', [manifest()], /expected weights/],
  ] as const)('is refused by a message for %s', async (_, files, message) => expect(await refusal(() => readZip(files))).toMatch(message));

  it('gives back what it was made of', async () => {
    const seed = Date.now() % 1_000_000;
    console.log(`incoming.test: seed ${seed}`);
    const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 }).map((numbers) => Float32Array.from(numbers));
    const row = fc.record({ step: fc.nat(1000), epoch: fc.nat(9), set: fc.constantFrom('train' as const, 'validation' as const), values: fc.dictionary(fc.constantFrom('loss', 'error'), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((x) => x + 0)) });
    const stopped = fc.record({ checkedAt: fc.nat(100), sinceBest: fc.nat(9), best: fc.option(fc.record({ step: fc.nat(100), loss: fc.integer() })), ended: fc.constant(null) });
    await fc.assert(
      fc.asyncProperty(values, values, fc.nat(5000), fc.array(row, { maxLength: 6 }), fc.option(stopped), fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 30 }), fc.nat(2), async (last, best, step, rows, record, bytes, name, turn) => {
        const given = new Map(weights).set('encoder/a/kernel', { shape: [2, 3], data: last });
        const stopping = record && { record, weights: new Map([['encoder/a/kernel', { shape: [2, 3], data: best }]]), beforeEnd: null };
        const toShare: ToShare = {
          document,
          run: { run: { document, totalSteps: 5000, wholeSteps: 4000, batch: 8 }, snapshot: { step, seed: 0, parameters: given, stopping, turn }, rows, data: '0123abcd', scores: null },
          weights: null,
          pictures: [{ name: 'drawing.png', title: 'The drawing', bytes }],
          datasets: [{ node: 'dataset', name, items: 3, files: [{ name, bytes }] }],
        };
        const found = await readIncoming(await bagOf('x.hourglass.zip', [source('x.hourglass.zip', await writeShared(toShare))]));
        expect(found.drawing!.document).toEqual(document);
        expect(found.run!.snapshot.parameters.get('encoder/a/kernel')!.data).toEqual(last);
        expect(found.run!.snapshot.stopping?.weights.get('encoder/a/kernel')!.data).toEqual(stopping ? best : undefined);
        expect(found.run!.snapshot.stopping?.record ?? null).toEqual(record);
        expect(found.run!.snapshot.turn ?? 0).toBe(turn);
        expect(found.run).toMatchObject({ rows, record: { steps: 5000, whole: 4000, model: modelHash(document) }, snapshot: { step } });
        expect(found.shared!.pictures.map((one) => one.name)).toEqual(['pictures/graph.svg', 'pictures/drawing.png']);
        expect(found.shared!.pictures[1]!.bytes).toEqual(bytes);
        expect(found.shared!.data.get('dataset')!.map((one) => one.bytes)).toEqual([bytes]);
        expect(found.shared!.manifest.datasets).toMatchObject([{ node: 'dataset', name, items: 3 }]);
      }),
      { seed, numRuns: 25 },
    );
  });
  const withData = (files: readonly NamedBytes[]): Promise<Uint8Array> => writeShared({ document, run: null, weights: null, pictures: [], datasets: [{ node: 'dataset', name: 'pictures', items: files.length, files }] });
  it('brings as many files of data as it was given, each by its name', async () => {
    const files = Array.from({ length: 4000 }, (_, i) => ({ name: `${'a class with a long name '.repeat(8)}/${i}.png`, bytes: Uint8Array.of(i % 256) }));
    const found = await readIncoming(await bagOf('x', [source('x', await withData(files))]));
    expect(found.shared!.data.get('dataset')).toEqual(files);
  });
  it('is not written with more than can be read again', async () => {
    const bytes = new Uint8Array();
    expect(await refusal(() => withData(Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}.png`, bytes }))))).toMatch(/^pictures: expected at most 65,000 files to share, and found 70,000\. Share/);
    expect(await refusal(() => withData([{ name: 'large.csv', bytes: { length: 2 ** 30 + 1 } as Uint8Array }]))).toMatch(/^large\.csv: expected at most 1,073,741,824 bytes to share, and found/);
  });
  it('without data says whose they were, and holds none', async () => {
    const bytes = await writeShared({ document, run: null, weights: null, pictures: [], datasets: [{ node: 'dataset', name: 'mine.csv', items: 3, files: [] }] });
    const found = await readIncoming(await bagOf('x', [source('x', bytes)]));
    expect(found).toMatchObject({ weights: null, run: null });
    expect([...found.shared!.data]).toEqual([]);
  });
});
