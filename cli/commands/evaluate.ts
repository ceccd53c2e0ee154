import { printable } from '@/graph-engine/diagnostics/printable';
import { printUnit, squaredError, unit, type ItemWord } from '@/graph-engine/document/units';
import { itemWordOf } from '@/graph-engine/program/figures';
import { findRoles } from '@/graph-engine/inspect/roles';
import { evaluateModel, type Classification, type Evaluation } from '@/graph-engine/training/evaluate';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { judge, type JudgedObjective } from '@/graph-engine/training/objective';
import { trainedTables, type DataOptions } from '../data';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { dataOptions, options } from '../options';
import { table, type Cell } from '../table';
import { readTrained, type WeightsOptions } from '../target';
import type { CliCommand } from './definition';

interface EvaluateOptions extends BackendOptions, DataOptions, WeightsOptions {
}

/** `noisy`: the network has Noise before it, which these figures leave out. */
function rowsOf({ items, terms, units, batches, meanSquaredError, sumOfSquaredErrorsPerSample, codes }: Evaluation, item: ItemWord, noisy: boolean): Cell[][] {
  const of = noisy ? ', from the clean input: Noise is off here, and on in the objective' : '';
  const { loss, ...others } = terms;
  const rows: Cell[][] = [['items', items]];
  if (loss !== undefined) rows.push(['loss', loss, `${units['loss']}; weighted sum of the terms, mean over the items`]);
  for (const [name, value] of Object.entries(others)) rows.push([name, value, `${units[name]}; unweighted, mean over the items`]);
  for (const [name, value] of Object.entries(batches?.means ?? {})) rows.push([name, value, `${units[name]}; of a batch of ${batches!.items} items, mean over the batches`]);
  if (meanSquaredError !== undefined) rows.push(['mean squared error', meanSquaredError, `${printUnit(unit('squared error', 'number'), item)}${of}`]);
  if (sumOfSquaredErrorsPerSample !== undefined) rows.push(['sum of squared errors', sumOfSquaredErrorsPerSample, `${printUnit(squaredError, item)}${of}`]);
  if (codes) rows.push(['codes in use', codes.used, `of ${codes.of}, over all items`], ['perplexity of the codes', codes.perplexity, `over all items, at most ${codes.of}`]);
  return rows;
}

/** `squared error of reconstructions, 400 items held out: 8.12 per item, lower is better` and a line for each baseline. */
function told({ name, value, better, baselines, unit, sentence, items, on }: JudgedObjective): string {
  const where = { 'held out': 'held out', 'other data': 'of other data', 'training data': 'trained on, as nothing was held out' }[on];
  const figures: Cell[][] = [['this model', value, unit], ...Object.entries(baselines).map(([baseline, figure]): Cell[] => [baseline, figure, unit])];
  return `Objective: ${name}, ${items} items ${where}; ${better} is better\n${table(figures)}\n${sentence}`;
}

const percent = (share: number | null): Cell => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);

/** How each Classifier tells the labels: a line for each label, the share of its items that is found and the share that is right of those taken for it. */
function toldLabels({ name, labels, confusion, known, unknown, accuracy, recall, precision }: Classification): string {
  const rows = labels.map((label, i): Cell[] => {
    const wrong = confusion[i]!.map((count, taken) => ({ count: taken === i ? 0 : count, taken })).reduce((most, one) => (one.count > most.count ? one : most));
    return [label, percent(recall[i]!), percent(precision[i]!), wrong.count > 0 ? `${wrong.count} taken for ${labels[wrong.taken]}` : ''];
  });
  const without = unknown > 0 ? `; ${unknown} have none` : '';
  return `${printable(name)}: ${percent(accuracy)} of ${known} items with a label told right${without}\n${table([['label', 'recall', 'precision', 'wrong most often'], ...rows])}`;
}

/** Columns that are told of at most, the greatest shares first. */
const COLUMNS = 20;
/** What each column gives to the error. */
function toldColumns({ mixed, columns }: NonNullable<Evaluation['columns']>): string {
  const rows = columns.toSorted((a, b) => b.share - a.share).map(({ name, kind, error, share }): Cell[] => [printable(name), kind, error, percent(share)]);
  const title = mixed ? 'squared for numbers, cross-entropy in nats for categories' : 'squared';
  return `Error of each column, ${title}, mean over the rows${rows.length > COLUMNS ? `; the ${COLUMNS} greatest of ${rows.length}` : ''}\n${table([['column', 'kind', 'error', 'share'], ...rows.slice(0, COLUMNS)])}`;
}

export const evaluate: CliCommand<EvaluateOptions> = {
  usage: 'evaluate <dir>',
  description: 'each loss term over the whole set, mean squared error, sum of squared errors per sample, the error of each column, use of the codes, how labels are told, and the objective beside its baselines',
  options(command) {
    for (const option of dataOptions('asTrained')) command.addOption(option);
    command.addOption(options.weights()).addOption(options.at()).addOption(options.backend());
  },
  async run([directory], given, output) {
    const model = await readTrained(directory!, output, given);
    const { metadata } = model;
    const session = await openTrained(model, given, output);
    const trainedOn = metadata['data'];
    const other = trainedOn === undefined ? given.data !== undefined : trainedOn !== dataFingerprint(session.data.tables);
    const result = await evaluateModel(session);
    const objective = await judge(session, { other, trained: other ? await trainedTables(model, session.data.tables, trainedOn) : null });
    const parts = [table(rowsOf(result, itemWordOf(session.document, session.analysis), findRoles(session.document, session.analysis).corrupted !== null)), ...(result.columns ? [toldColumns(result.columns)] : []), ...(result.classifiers ?? []).map(toldLabels), told(objective)];
    output.print(parts.join('\n\n'));
    output.result({ ...result, objective });
    session.dispose();
  },
};
