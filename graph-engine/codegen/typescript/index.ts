/** A sound document as a TypeScript project on tfjs that runs without the studio. */
import { activeDocument } from '../../analysis/active';
import type { DataTable } from '../../data/table';
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import { axesOf, type Pair } from '../../document/pair';
import { saveDocument } from '../../document/save';
import type { HourglassDocument, NodeId } from '../../document/types';
import { labelsAlone } from '../../inspect/learned-labels';
import { layerOf } from '../../layers/registry';
import { readOptionsOf } from '../../nodes/data-settings';
import { Source } from '../program/source';
import { stageParts } from '../program/stages';
import { tableSample } from '../program/samples/csv';
import { labelsSample, sampleFile } from '../program/samples/idx';
import { textSample } from '../program/samples/text';
import type { WrittenFunction } from '../program/write-functions';
import type { ExportedFile, ExportedProject, ExportOptions, Mark } from '../program/target';
import { cpuBackendFile, kernelsFile, wasmBackendFile } from './files/backend';
import { columnsFile } from './files/columns';
import { csvFile } from './files/csv';
import { dataFile } from './files/data';
import { keptBeside, validatesOf } from './files/data/dealing';
import { columnsOf, isTable, tablesOf } from './files/data/tables';
import { imageFields, labelledOf, labelsPath, samplePath } from './files/data/kinds';
import { derivativesFile } from './files/derivatives';
import { finiteFile } from './files/finite';
import { idxFile } from './files/idx';
import { inferFile, reconstructedOf } from './files/infer';
import { labelsFile } from './files/labels';
import { layoutFile } from './files/layout';
import { averagesFile } from './files/averages';
import { chooseOptimizers, optimizerFile } from './files/optimizer';
import { packageLock } from './files/lock';
import { gitignore, packageJson, packageOf, tsconfig } from './files/package';
import { readme } from './files/readme';
import { prepareFile } from './files/prepare';
import { randomSource } from './files/random';
import { splitFile } from './files/split';
import { freezesStacks, stagesFile } from './files/stages';
import { stoppingFile } from './files/stopping';
import { commandFile } from './files/command';
import { tableFile } from './files/table';
import { isIdx, isText, readingOf, textsOf } from './files/data/texts';
import { tokensFile } from './files/tokens';
import { trainFile } from './files/train';
import { trainerFile } from './files/trainer';
import { verifyFile } from './files/verify';
import { weightsFile } from './files/weights';
import { functionText } from './functions';
import { headed, moduleFile, opsFile, type Declaration } from './headed';
import { lossesFile } from './losses';
import { modelFile } from './model';
import { describe, type CodeNode, type Project } from './project';

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
  if (isText(node)) return [{ path: samplePath(node), bytes: encode(textSample(table, readingOf(node).window === null ? 'lines' : 'windows')) }];
  const labels = table.labels && labelledOf(project).includes(node) ? [{ path: labelsPath(node), bytes: labelsSample(table, table.labels) }] : [];
  return [{ path: samplePath(node), bytes: sampleFile(table, layout) }, ...labels];
}

/** Files of the model and of what is made small: classes, functions, layers. */
function modelSources(project: Project) {
  const model = modelFile(project);
  const ofModel = model.functions.list.length;
  const losses = lossesFile(project, model, validatesOf(project));
  const users = new Map<string, Set<NodeId | null>>();
  for (const call of project.modules.united.builder.calls) if (call.kind === 'function') users.set(call.function.name, (users.get(call.function.name) ?? new Set()).add(call.origin?.node ?? null));
  /** Marked as the node's that alone calls it. */
  const declared = (written: WrittenFunction): Declaration => {
    const of = [...(users.get(written.function.name) ?? [])];
    return { text: functionText(written), node: of.length === 1 ? of[0]! : null };
  };
  const [shared, ofLosses] = [model.functions.list.slice(0, ofModel), model.functions.list.slice(ofModel)];
  const own = { './functions.ts': shared.map(({ name }) => name), './layers.ts': [...project.classes.texts.keys()].filter((name) => /^[A-Z]/.test(name)), './model.ts': ['Model', 'Values', ...[...model.judges.values()].map(({ type }) => type)] };
  const sources = [
    headed('src/model.ts', `${project.title}: the model.`, model.source, own),
    shared.length > 0 ? moduleFile('src/functions.ts', 'What the model computes beside its layers.', shared.map(declared)) : null,
    project.classes.texts.size > 0 ? moduleFile('src/layers.ts', 'Layers that tf.layers does not have.', [...project.classes.texts.values()].map((text) => ({ text, node: null }))) : null,
    headed('src/losses.ts', 'What training makes small, with its formulas.', losses.source, own, ofLosses.map(declared)),
  ].filter((source) => source !== null);
  return { model, losses, sources };
}

/** @throws `internal:` for a document with errors, which the callers have refused. */
export function generateTypeScript(document: HourglassDocument, analysis: Analysis, options: ExportOptions = {}): ExportedProject {
  if (!analysis.sound) throw new Error('internal: a document with errors was to be written as TypeScript');
  const project = describe(activeDocument(document), analysis, options.data);
  const { model, losses, sources: own } = modelSources(project);
  const text = own.map((source) => source.text).join('\n');
  const derivatives = derivativesFile(text);
  const optimizers = chooseOptimizers(losses.players.filter(({ player }) => player.trained).map(({ player }) => player.settings.optimizer), document.training.schedule);
  const parts = stageParts(document, analysis);
  const stages = stagesFile(project, parts, losses, model.pulls);
  const trainer = trainerFile(project, model, losses, stages, derivatives !== null, optimizers.choices);
  const stopping = trainer && stoppingFile(project, analysis, stages);
  const alone = labelsAlone(document, analysis, project.modules.terms.map(({ node }) => node)).size > 0;
  const labelsLearned = trainer !== null && (stages ? stages.labels : alone);
  const train = trainFile(project, model, { trainer, stages, labelsAlone: alone, stops: stopping !== null, hasWeights: options.weights !== undefined });
  const split = trainer && splitFile(project);
  const kernels = { convolves: /conv2d/i.test(text), pools: /maxPool(ing2d)?\(/.test(text) };
  const ops = opsFile([text, train.text, trainer?.source.text ?? '', "import type { NamedWeight } from './ops.ts'"], freezesStacks(project, parts));
  const draws = [train, ops, ...(split ? [split] : [])].some((source) => source.text.includes("from './random.ts'"));
  const tables = tablesOf(project);
  const readsIdx = project.datasets.some(isIdx);
  const labelled = [reconstructedOf(project), ...labelledOf(project)].find((node) => node && isIdx(node));
  const onWasm = !(kernels.convolves && skipsPixels(analysis));
  const pack = packageOf(project, onWasm);
  const sources: Source[] = [
    ...own,
    trainer && derivatives,
    train,
    (trainer && stages?.source) ?? null,
    trainer?.source ?? null,
    stopping,
    split,
    optimizerFile(optimizers),
    trainer && averagesFile(document.training.averageDecay),
    inferFile(project),
    verifyFile(project),
    commandFile(),
    dataFile(project, labelsLearned),
    ...(tables.length > 0 ? [columnsFile(project), tableFile(project), prepareFile(project, imageFields(project)), csvFile()] : []),
    textsOf(project).length > 0 ? tokensFile(project) : null,
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
    { path: 'README.md', text: readme(project, model.methods, paths, options.weights !== undefined, project.datasets.every(({ id }) => options.data?.[id]), onWasm, options.edited ?? null) },
    { path: 'package.json', text: packageJson(pack) },
    // Not to be read, so it does not come as text.
    { path: 'package-lock.json', bytes: encode(packageLock(pack)) },
    { path: 'tsconfig.json', text: tsconfig() },
    { path: '.gitignore', text: gitignore },
    ...sources.map((source) => ({ path: source.path, text: source.text })),
    { path: 'graph.hourglass.json', bytes: encode(saveDocument(document)) },
    ...samples,
    ...(options.weights ? [{ path: 'weights.safetensors', bytes: options.weights }] : []),
    ...(options.check ? [{ path: 'check.safetensors', bytes: options.check }] : []),
  ];
  const marks: Record<NodeId, Mark[]> = {};
  for (const source of sources) for (const { node, ...mark } of source.marks()) (marks[node] ??= []).push(mark);
  return { files, marks };
}
