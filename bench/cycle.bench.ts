/** What is a cycle loss worth to two generators that learn to turn digits into outlines and back, from two sets without pairs? Judged by pairs that neither has seen. */
import { parseArgs } from 'node:util';
import { loadDataPath } from '@/cli/load-data';
import { useBackend } from '@/cli/open-session';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import { cycleDocument } from '@/templates/cycle';
import { judgeOf, outlined, translate } from './lib/cycle-run';
import { hasMnist, mnistPath } from './lib/mnist';
import { part } from './lib/mnist-parts';
import { report, type Row } from './lib/report';

const { values: options } = parseArgs({
  options: { backend: { type: 'string', default: 'wasm' }, seeds: { type: 'string', default: '3' }, steps: { type: 'string', default: '2000' }, weights: { type: 'string', default: '2,0' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
});
if (!hasMnist) {
  console.error('Real MNIST is not beside the project (../shared/data/mnist): nothing to measure.');
  process.exit(1);
}
await useBackend(options.backend as 'wasm', { note: console.error });
const all = mustBeInMemory(await loadDataPath(mnistPath));
const [half, hidden] = [29_000, 2_000];
const sets = { a: part(all, 0, half), b: outlined(part(all, half, 2 * half)), hidden: part(all, 2 * half, 2 * half + hidden) };
const judge = await judgeOf(sets.b);
const real = outlined(sets.hidden);
console.error(`The judge finds the digit in ${((await judge(Float32Array.from(real.values, (value) => value * real.scale), real.labels!)) * 100).toFixed(1)} % of real outlines that it has not seen.`);

const rows: Row[] = [];
for (let seed = 1; seed <= Number(options.seeds); seed++) {
  for (const weight of options.weights.split(',').map(Number)) {
    const start = weight > 0 ? 'with cycle losses' : 'without';
    const { there, back, kept, seconds } = await translate(cycleDocument({ weight, steps: Number(options.steps) }), sets, seed, judge);
    const row = { run: `${weight} ${seed}`, losses: start, seed, 'cycle weight': weight, 'digit to outline, dB': there, 'outline to digit, dB': back, 'digit kept': kept, seconds };
    rows.push(row);
    console.error(`${start} (${weight}), seed ${seed}: ${there.toFixed(2)} dB there, ${back.toFixed(2)} dB back, ${kept.toFixed(3)} kept, ${seconds.toFixed(0)} s`);
  }
}
report({ name: 'cycle', key: 'run', question: 'x', rows, limits: [] });
