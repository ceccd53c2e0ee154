/** How long does a model that was taken home take to reconstruct items, as a module for the web and as an ONNX file in the WebAssembly build of onnxruntime? */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateOnnx } from '@/graph-engine/codegen/onnx';
import { generateWeb } from '@/graph-engine/codegen/web';
import type { ExportedFile } from '@/graph-engine/codegen/program/target';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { writeSafetensors } from '@/graph-engine/runtime/safetensors';
import { tablesFor } from '@/graph-engine/testing/export-project';
import { openOnnx } from '@/graph-engine/testing/onnx';
import { plainWeights } from '@/graph-engine/training/plain-weights';
import { Session } from '@/graph-engine/training/session';
import { templates } from '@/templates/registry';
import { measure } from './lib/measure';
import { report, type Row } from './lib/report';

const models = ['autoencoder', 'vae', 'conv-vae', 'vq-vae', 'anomaly-fraud'] as const;
const batches = [1, 64, 512];
const ROUNDS = 40;

interface Module {
  load(): Promise<{ reconstruct(items: Float64Array | Float32Array): unknown }>;
}
const bytesOf = (files: readonly ExportedFile[], path: string): Uint8Array => (files.find((file) => file.path === path) as { readonly bytes: Uint8Array }).bytes;

await chooseBackend('wasm');
const folder = mkdtempSync(join(tmpdir(), 'hourglass-web-'));
const rows: Row[] = [];
for (const id of models) {
  const document = templates[id].create();
  const data = await tablesFor(document, 600);
  const session = await Session.open({ document, data });
  session.stepBlind();
  const { parameters } = await session.snapshot();
  const weights = writeSafetensors(plainWeights(parameters));
  const web = generateWeb(document, session.analysis, { weights, data }).files;
  const onnx = await openOnnx(bytesOf(generateOnnx(document, session.analysis, { weights, data }).files, 'model.onnx'));
  session.dispose();
  for (const file of web) writeFileSync(join(folder, file.path), 'text' in file ? file.text : file.bytes);
  const path = join(folder, `${id}.js`);
  writeFileSync(path, (web.find((file) => file.path === 'model.js') as { readonly text: string }).text);
  const model = await ((await import(pathToFileURL(path).href)) as Module).load();
  const table = data[Object.keys(data)[0]!]!;
  const isTable = table.shape.length === 1;
  const size = table.shape.reduce((product, n) => product * n, 1);
  for (const batch of batches) {
    const numbers = Float64Array.from({ length: batch * size }, (_, i) => (i % 7) / 7);
    const items = isTable ? numbers : Float32Array.from(numbers);
    const feeds = { [onnx.inputNames[0]!]: { shape: [batch, ...table.shape], data: items } };
    const [ours, theirs] = await measure([{ name: 'module', run: () => model.reconstruct(items) }, { name: 'onnxruntime-web', run: () => onnx.run(feeds) }], ROUNDS);
    const [a, b] = [ours!.least, theirs!.least];
    rows.push({ model: id, items: batch, 'module, ms': a, 'onnxruntime-web, ms': b, 'times as long': a / b });
  }
  await onnx.release();
}
rmSync(folder, { recursive: true });
report({ name: 'web-module', question: 'Reconstructing items on one thread: the module for the web beside the ONNX file in onnxruntime-web.', rows });
