/** Models that guess hidden tokens in the exports that write them: each gives what the studio gives with the same weights. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse';
import { printReading } from '../data/file-reading';
import { bytesSource } from '../data/formats/source-of-bytes';
import { mustBeInMemory } from '../data/rows/in-memory';
import { printVocabulary } from '../data/text/of-source';
import { readText } from '../data/text/read-text';
import { tokensOf } from '../data/text/tokens/registry';
import { chooseBackend } from '../runtime/backends/choose';
import { graph } from '../testing/build-document';
import { differences, tooFar } from '../testing/export-onnx';
import { exportFolder, runNode, runScript, tablesFor, trainAndExport, tsx, typecheck, writeFiles } from '../testing/export-project';
import { gradientScript, lossesAndGradients, trainAndExportTo } from '../testing/export-python';
import { maskedLanguage } from '../testing/masked-language';
import { checkers, python, pythonFolder, runPython } from '../testing/python';
import { generateOnnx, refusals as ofOnnx } from './onnx';
import { generatePyTorch } from './pytorch';
import { tokensFile } from './pytorch/tokens';
import { generateTypeScript } from './typescript';
import { trainForInference } from '../testing/train-for-inference';
import { verifyWeb } from '../testing/verify-web.node';

beforeAll(() => chooseBackend('wasm'));
const documents = [['positions', maskedLanguage([['positions', {}]])], ['attention', maskedLanguage([['positions', {}], ['transformer', { heads: 2, factor: 2 }]])]] as const;
const pythons = pythonFolder();
const folder = exportFolder();
afterAll(() => [pythons, folder].forEach((one) => one.remove()));

async function expectClean(path: string): Promise<void> {
  for (const { command, args, found } of checkers) {
    const files = readdirSync(path).filter((file) => file.endsWith('.py') && !['compare.py', 'read.py'].includes(file));
    if (found) expect((await runNode(command, path, ...args, ...files)).output).toBe('');
  }
}
/** Prints the tokens that a project reads. */
const READ = `from data import HELD_OUT, SEED, SOURCES
from reading import load
tokens = load(SOURCES, HELD_OUT, SEED, {}).items.tensors[0]["dataset"]
print(tokens.dtype, tuple(tokens.shape), tokens.flatten().tolist())
`;
const READ_TS = `import { loadData } from './data.ts';
const { dataset } = loadData();
console.log(JSON.stringify([dataset.count, ...dataset.shape]), [...dataset.values].join(', '));
`;
const TEXTS = [
  'Don’t say "3.14, at 10:30"... -- or don\'t!!! 1,000 x_1 été \u0065\u0301te\u0301 ½ Ⅷ',
  'flags 🇩🇪🇫🇷, families 👩‍👩‍👧 and hands 👍🏽👍 ©®™ ❤️ ☂',
  'नमस्ते दुनिया, שָׁלוֹם, ПРИВЕТ, Straße ΣΊΣΥΦΟΣ\u00a0blank\u3000wide\ufeffmark',
];
it.skipIf(!python)('Python cuts texts as the studio does', async () => {
  pythons.write('tokens.py', tokensFile(['words', 'characters']));
  pythons.write('cut.py', `import json, sys
from tokens import SPLITS, plain
print(json.dumps([SPLITS[kind](plain(text, lower)) for text in json.loads(sys.argv[1]) for kind in ("words", "characters") for lower in (False, True)]))
`);
  const { output } = await runPython(pythons.path, 'cut.py', JSON.stringify(TEXTS));
  const wanted = TEXTS.flatMap((text) => (['words', 'characters'] as const).flatMap((tokens) => [false, true].map((lowerCase) => tokensOf(text, { tokens, lowerCase }))));
  expect(JSON.parse(output)).toEqual(wanted);
});

it.each([
  ['windows of characters', 'Été, 3.14\u2026 and\n\nmore of it: 👩‍👩‍👧, na\u0308mlich\u00a0so', { items: 'windows', tokens: 'characters', window: 7 }],
  ['windows of words', 'The end. The "end" of it\nall -- of them, of it', { items: 'windows', tokens: 'words', window: 4, most: 6 }],
  ['sentences', 'Who came? Nobody came. And so\nit ended!', { items: 'sentences', tokens: 'words', lowerCase: true, most: 5 }],
] as const)('%s of a file are read in Python and in TypeScript as in the studio', async (name, text, options) => {
  const { table, text: reading } = await readText(bytesSource({ name: 'poem.txt', bytes: new TextEncoder().encode(text) }), { text: options });
  const { values, shape, count, text: tokens } = mustBeInMemory(table);
  const document = graph()
    .node('dataset', { source: 'file', fileName: 'poem.txt', shape: [...shape], vocabulary: printVocabulary(tokens!.vocabulary), reading: printReading({ text: reading }) })
    .node('embedding', { size: 2 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: tokens!.vocabulary.length + 3, activation: 'linear' }]] })
    .node('loss', { kind: 'categorical-cross-entropy' })
    .wire('dataset.data', 'embedding.in')
    .wire('embedding.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .done();
  const path = `${pythons.path}/${name.replaceAll(' ', '-')}`;
  writeFiles(path, generatePyTorch(document, analyse(document), { data: { dataset: table } }).files);
  pythons.write(`${name.replaceAll(' ', '-')}/read.py`, READ);
  if (python) expect((await runPython(path, 'read.py')).output).toBe(`torch.int64 (${count}, ${shape[0]}) [${[...values].join(', ')}]\n`);
  const script = `${folder.path}/${name.replaceAll(' ', '-')}`;
  writeFiles(script, generateTypeScript(document, analyse(document), { data: { dataset: table } }).files);
  writeFileSync(`${script}/src/read.ts`, READ_TS);
  expect((await runScript(script, tsx, 'src/read.ts')).output).toBe(`[${count},${shape[0]}] ${[...values].join(', ')}\n`);
});

it('a text beside pictures is read and trained on', async () => {
  const document = graph()
    .node('dataset', { source: 'sentences' }, { id: 'text', name: 'Text' })
    .node('dataset', { source: 'digits' }, { id: 'pictures', name: 'Pictures' })
    .node('embedding', { size: 4 })
    .node('decoder', { output: 'logits' }, { layers: [['dense', { units: 63, activation: 'linear' }]] })
    .node('decoder', { output: 'sigmoid' }, { id: 'drawn', name: 'Drawn', layers: [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]] })
    .node('encoder', {}, { id: 'small', name: 'Small', layers: [['flatten'], ['dense', { units: 3 }]] })
    .node('loss', { kind: 'categorical-cross-entropy' })
    .node('loss', { kind: 'squared' }, { id: 'picture', name: 'Picture' })
    .wire('text.data', 'embedding.in')
    .wire('embedding.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('text.data', 'loss.target')
    .wire('pictures.data', 'small.in')
    .wire('small.out', 'drawn.in')
    .wire('drawn.out', 'picture.prediction')
    .wire('pictures.data', 'picture.target')
    .done();
  const script = `${folder.path}/beside`;
  await trainAndExport(document, script, { steps: 2, items: 3, tableSize: 60 });
  const trained = await runScript(script, tsx, 'src/train.ts', '--steps', '2');
  expect(trained.status, trained.output).toBe(0);
  if (!python) return;
  const path = `${pythons.path}/beside`;
  (await trainAndExportTo(document, path, { steps: 2, tableSize: 60 })).dispose();
  const learned = await runPython(path, 'train.py', '--device', 'cpu', '--epochs', '1', '--steps', '2', '--batch', '8');
  expect(learned.status, learned.output).toBe(0);
  expect((await runPython(path, 'infer.py', '--items', '3', '--weights', 'trained.safetensors')).status).toBe(0);
  await expectClean(path);
});

describe.each(documents)('%s', (name, document) => {
  it.skipIf(!python)('PyTorch, with its losses and derivatives; it trains, and guesses', async () => {
    const path = `${pythons.path}/${name}`;
    (await trainAndExportTo(document, path, { tableSize: 300 })).dispose();
    const verified = await runPython(path, 'verify.py');
    expect(verified.status, verified.output).toBe(0);
    expect(verified.output).toContain('output: greatest difference');
    pythons.write(`${name}/gradients.safetensors`, await lossesAndGradients(document));
    pythons.write(`${name}/compare.py`, gradientScript('all'));
    expect((await runPython(path, 'compare.py')).output).toBe('compared\n');
    const trained = await runPython(path, 'train.py', '--device', 'cpu', '--epochs', '1', '--steps', '3', '--batch', '8');
    expect(trained.status, trained.output).toBe(0);
    const guessed = await runPython(path, 'infer.py', '--weights', 'trained.safetensors', '--text', 'The small [hidden] sleeps .');
    expect(guessed.status, guessed.output).toBe(0);
    expect(guessed.output).toMatch(/^the small \[hidden\] sleeps \.\n {2}'.+' 0\.\d\d, '.+' 0\.\d\d, /);
    expect((await runPython(path, 'infer.py', '--items', '3')).output.match(/it was '/g)).toHaveLength(3);
    // The sample is read as the tokens that it was written of.
    pythons.write(`${name}/read.py`, READ);
    const { dataset } = await tablesFor(document, 300);
    expect((await runPython(path, 'read.py')).output).toBe(`torch.int64 (300, 15) [${[...dataset!.values as Float32Array].join(', ')}]\n`);
    await expectClean(path);
    const model = readFileSync(`${path}/model.py`, 'utf8');
    expect(model).toContain('nn.Embedding(63, 16)');
    expect(model).toContain('mask = is_present(');
  });

  it('TypeScript; it trains, and guesses', async () => {
    const path = `${folder.path}/${name}`;
    await trainAndExport(document, path, { steps: 4, items: 5, tableSize: 200 });
    const types = await typecheck(folder.path, name);
    expect(types.status, types.output).toBe(0);
    const verified = await runScript(path, tsx, 'src/verify.ts');
    expect(verified.status, verified.output).toBe(0);
    expect(verified.output).toContain('output: greatest difference');
    const trained = await runScript(path, tsx, 'src/train.ts', '--steps', '3');
    expect(trained.status, trained.output).toBe(0);
    const guessed = await runScript(path, tsx, 'src/infer.ts', '--weights', 'trained.safetensors', '--text', 'The small [hidden] sleeps .');
    expect(guessed.status, guessed.output).toBe(0);
    expect(guessed.output).toMatch(/the small \[hidden\] sleeps \.\n {2}".+" 0\.\d\d, ".+" 0\.\d\d, /);
    expect((await runScript(path, tsx, 'src/infer.ts', '--items', '3')).output.match(/it was "/g)).toHaveLength(3);
    writeFileSync(`${path}/src/read.ts`, READ_TS);
    const { dataset } = await tablesFor(document, 200);
    expect((await runScript(path, tsx, 'src/read.ts')).output).toBe(`[200,15] ${[...dataset!.values as Float32Array].join(', ')}\n`);
  });

  it('ONNX', async () => {
    const { files, refused, session } = await trainForInference({ generate: generateOnnx, refusals: ofOnnx }, document, await tablesFor(document, 200));
    expect(refused).toEqual([]);
    for (const items of [1, 5]) {
      const found = await differences(await files(items));
      expect(Object.keys(found)).toEqual(expect.arrayContaining(['guess/probabilities']));
      expect(tooFar(found)).toEqual({});
    }
    session.dispose();
  });

  it('a module for the web', async () => {
    expect(await verifyWeb(document, `${folder.path}/web-${name}`)).toContain('guess, probabilities');
  });
});
