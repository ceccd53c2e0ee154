/** What is a cycle loss worth to two generators that learn to turn digits into outlines and back, from two sets without pairs? Judged by pairs that neither has seen. */
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { leaveGpu } from '@/cli/gpu';
import { useBackend, type BackendOptions } from '@/cli/open-session';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import { cycleDocument } from '@/templates/cycle';
import { judgeOf, outlined, translate } from './lib/cycle-run';
import { meanOf } from './lib/mean';
import { mnistPath, needMnist } from './lib/mnist';
import { part, scaled } from './lib/mnist-parts';
import { report, save, savedRuns, type Limit, type Result, type Row } from './lib/report';

const { values: options } = parseArgs({
  options: { backend: { type: 'string', default: 'wasm' }, seeds: { type: 'string', default: '1,2,3' }, steps: { type: 'string', default: '3000' }, weights: { type: 'string', default: '0.5,0' }, rate: { type: 'string', default: '0.001' }, json: { type: 'boolean' }, save: { type: 'boolean' }, missing: { type: 'boolean' } },
});
needMnist();
await useBackend(options.backend as BackendOptions['backend'], { note: console.error });
const all = mustBeInMemory(await loadDataPath(mnistPath));
const [half, hidden] = [29_000, 2_000];
const [THERE, BACK] = ['digit to outline, dB', 'outline to digit, dB'] as const;
const sets = { a: part(all, 0, half), b: outlined(part(all, half, 2 * half)), hidden: part(all, 2 * half, 2 * half + hidden) };
const judge = await judgeOf(sets.b);
const real = outlined(sets.hidden);
console.error(`The judge finds the digit in ${((await judge(scaled(real), real.labels!)) * 100).toFixed(1)} % of real outlines that it has not seen.`);

const question = `Two generators between ${half.toLocaleString('en')} digits of MNIST and the outlines of as many others, without pairs, with cycle losses that rise from a quarter of the steps on and without: decibels against the pairs of ${hidden.toLocaleString('en')} digits that neither has seen, and the share of outlines in which a classifier of real ones finds the digit.`;
const [WITH, WITHOUT] = ['with cycle losses', 'without'] as const;
const [steps, rate] = [Number(options.steps), Number(options.rate)];
/** As the template is; others are kept beside it under their own names. */
const usual = { steps: 3000, rate: 0.001 };
const recipe = steps === usual.steps && rate === usual.rate ? '' : `, ${steps.toLocaleString('en')} steps at ${rate}`;
function limitsOf(kept: readonly Row[]): Limit[] {
  const of = (losses: string): readonly Row[] => kept.filter((row) => row['losses'] === losses && row['steps'] === usual.steps && row['learning rate'] === usual.rate);
  if (of(WITH).length === 0) return [];
  const least = (column: string): number => Math.min(...of(WITH).map((row) => Number(row[column])));
  const leads = (column: string): number[] => of(WITH).flatMap((row) => of(WITHOUT).filter(({ seed }) => seed === row['seed']).map((other) => Number(row[column]) - Number(other[column])));
  // By the mean, since a lucky seed gets as far without: that the others do not is what the losses are for.
  const lead = meanOf([...leads(THERE), ...leads(BACK)]);
  return [
    { limit: 'outlines are drawn at 18 dB with every seed', found: least(THERE).toFixed(2), holds: least(THERE) >= 18 },
    { limit: 'digits are drawn at 16 dB with every seed', found: least(BACK).toFixed(2), holds: least(BACK) >= 16 },
    { limit: '92 % of the digits are kept with every seed', found: least('digit kept').toFixed(3), holds: least('digit kept') >= 0.92 },
    ...(Number.isFinite(lead) ? [{ limit: 'the cycle losses are worth 2 dB in the mean of both ways and all seeds', found: lead.toFixed(2), holds: lead >= 2 }] : []),
  ];
}
const result = (rows: readonly Row[]): Result => ({ name: 'cycle', key: 'run', question, rows, limits: limitsOf });
const done = savedRuns('cycle', options.missing);
const rows: Row[] = [];
for (const seed of options.seeds.split(',').map(Number)) {
  for (const weight of options.weights.split(',').map(Number)) {
    const losses = weight > 0 ? WITH : WITHOUT;
    const run = `${losses}, seed ${seed}${recipe}`;
    if (done.has(run)) continue;
    const { there, back, kept, seconds } = await translate(cycleDocument({ weight, identity: 0, steps, learningRate: rate }), sets, seed, judge);
    const row = { run, losses, seed, steps, 'learning rate': rate, 'cycle weight': weight, [THERE]: there, [BACK]: back, 'digit kept': kept, seconds };
    rows.push(row);
    console.error(`${run}: ${there.toFixed(2)} dB there, ${back.toFixed(2)} dB back, ${kept.toFixed(3)} kept, ${seconds.toFixed(0)} s`);
    // Kept at once, so that a run that is cut off can go on with --missing.
    if (options.save) save(result([row]));
  }
}
report(result(rows));
await leaveGpu();
