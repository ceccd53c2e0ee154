/** A sound document as a TypeScript project on tfjs that runs without the studio. */
import type { DataTable } from '../../data/table';
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import { axesOf, type Pair } from '../../document/pair';
import { saveDocument } from '../../document/save';
import type { HourglassDocument, NodeId } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { readOptionsOf } from '../../nodes/data-settings';
import { randomSource } from '../../nodes/typescript/random';
import { stageParts } from '../program/stages';
import type { ExportedFile, ExportedProject, ExportOptions, Mark } from '../program/target';
import { cpuBackendFile, kernelsFile, wasmBackendFile } from './files/backend';
import { columnsFile } from './files/columns';
import { csvFile } from './files/csv';
import { dataFile } from './files/data';
import { keptBeside } from './files/data/dealing';
import { columnsOf, isTable, tablesOf } from './files/data/tables';
import { imageFields, labelledOf, labelsPath, samplePath } from './files/data/kinds';
import { codesFile, layersFile, opsFile, useCalled } from './files/helpers';
import { derivativesFile } from './files/derivatives';
import { finiteFile } from './files/finite';
import { idxFile } from './files/idx';
import { inferFile, reconstructedOf } from './files/infer';
import { labelsFile } from './files/labels';
import { layoutFile } from './files/layout';
import { lossesFile } from './files/losses';
import { modelFile } from './files/model';
import { chooseOptimizers, optimizerFile } from './files/optimizer';
import { packageLock } from './files/lock';
import { gitignore, packageJson, packageOf, tsconfig } from './files/package';
import { readme } from './files/readme';
import { prepareFile } from './files/prepare';
import { splitFile } from './files/split';
import { stagesFile, useFrozen } from './files/stages';
import { stoppingFile } from './files/stopping';
import { commandFile } from './files/command';
import { tableFile } from './files/table';
import { trainFile } from './files/train';
import { trainerFile } from './files/trainer';
import { weightsFile } from './files/weights';
import { describe, type CodeNode, type Project } from './project';
import { tableSample } from '../program/samples/csv';
import { labelsSample, sampleFile } from '../program/samples/idx';
import { Source } from '../program/source';

/** Whether a padded convolution steps further than its kernel reaches, along either axis. */
const skipsPixels = (analysis: Analysis): boolean =>
  Object.values(analysis.nodes).some((node) =>
    node.stack?.layers.some(({ kind, params: given }) => {
      const { stride, kernel, padding } = readParams(layerOf(kind)!.fields, given) as { readonly stride?: Pair; readonly kernel?: Pair; readonly padding?: string };
      if (padding !== 'same' || stride === undefined || kernel === undefined) return false;
      return axesOf(stride).some((step, axis) => step > axesOf(kernel)[axis]!);
    }),
  );

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function samplesOf(project: Project, node: CodeNode, table: DataTable | undefined): ExportedFile[] {
  if (!table) return [];
  const { layout, table: reading } = readOptionsOf(node.node);
  // To be run, not to be read: it comes as bytes.
  if (isTable(node)) return [{ path: samplePath(node), bytes: encode(tableSample(table, columnsOf(node), reading, keptBeside(node))) }];
  const labels = table.labels && labelledOf(project).includes(node) ? [{ path: labelsPath(node), bytes: labelsSample(table, table.labels) }] : [];
  return [{ path: samplePath(node), bytes: sampleFile(table, layout) }, ...labels];
}

/** @throws `internal:` for a document with errors, which the callers have refused. */
export function generateTypeScript(document: HourglassDocument, analysis: Analysis, options: ExportOptions = {}): ExportedProject {
  if (!analysis.sound) throw new Error('internal: a document with errors was to be written as TypeScript');
  const project = describe(document, analysis, options.data);
  const parts = stageParts(document, analysis);
  useFrozen(project, parts);
  useCalled(project);
  const model = modelFile(project);
  const losses = lossesFile(project, model);
  const optimizers = chooseOptimizers(losses.players.filter(({ player }) => player.trained).map(({ player }) => player.settings.optimizer), document.training.schedule);
  const stages = stagesFile(project, parts, losses);
  const trainer = trainerFile(project, model, losses, stages);
  const stopping = trainer && stoppingFile(project, analysis, stages);
  const train = trainFile(project, model, { trainer, stages, stops: stopping !== null, hasWeights: options.weights !== undefined });
  const split = trainer && splitFile(project);
  const layers = layersFile(project);
  const kernels = { convolves: /conv2d/i.test(`${model.source.text}${layers?.text ?? ''}`), pools: /maxPooling2d\(/.test(model.source.text) };
  const ops = opsFile(project);
  const draws = [train, ops, ...(split ? [split] : [])].some(({ text }) => text.includes("from './random.ts'"));
  const tables = tablesOf(project);
  const readsIdx = tables.length < project.datasets.length;
  const labelled = [reconstructedOf(project), ...labelledOf(project)].find((node) => node && !isTable(node));
  const onWasm = !(kernels.convolves && skipsPixels(analysis));
  const pack = packageOf(project, onWasm);
  const sources: Source[] = [
    model.source,
    codesFile(project),
    layers,
    losses.source,
    trainer && derivativesFile(project),
    train,
    (trainer && stages?.source) ?? null,
    trainer?.source ?? null,
    stopping,
    split,
    optimizerFile(optimizers),
    inferFile(project, model),
    commandFile(),
    dataFile(project),
    ...(tables.length > 0 ? [columnsFile(project), tableFile(project), prepareFile(project, imageFields(project)), csvFile()] : []),
    readsIdx ? idxFile() : null,
    layoutFile(project),
    labelled ? labelsFile(labelled) : null,
    finiteFile(trainer !== null),
    draws ? new Source('src/random.ts').add(randomSource) : null,
    weightsFile(),
    ops,
    onWasm ? wasmBackendFile(kernels) : cpuBackendFile(),
    onWasm && (kernels.convolves || kernels.pools) ? kernelsFile(kernels) : null,
  ].filter((source) => source !== null);

  const samples = project.datasets.flatMap((node) => samplesOf(project, node, options.data?.[node.id]));
  const paths = sources.map(({ path }) => path);
  const files: ExportedFile[] = [
    { path: 'README.md', text: readme(project, paths, options.weights !== undefined, project.datasets.every(({ id }) => options.data?.[id]), onWasm, options.edited ?? null) },
    { path: 'package.json', text: packageJson(pack) },
    // Not to be read, so it does not come as text.
    { path: 'package-lock.json', bytes: encode(packageLock(pack)) },
    { path: 'tsconfig.json', text: tsconfig() },
    { path: '.gitignore', text: gitignore },
    ...sources.map(({ path, text }) => ({ path, text })),
    { path: 'graph.hourglass.json', bytes: encode(saveDocument(document)) },
    ...samples,
    ...(options.weights ? [{ path: 'weights.safetensors', bytes: options.weights }] : []),
  ];
  const marks: Record<NodeId, Mark[]> = {};
  for (const source of sources) for (const { node, ...mark } of source.marks()) (marks[node] ??= []).push(mark);
  return { files, marks };
}
