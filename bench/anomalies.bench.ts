/**
 * Do the templates that find the unusual find it: on published sets and on data of their own, of which they learned from normal rows alone, and how do simpler
 * means do on the same rows?
 */
import { parseArgs } from 'node:util';
import { useBackend } from '@/cli/open-session';
import { baselines } from '@/graph-engine/inspect/anomaly/baselines';
import { anomalyRun } from './lib/anomaly-run';
import { anomalySets } from './lib/anomaly-sets';
import { meanOf, spreadOf } from './lib/mean';
import { report, save, savedRuns, type Limit, type Row } from './lib/report';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '5' }, steps: { type: 'string' }, missing: { type: 'boolean' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
});
const unknown = positionals.find((name) => !anomalySets.some((set) => set.name === name));
if (unknown !== undefined || (options.steps && options.save)) {
  console.error(unknown !== undefined ? `There is no set "${unknown}". There are: ${anomalySets.map(({ name }) => name).join(', ')}.` : '--steps tries the bench itself with short runs, whose figures are not to be kept: leave --save out.');
  process.exit(2);
}
const question = 'How well a template that learned from half of the normal rows tells anomalies from the other half (areas under the ROC curve and average precision), by set and seed, beside baselines fitted on the same rows.';
const MODEL = 'model';
const methods = [MODEL, ...baselines.map(({ id }) => id)];
const titles: Readonly<Record<string, string>> = { [MODEL]: 'the model', ...Object.fromEntries(baselines.map(({ id, title }) => [id, title.toLowerCase()])) };
const column = (rows: readonly Row[], name: string): number[] => rows.map((row) => Number(row[name]));
const shown = (area: number): string => area.toFixed(3).replace(/^0/, '');

/** Who ranks best, by the means over the seeds; means that lie within a spread of each other are called alike. */
function verdictOf(rows: readonly Row[]): string {
  const means = methods.map((id) => ({ id, mean: meanOf(column(rows, id)), spread: spreadOf(column(rows, id)) })).sort((a, b) => b.mean - a.mean);
  const best = means[0]!;
  const model = means.find(({ id }) => id === MODEL)!;
  const second = means.find(({ id }) => id !== MODEL)!;
  const other = best.id === MODEL ? second : best;
  const alike = Math.abs(model.mean - other.mean) <= Math.max(model.spread, other.spread);
  const figures = `${shown(best.mean)} against ${shown(best.id === MODEL ? other.mean : model.mean)}`;
  const against = best.id === MODEL ? titles[other.id]! : titles[MODEL]!;
  return `${titles[best.id]!} is best${alike ? `, by no more than seeds differ from ${against}` : ''}: ${figures} of ${against}`;
}

/** What the rows promise, whoever made them, by set. */
function limitsOf(rows: readonly Row[]): Limit[] {
  return anomalySets.flatMap(({ name, target, above }) => {
    const runs = rows.filter(({ set }) => set === name);
    if (runs.length === 0) return [];
    const figures = column(runs, MODEL);
    const mean = meanOf(figures);
    const over = `mean of ${runs.length} ${runs.length === 1 ? 'seed' : 'seeds'}`;
    const other = above === undefined ? null : meanOf(column(runs, above));
    return [
      { limit: `${name}: the area under the ROC curve is at least ${target}, ${over}`, found: `${mean.toFixed(4)}; ${figures.map((figure) => figure.toFixed(4)).join(', ')}; ${verdictOf(runs)}`, holds: mean >= target },
      ...(other === null ? [] : [{ limit: `${name}: above that of ${titles[above!]!}, ${over}`, found: `${mean.toFixed(4)} beside ${other.toFixed(4)}`, holds: mean > other }]),
    ];
  });
}
/** A row for each set: means over the seeds, with their standard deviation. */
function summary(rows: readonly Row[]): string {
  const figure = (values: readonly number[]): string => `${shown(meanOf(values))} ± ${shown(spreadOf(values))}`;
  return anomalySets
    .flatMap(({ name }) => {
      const runs = rows.filter(({ set }) => set === name);
      if (runs.length === 0) return [];
      return [`${name} (${runs.length} seeds): ${methods.map((id) => `${titles[id]!} ${figure(column(runs, id))}, AP ${figure(column(runs, `${id} AP`))}`).join('; ')}\n  ${verdictOf(runs)}`];
    })
    .join('\n');
}

await useBackend('wasm', { note: console.error });
const done = savedRuns('anomalies', options.missing);
const rows: Row[] = [];
for (const set of anomalySets.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  if (set.missing !== null) {
    console.error(`${set.name}: ${set.missing}; nothing is measured there.`);
    continue;
  }
  for (let seed = 1; seed <= Math.min(set.seeds ?? Infinity, Number(options.seeds)); seed++) {
    if (done.has(`${set.name} ${seed}`)) continue;
    const { model, baselines: others, score, trainedOn, judged, anomalies, steps, seconds } = await anomalyRun(await set.open(seed), options.steps === undefined ? set.steps : Number(options.steps));
    const areas = Object.entries({ [MODEL]: model, ...others });
    const row: Row = {
      run: `${set.name} ${seed}`, set: set.name, seed, template: set.template, score,
      ...Object.fromEntries(areas.map(([id, { auc }]) => [id, auc])), ...Object.fromEntries(areas.map(([id, { averagePrecision }]) => [`${id} AP`, averagePrecision])),
      'trained on': trainedOn, judged, anomalies, steps, seconds,
    };
    rows.push(row);
    console.error(`${row['run']}: ${areas.map(([id, { auc }]) => `${titles[id]!} ${shown(auc)}`).join(', ')}; ${seconds.toFixed(1)} s`);
    // Kept at once, so that a run that is cut off can go on with --missing.
    if (options.save) save({ name: 'anomalies', question, rows: [row], key: 'run', limits: limitsOf });
  }
}
if (!options.json) console.log(`${summary(rows)}\n`);
report({ name: 'anomalies', question, rows, key: 'run', limits: limitsOf });
