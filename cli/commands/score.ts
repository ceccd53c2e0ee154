import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { baselines as allBaselines } from '@/graph-engine/inspect/anomaly/baselines';
import { scores as allScores } from '@/graph-engine/inspect/anomaly/scores';
import { judgeScores, verdictOf, type Judged } from '@/graph-engine/training/anomaly/judge-scores';
import { baselineScores, findsTheUnusual, fitBaselines, fitReferences, scoreRows, type FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import type { Session } from '@/graph-engine/training/session';
import { judgedRows, partsOf as rowParts } from '@/graph-engine/training/anomaly/row-classes';
import type { JudgedRows } from '@/graph-engine/training/anomaly/types';
import type { Feed } from '@/graph-engine/training/feed';
import { findRoles } from '@/graph-engine/inspect/roles';
import { normalItems } from '@/graph-engine/data/splits/deal-out';
import { splitSettingsOf } from '@/graph-engine/nodes/data-settings';
import { Option } from 'commander';
import type { DataOptions } from '../data';
import { Failure } from '../failure';
import { expectWritable, writeWhole } from '../files';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { dataOptions, options } from '../options';
import { csvRow } from '@/graph-engine/training/csv-row';
import { table, type Cell } from '../table';
import { readTrained, type WeightsOptions } from '../target';
import type { CliCommand } from './definition';

interface ScoreOptions extends BackendOptions, DataOptions, WeightsOptions {
  readonly out: string;
  readonly score?: string;
}

const help = `
OUT has a row for each row of the data: its number, counted from 0, its score, its label and its part where these are known, and the share of each column
in the score. Where the data are those that the model was trained on, figures are of the rows that were not trained on.
Baselines were fitted on the rows that the model was trained on, and lie in its folder: the squared norm of a row (no model), principal components
of the size of the code, an isolation forest, and the distance to the fifth nearest neighbour.`;

export const score: CliCommand<ScoreOptions> = {
  usage: 'score <dir>',
  description: 'how unusual each row is to a model, as a CSV file; with labels how well that tells anomalies, beside baselines',
  options(command) {
    command.addOption(options.out('--out <file>', 'CSV file to write')).addOption(new Option('--score <name>', 'what the score is (default: the bound of a variational autoencoder, else the error)').choices(allScores.map(({ id }) => id)));
    for (const option of dataOptions('asTrained')) command.addOption(option);
    command.addOption(options.weights()).addOption(options.at()).addOption(options.backend()).addHelpText('after', help);
  },
  async run([directory], given, output) {
    const trained = await readTrained(directory!, output, given);
    const { metadata, scores: kept } = trained;
    expectWritable(given.out);
    const session = await openTrained(trained, given, output);
    const same = metadata['data'] === dataFingerprint(session.data.tables);
    const fitted = kept ?? (same ? await fitAgain(session) : new Map());
    const rows = session.data.allRows();
    const found = await scoreRows(session, rows, fitted, { ...(given.score !== undefined && { id: given.score }), onItems: (done) => output.progress(`${done.toLocaleString('en')} rows`) });
    if (!found) throw new Failure('The document reconstructs nothing, so no row can be scored: a Loss must compare an output with the data.');
    const feed = session.data.feeds.get(findRoles(session.document, session.analysis).data!.node)!;
    const part = same ? partsOf(feed) : null;
    writeWhole(given.out, csvOf(found, feed, part));
    const told = judgeAll(session.seed, feed, found.scores, baselineScores(session, rows, fitted), same);
    output.print(`${found.answers.count.toLocaleString('en')} rows scored by ${found.score.title.toLowerCase()}, written to ${given.out}${told ? `\n${told.text}` : ''}`);
    output.result({ out: given.out, rows: found.answers.count, score: found.score.id, ...(told?.figures ?? { auc: null, averagePrecision: null, baselines: {}, why: whyNot(feed) }) });
    session.dispose();
  },
};

/** What was not kept with the weights, on the same rows as then. */
const fitAgain = async (session: Session): Promise<FittedScores> => new Map([...(findsTheUnusual(session) ? fitBaselines(session) : []), ...(await fitReferences(session))]);

const names = ['train', 'validation', 'test'] as const;
function partsOf(feed: Feed): readonly string[] {
  const part = new Array<string>(feed.table.count).fill('');
  for (const name of names) for (const row of feed[name]) part[row] = name;
  return part;
}

function csvOf({ scores, shares, names: columns }: NonNullable<Awaited<ReturnType<typeof scoreRows>>>, { table: { labels, labelNames } }: Feed, part: readonly string[] | null): string {
  const header = ['row', 'score', ...(labels ? ['label'] : []), ...(part ? ['part'] : []), ...columns];
  const width = columns.length;
  const lines = Array.from(scores, (value, row) => csvRow([row, value, ...(labels ? [labelNames?.[labels[row]!] ?? labels[row]!] : []), ...(part ? [part[row]!] : []), ...shares.subarray(row * width, (row + 1) * width)]));
  return `${[csvRow(header), ...lines].join('\n')}\n`;
}

const whichRows: Readonly<Record<JudgedRows, string>> = { test: 'rows of the test', 'held-out': 'rows that were not trained on', new: 'rows', all: 'rows, the ones that were trained on among them' };
const whyNot = ({ table: { labels } }: Feed): string => (labels ? 'which labels are normal is not known, or all rows are of one kind: say --normal VALUE' : 'the rows have no labels: name their column with --label');

interface Told {
  readonly text: string;
  readonly figures: object;
}
function judgeAll(seed: number, feed: Feed, own: Float64Array, others: Readonly<Record<string, Float64Array>>, same: boolean): Told | null {
  const { normal } = splitSettingsOf(feed.node);
  if (!feed.table.labels || normal === '') return null;
  const isNormal = normalItems(feed.table, normal)!;
  const isAnomaly = isNormal.map((one) => 1 - one);
  const { judged: rows, judgedAre } = judgedRows(rowParts(feed, same), isNormal);
  const model = judgeScores(own, isAnomaly, rows, seed);
  if (!model) return null;
  const judged: Record<string, Judged> = {};
  for (const [id, values] of Object.entries(others)) {
    const one = judgeScores(values, isAnomaly, rows, seed);
    if (one) judged[id] = one;
  }
  const titles = Object.fromEntries(allBaselines.map(({ id, title }) => [id, title]));
  const line = (name: string, { auc, averagePrecision, intervals }: Judged): Cell[] => [name, auc.toFixed(3), `${intervals.auc.low.toFixed(3)} to ${intervals.auc.high.toFixed(3)}`, averagePrecision.toFixed(3), `${intervals.averagePrecision.low.toFixed(3)} to ${intervals.averagePrecision.high.toFixed(3)}`];
  const anomalies = rows.reduce((sum, row) => sum + isAnomaly[row]!, 0);
  const head = `Of ${rows.length.toLocaleString('en')} ${whichRows[judgedAre]}, ${anomalies.toLocaleString('en')} anomalous (labels other than ${normal}):`;
  const rowsOfTable = [['', 'AUC', '95 %', 'average precision', '95 %'], line('this model', model), ...Object.entries(judged).map(([id, one]) => line(titles[id]!, one))];
  const sentence = verdictOf(model, judged);
  const short = ({ auc, averagePrecision }: Judged): object => ({ auc, averagePrecision });
  return {
    text: `${head}\n${table(rowsOfTable)}\n${sentence}`,
    figures: { auc: model.auc, averagePrecision: model.averagePrecision, intervals: model.intervals, baselines: Object.fromEntries(Object.entries(judged).map(([id, one]) => [id, short(one)])), judged: rows.length, anomalies, on: judgedAre, sentence },
  };
}
