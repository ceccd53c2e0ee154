/** What an exported project has trained further comes back: the studio computes with it what the project does. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { analyse } from '../../analysis/analyse';
import { parametersOf } from '../../analysis/parameter-list';
import { bytesSource } from '../../data/formats/source-of-bytes';
import { npz } from '../../data/formats/npz';
import type { HourglassDocument } from '../../document/types';
import { graph } from '../../testing/build-document';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import { exportFolder, readOutputs, runScript, tablesFor, trainAndExport, tsx } from '../../testing/export-project';
import { trainAndExportTo } from '../../testing/export-python';
import { python, pythonFolder, runPython } from '../../testing/python';
import { dataNodes } from '../../training/feed';
import { Session } from '../../training/session';
import { asImages } from '../../training/views/model';
import { bagOf, type PlacedFile } from '../bag';
import { guess, reportOf, takenBy } from '../mapping/match';
import { pytorchNames } from '../mapping/pytorch-names';
import { wantedOf } from '../mapping/wanted';
import type { ReadTensors } from '../read-tensors';
import type { Incoming } from './definition';
import { readIncoming } from './registry';

const ITEMS = 8;
const TABLE = 256;
/** A dense one, one with convolutions and statistics, one with a codebook. */
const names = ['vae', 'conv-vae', 'vq-vae'] as const satisfies readonly TemplateId[];

const filesIn = (folder: string, under = ''): PlacedFile[] =>
  readdirSync(join(folder, under)).flatMap((name) => {
    const path = under ? `${under}/${name}` : name;
    if (name === 'node_modules' || name === '__pycache__') return [];
    return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [{ path, source: bytesSource({ name, bytes: new Uint8Array(readFileSync(join(folder, path))) }) }];
  });
const incomingOf = async (folder: string): Promise<Incoming> => readIncoming(await bagOf('project', filesIn(folder)));

/** The parameters of the document by what fits, which must be all. */
function whole(document: HourglassDocument, weights: ReadTensors) {
  const analysis = analyse(document);
  const wanted = wantedOf(document, analysis);
  const report = reportOf(wanted, guess(wanted, weights, pytorchNames(document, analysis)), weights);
  expect(report.rows.filter(({ state }) => state !== 'fits')).toEqual([]);
  return takenBy(report, weights);
}
/** What the studio makes of the first items with the weights that came in. */
async function outputsOf({ drawing, weights }: Incoming): Promise<ArrayLike<number>> {
  const { document } = drawing!;
  const session = await Session.open({ document, data: await tablesFor(document, TABLE) });
  const { fresh } = await session.restore({ step: 0, seed: 0, parameters: whole(document, weights!), stopping: null }, { sameModel: false, adopts: true });
  expect(fresh).toEqual([]);
  const { output } = findRoles(document, session.analysis);
  const rows = new Map(dataNodes(document).map(({ id }) => [id, Uint32Array.from({ length: ITEMS }, (_, i) => i)]));
  const [given] = await session.valuesOf([output!.tap], rows);
  session.dispose();
  return asImages(given!, output!.type, ITEMS).values;
}
const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => (a.length === b.length ? Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0) : Infinity);

beforeAll(async () => void (await chooseBackend('wasm')));

describe.skipIf(!python)('a project in PyTorch', () => {
  const folder = pythonFolder();
  afterAll(() => folder.remove());

  it.for(names)('%s comes back with what train.py has learned', async (name) => {
    const project = `${folder.path}/${name}`;
    await trainAndExportTo(templates[name].create(), project, { tableSize: TABLE });
    const before = await incomingOf(project);
    expect(await runPython(project, 'train.py', '--device', 'cpu', '--epochs', '1', '--steps', '6', '--batch', '32')).toMatchObject({ status: 0 });
    expect(await runPython(project, 'infer.py', '--items', String(ITEMS), '--weights', 'trained.safetensors')).toMatchObject({ status: 0 });
    const arrays = await npz.read({ name: 'outputs.npz', bytes: new Uint8Array(readFileSync(`${project}/outputs.npz`)) });
    const theirs = arrays.find((array) => array.name === 'outputs')!.values;
    const incoming = await incomingOf(project);
    expect(incoming.notes).toEqual([expect.stringContaining('trained.safetensors')]);
    expect(furthest(await outputsOf(incoming), theirs)).toBeLessThanOrEqual(1e-5);
    // They are others than those that it came with.
    expect(furthest(await outputsOf(before), theirs)).toBeGreaterThan(1e-3);

    // And what PyTorch itself calls the weights of that model is known by name, with its axes turned back.
    const script = "from model import Model; from weights import load; from tensor_file import write_safetensors; m = Model(); load(m, 'trained.safetensors'); write_safetensors('state.safetensors', {k: v.contiguous() for k, v in m.state_dict().items() if v.is_floating_point()})";
    expect(await runPython(project, '-c', script)).toMatchObject({ status: 0 });
    const state = await readIncoming(await bagOf('state.safetensors', [{ path: 'state.safetensors', source: bytesSource({ name: 'state.safetensors', bytes: new Uint8Array(readFileSync(`${project}/state.safetensors`)) }) }]));
    const { document } = incoming.drawing!;
    const [one, other] = [whole(document, state.weights!), whole(document, incoming.weights!)];
    for (const { name: parameter } of parametersOf(document, analyse(document))) expect(one.get(parameter), parameter).toEqual(other.get(parameter));
  });
});

/** As people write it by hand: channels first, flattened as PyTorch does. */
const handWritten = `import json, struct, sys
import numpy as np, torch
from torch import nn

torch.manual_seed(5)
encoder = nn.Sequential(nn.Conv2d(1, 4, 4, 2), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(676, 16), nn.ReLU(), nn.Linear(16, 16))
code = nn.Linear(16, 8)
decoder = nn.Sequential(nn.Linear(8, 676), nn.ReLU(), nn.Unflatten(1, (4, 13, 13)), nn.ConvTranspose2d(4, 1, 4, 2), nn.Sigmoid())
model = nn.ModuleDict({"encoder": encoder, "fc_code": code, "decoder": decoder})
x = torch.tensor(np.fromfile("items.bin", dtype="<f4").reshape(-1, 1, 28, 28))
encoder(3 * x - 1)
model.eval()
decoder(code(encoder(x))).detach().numpy().tofile("outputs.bin")
state = {name: value.contiguous() for name, value in model.state_dict().items()}
header, body = {}, b""
for name, value in state.items():
    data = value.numpy().tobytes()
    header[name] = {"dtype": "I64" if value.dtype == torch.int64 else "F32", "shape": list(value.shape), "data_offsets": [len(body), len(body) + len(data)]}
    body += data
text = json.dumps(header).encode()
open("model.safetensors", "wb").write(struct.pack("<Q", len(text)) + text + body)
`;

describe.skipIf(!python)('a module of PyTorch that was written by hand', () => {
  const folder = pythonFolder();
  afterAll(() => folder.remove());

  it('is taken by name and shape, square kernels and flattened images included, and computes the same', async () => {
    const document = graph()
      .node('dataset', { source: 'digits' })
      .node('encoder', {}, { layers: [['conv2d', { filters: 4, kernel: 4, stride: 2, padding: 'valid', activation: 'linear' }], ['batch-norm', { epsilon: 1e-5 }], ['activation', { activation: 'relu' }], ['flatten'], ['dense', { units: 16, activation: 'relu' }], ['dense', { units: 16, activation: 'linear' }]] })
      .node('bottleneck', { kind: 'vector', size: 8 })
      .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 676, activation: 'relu' }], ['reshape', { shape: [13, 13, 4] }], ['conv2d-transpose', { filters: 1, kernel: 4, stride: 2, padding: 'valid', activation: 'linear' }]] })
      .node('loss', { kind: 'squared' })
      .wireAutoencoder()
      .done();
    const data = await tablesFor(document, TABLE);
    const session = await Session.open({ document, data });
    const rows = new Map([...session.data.feeds.keys()].map((id) => [id, Uint32Array.from({ length: ITEMS }, (_, i) => i)]));
    const items = Object.values(session.data.numbersOf(rows, 0, ITEMS))[0]!;
    session.dispose();
    folder.write('items.bin', new Uint8Array(items.buffer, items.byteOffset, items.byteLength));
    folder.write('model.py', handWritten);
    expect(await runPython(folder.path, 'model.py')).toMatchObject({ status: 0 });
    const bytes = new Uint8Array(readFileSync(`${folder.path}/model.safetensors`));
    const incoming = await readIncoming(await bagOf('model.safetensors', [{ path: 'model.safetensors', source: bytesSource({ name: 'model.safetensors', bytes }) }]));
    const theirs = new Uint8Array(readFileSync(`${folder.path}/outputs.bin`));
    expect(furthest(await outputsOf({ ...incoming, drawing: { document, warnings: [] } }), new Float32Array(theirs.buffer))).toBeLessThanOrEqual(1e-5);
  });
});

describe('a project in TypeScript', () => {
  const folder = exportFolder();
  afterAll(() => folder.remove());

  it('comes back with what its training has learned', async () => {
    const project = `${folder.path}/vae`;
    await trainAndExport(templates.vae.create(), project, { steps: 4, items: ITEMS, tableSize: TABLE });
    expect(await runScript(project, tsx, 'src/train.ts', '--steps', '6')).toMatchObject({ status: 0 });
    expect(await runScript(project, tsx, 'src/infer.ts', '--items', String(ITEMS), '--weights', 'trained.safetensors')).toMatchObject({ status: 0 });
    const incoming = await incomingOf(project);
    expect(incoming.notes).toEqual([expect.stringContaining('trained.safetensors')]);
    expect(furthest(await outputsOf(incoming), readOutputs(project).outputs.flat())).toBeLessThanOrEqual(1e-5);
  });
});
