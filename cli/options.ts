/** Options that several commands share, and how their values are checked: by the fields that describe the document's settings. */
import { InvalidArgumentError, Option } from 'commander';
import { fieldProblem, type Field } from '@/graph-engine/document/fields';
import { readingUsage } from './reading-option';
import { presets } from './table-options';
import { whichWeights } from '@/graph-engine/training/best-or-last';
import { limitIds } from '@/graph-engine/data/preparations/definition';
import { layoutIds } from '@/graph-engine/data/formats/layout';
import { labelColumnField } from '@/graph-engine/nodes/file-fields';
import { trainingFields } from '@/graph-engine/document/training-fields';

/** A number that the field allows, or a usage error that says which are. */
export function numberFor(field: Field): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    const expected = fieldProblem(field, value);
    if (expected) throw new InvalidArgumentError(`Expected ${expected}.`);
    return value;
  };
}
const steps = { type: 'integer', label: 'Steps', help: '', default: 1, min: 1, max: 100_000_000 } as const satisfies Field;

const seconds = { type: 'number', label: 'Seconds', help: '', default: 30, min: 0, max: 86_400 } as const satisfies Field;

const text = (value: string): string => {
  if (value.trim() === '') throw new InvalidArgumentError('Expected a path.');
  return value;
};
const number = (flags: string, description: string, field: Field): Option => new Option(flags, description).argParser(numberFor(field));

const backend = (...more: readonly string[]): Option =>
  new Option(
    '--backend <name>',
    `where to compute: on the processor with kernels of our own or in plain JavaScript, or on the GPU, which takes a package that is not installed with the others${more.length > 0 ? '; auto measures which is faster for this model, the processor or the GPU' : ''}`,
  )
    .choices(['wasm', 'cpu', 'webgpu', ...more])
    .default('wasm');

/** A new one each time: commander keeps values in them. */
export const options = {
  epochs: () => number('--epochs <n>', 'passes over the data, however few steps they are; of a run that goes on: so many more (default: as the document says, with its least steps)', trainingFields.epochs),
  steps: () => number('--steps <n>', 'optimiser steps, instead of epochs; of a run that goes on: so many more', steps),
  stage: () => new Option('--stage <name>', 'one stage of the document alone, with the weights that there are: random ones, those of --from, or those of the folder that is trained on').argParser(text),
  batch: () => number('--batch <n>', 'items per batch', trainingFields.batchSize),
  accumulate: () => number('--accumulate <n>', 'batches whose mean gradient makes one step', trainingFields.accumulate),
  average: () => number('--average <decay>', 'decay of averaged weights, which the model is judged with; 0 is off', trainingFields.averageDecay),
  seed: () => number('--seed <n>', 'seed of weights, order and noise', trainingFields.seed),
  validation: () => number('--validation <share>', 'share of the data held out, 0 to 0.5', trainingFields.validationSplit),
  checkpoint: () => number('--checkpoint <seconds>', 'time between two checkpoints; 0 is after every step', seconds).default(seconds.default),
  from: () => new Option('--from <dir>', 'trained folder to begin from: its weights that fit by name and shape are kept').argParser(text),
  at: () => new Option('--at <which>', 'weights of the run: those with the lowest held-out loss, or the last ones (default: the last, or the best where early stopping was asked for)').choices(whichWeights).conflicts('weights'),
  weights: () => new Option('--weights <path>', 'weights in place of those that there are: a safetensors file of any program, a run, an exported project or a shared file, taken by name and shape').argParser(text),
  backend: () => backend(),
  trainingBackend: () => backend('auto'),
  items: () => new Option('--items <from:to>', 'part of the data, counted from 0, such as 0:10000'),
  unsigned: () => new Option('--unsigned', 'the integers of the file are unsigned, though its header can only say signed'),
  layout: () => new Option('--layout <order>', 'how the sides of an item lie in the file').choices(layoutIds),
  labelColumn: () => number('--label-column <n>', 'which column of several labels is the class, counted from 0', labelColumnField),
  limits: () => new Option('--limits <ends>', 'black and white of a scaling from end to end: the ends of the numbers that are found, or of what their type can hold').choices(limitIds),
  labels: () => new Option('--labels <path>', 'IDX file with the labels of --data, whatever its name').argParser(text),
  data: () => new Option('--data <path>', 'file or folder, instead of the data of the document: a table (CSV, TSV, JSON lines, Parquet), a text (lines, sentences or windows), pictures (PNG, JPEG, WebP, GIF, PGM; a folder or a zip of them), recordings (WAV; a folder or a zip of them), an array (NPY, NPZ, MAT, safetensors, IDX)').argParser(text),
  reading: () => new Option('--reading <spec>', `how a file is read, where it is not as it seems: ${readingUsage}`).argParser(text),
  preset: () => new Option('--preset <name>', 'columns of a published table: ' + presets.map(({ id }) => id).join(', ')).argParser(text),
  columns: () => new Option('--columns <spec>', 'what columns of a table are, such as amount:number/log,country:category,id:ignored; the others are guessed').argParser(text),
  label: () => new Option('--label <column>', 'column of a table that is the label, by its name or numbered from 0').argParser(text),
  normal: () => new Option('--normal <values>', 'labels of the items that are trained on, parted by commas: what is normal').argParser(text),
  split: () => new Option('--split <spec>', 'how items are dealt out: shuffled, stratified, group=COLUMN, time=COLUMN or column=COLUMN, with shares, such as stratified,test=0.5').argParser(text),
  out: (flags: string, description: string) => new Option(flags, description).argParser(text).makeOptionMandatory(),
} as const;

/** What says which data, and how they are read. `fits`: the command fits what they are prepared with; `asTrained`: weights brought that, and nothing else can be asked for. */
export const dataOptions = (prepared: 'fits' | 'asTrained'): readonly Option[] => [
  options.data(),
  ...(prepared === 'fits' ? [options.preset(), options.columns(), options.split()] : []),
  options.reading(),
  options.label(),
  options.normal(),
  options.labels(),
  options.items(),
  options.unsigned(),
  options.layout(),
  options.labelColumn(),
  ...(prepared === 'fits' ? [options.limits()] : []),
];
