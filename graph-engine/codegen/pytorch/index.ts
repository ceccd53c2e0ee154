/** A sound document as a PyTorch project that runs without the studio. */
import type { NodeId } from '../../document/types';
import { saveDocument } from '../../document/save';
import { findDataset } from '../../data/sources/registry';
import { modulesOf } from '../program/modules';
import type { Source } from '../program/source';
import type { ExportedFile, Generate, Mark } from '../program/target';
import { dataFile, preparationsUsed, samples, tokenKindsUsed } from './data';
import { functionText } from './functions';
import { helpers, helpersIn, importsOf, pythonFile } from './helpers';
import { inferFile } from './infer';
import { lossesText, termClass } from './losses';
import { modelFile } from './model';
import { reserved } from './names';
import { prepareFile } from './prepare';
import { readme, pyproject, type ReadmeOptions } from './readme';
import { readingFile } from './reading';
import { readerFile } from './reader';
import { optimizersFile, optimizersOf } from './optimizers';
import { tokensFile } from './tokens';
import { trainFile } from './train';
import { learnersOf } from './train/learners';
import { verifyFile } from './verify';
import { weightsFile } from './weights';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** @throws `internal:` for a document with errors, which the callers have refused. */
export const generatePyTorch: Generate = (document, analysis, options = {}) => {
  if (!analysis.sound) throw new Error('internal: a document with errors was to be written as PyTorch');
  const modules = modulesOf(document, analysis, reserved);
  const model = modelFile(modules);
  const { functions } = model;
  const ofModel = functions.list.length;
  const losses = lossesText(modules, functions);
  const optimizers = optimizersOf(learnersOf(modules));
  const text = (from: number, to?: number): string[] => functions.list.slice(from, to).map((written) => functionText(written).join('\n'));
  const [shared, ofLosses] = [text(0, ofModel), text(ofModel)];
  const layers = [...model.classes.values()];
  // Training and reading call the last two.
  const called = helpersIn([model.source.text, losses.source.text, ...shared, ...ofLosses, ...layers, 'processes() alone()']);
  const own = {
    functions: [...called, ...functions.list.slice(0, ofModel).map(({ name }) => name)],
    layers: [...model.classes.keys()],
    model: ['Model', 'Values'],
  };
  const title = document.name.replace(/\s+/g, ' ').trim() || 'Autoencoder';

  /** A source under its header: the lines of nodes move down by as many. */
  const marks: Record<NodeId, Mark[]> = {};
  const headed = (path: string, about: string, source: Source, before: readonly string[], from: readonly (keyof typeof own)[]): ExportedFile => {
    const whole = `${before.join('\n\n\n')}\n${source.text}`;
    const imports = importsOf(whole, Object.fromEntries(from.map((name) => [name, own[name]])));
    const head = [`"""${about}"""`, ...(imports.length ? ['', ...imports] : []), ...before.flatMap((body) => ['', '', ...body.split('\n')])];
    for (const { node, fromLine, toLine } of source.marks()) (marks[node] ??= []).push({ path, fromLine: fromLine + head.length, toLine: toLine + head.length });
    return { path, text: `${head.join('\n')}\n${source.text}` };
  };
  const preparations = preparationsUsed(modules);
  const kindsOfTokens = tokenKindsUsed(modules);
  const samplesHere = samples(modules, options.data ?? {});
  const functionsText = [...called.map((name) => helpers[name]!.text), ...shared];
  const files: ExportedFile[] = [
    headed('model.py', `${title.replaceAll('\\', '\\\\').replaceAll('"', "'")}: a module for each node, and the model that runs them.`, model.source, [], ['functions', 'layers']),
    ...(layers.length ? [{ path: 'layers.py', text: pythonFile('Layers that PyTorch lacks.', layers, { functions: own.functions }) }] : []),
    headed('losses.py', 'What training makes small, with its formulas, and what is told beside it.', losses.source, [...ofLosses, termClass], ['functions', 'model']),
    ...(functionsText.length ? [{ path: 'functions.py', text: pythonFile('Tensor functions that PyTorch lacks.', functionsText) }] : []),
    { path: 'weights.py', text: weightsFile(modules, model.places) },
    { path: 'tensor_file.py', text: readerFile() },
    { path: 'data.py', text: dataFile(modules, (id) => options.data?.[id]?.labelNames ?? findDataset(String(document.nodes[id]!.params['source'] ?? ''))?.labelNames ?? null) },
    { path: 'reading.py', text: readingFile(modules) },
    ...(kindsOfTokens.length ? [{ path: 'tokens.py', text: tokensFile(kindsOfTokens) }] : []),
    ...(preparations.length ? [{ path: 'prepare.py', text: prepareFile(preparations) }] : []),
    ...(optimizers.classes.length ? [{ path: 'optimizers.py', text: optimizersFile(optimizers) }] : []),
    { path: 'train.py', text: trainFile(modules, model, losses, optimizers, options.weights !== undefined) },
    { path: 'infer.py', text: inferFile(modules, model) },
    { path: 'verify.py', text: verifyFile(modules, model.usesSample) },
    { path: 'graph.hourglass.json', bytes: encode(saveDocument(document)) },
    ...(options.weights ? [{ path: 'weights.safetensors', bytes: options.weights }] : []),
    ...(options.check ? [{ path: 'check.safetensors', bytes: options.check }] : []),
  ];
  const paths = files.map(({ path }) => path);
  const read: ReadmeOptions = { hasWeights: options.weights !== undefined, hasCheck: options.check !== undefined, hasData: samplesHere.length > 0, edited: options.edited ?? null };
  const around: ExportedFile[] = [
    { path: 'README.md', text: readme(modules, title, paths, read) },
    { path: 'pyproject.toml', text: pyproject(title, paths.filter((path) => path.endsWith('.py')).map((path) => path.slice(0, -3))) },
    ...samplesHere,
  ];
  return { files: [...files, ...around], marks };
};
