/** How long does one training step take, against the same model in tfjs as it is shipped, in tfjs without its layers, and in PyTorch? */
import { parseArgs } from 'node:util';
import { report, type Limit, type Row } from './lib/report';
import { startPage } from './lib/step-page';
import { severalThreads, startProcess, type StepSide } from './lib/step-sides';
import { plainModels, stepModels, type StepModel } from './lib/step-documents';
import { startTorch } from './lib/step-torch';

const { values: options, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, sides: { type: 'string' }, batch: { type: 'string' }, everywhere: { type: 'boolean' }, json: { type: 'boolean' }, save: { type: 'boolean' } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !stepModels.includes(name as StepModel));
if (unknown.length > 0) {
  console.error(`There is no model ${unknown.join(', ')}: the models are ${stepModels.join(', ')}.`);
  process.exit(2);
}
const models = positionals.length > 0 ? (positionals as StepModel[]) : stepModels;
const rounds = Number(options.rounds);
/** Of one turn; slow steps take as long as they take. */
const TURN_MS = 300;
/** Sides with slower steps have fewer turns. */
const SLOW_MS = 600;
const SLOW_TURNS = 3;
/** One step as slow as this says enough: it counts, even as the first, and there is no other. */
const ENOUGH_MS = 10_000;

const [OURS, THREADS, TORCH, ALL] = ['ours', `ours, ${severalThreads} threads`, 'PyTorch, one thread', `PyTorch, ${severalThreads} threads`];
const [STOCK_RATIO, TORCH_RATIO, THREADS_RATIO] = ['tf.layers / ours', 'ours / PyTorch', `${severalThreads} threads / PyTorch`];
const starts: Readonly<Record<string, () => StepSide | Promise<StepSide | null>>> = {
  ours: () => startProcess(OURS, 'ours', 'wasm'),
  threads: () => startProcess(THREADS, 'ours', 'wasm', severalThreads),
  torch: () => startTorch(1),
  'torch-threads': () => startTorch(severalThreads),
  wasm: () => startProcess('tf.layers, wasm', 'layers', 'wasm'),
  cpu: () => startProcess('tf.layers, cpu', 'layers', 'cpu'),
  eager: () => startProcess('eager tfjs, wasm', 'eager', 'wasm'),
  'eager-cpu': () => startProcess('eager tfjs, cpu', 'eager', 'cpu'),
  webgl: () => startPage('webgl'),
  webgpu: () => startPage('webgpu'),
  'ours-cpu': () => startProcess('ours, cpu', 'ours', 'cpu'),
};
/** Asked by name alone: plain JavaScript runs everywhere, and is the last choice. */
const named: ReadonlySet<string> = new Set(['ours-cpu']);
/** Slow, and asked where the same of wasm does not train. */
const instead: ReadonlySet<string> = new Set(['eager tfjs, cpu', 'tf.layers, webgl', 'tf.layers, webgpu']);
const chosen = options.sides?.split(',') ?? Object.keys(starts).filter((name) => !named.has(name));
/** Items in a batch instead of the model's own; PyTorch knows only those, and stays away then. */
const batch = options.batch ? Number(options.batch) : null;
const sides: StepSide[] = [];
for (const name of chosen.filter((name) => !batch || !name.startsWith('torch'))) {
  const side = await starts[name]?.();
  if (side) sides.push(side);
  else console.error(`${name} is not to be had here: its column stays empty.`);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const template = (model: StepModel): boolean => !(model in plainModels);

/** Medians by side, or why there is none. */
async function compare(model: StepModel): Promise<Map<string, number | string>> {
  const times = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  const faults = new Map<string, string>();
  const sizes = new Map<string, number>();
  // The first round is for warming up.
  for (let round = -1; round < rounds; round++) {
    for (const { name, turn } of sides) {
      const walls = times.get(name)!;
      const slow = walls.length > 0 && (median(walls) > ENOUGH_MS || (walls.length >= SLOW_TURNS && median(walls) > SLOW_MS));
      if (faults.has(name) || slow || (instead.has(name) && !options.everywhere && !faults.has('tf.layers, wasm'))) continue;
      const answer = await turn(model, batch, TURN_MS);
      if ('fault' in answer) {
        if (name === OURS || name === THREADS) throw new Error(`internal: ${model}: ${answer.fault}`);
        faults.set(name, /not registered for/.test(answer.fault) ? 'does not train' : answer.fault.slice(0, 60));
        continue;
      }
      sizes.set(name, answer.parameters);
      if (round >= 0 || answer.wall > ENOUGH_MS) walls.push(answer.wall);
    }
  }
  if (new Set(sizes.values()).size > 1) throw new Error(`internal: ${model} is not the same model everywhere: ${[...sizes].map(([name, size]) => `${name} trains ${size} numbers`).join(', ')}`);
  const found = new Map<string, number | string>(faults);
  for (const [name, walls] of times) if (walls.length > 0) found.set(name, median(walls));
  return found;
}

const rows: Row[] = [];
for (const model of models) {
  console.error(`${model} …`);
  const found = await compare(model);
  const of = (name: string): number => (typeof found.get(name) === 'number' ? (found.get(name) as number) : NaN);
  const stock = sides.map(({ name }) => name).filter((name) => name.startsWith('tf.layers') && of(name) > 0).toSorted((a, b) => of(a) - of(b))[0];
  const ratio = (a: number, b: number): number | string => (Number.isFinite(a / b) ? a / b : '–');
  rows.push({
    model,
    ...Object.fromEntries(sides.map(({ name }) => [`${name}, ms`, found.get(name) ?? '–'])),
    'fastest tf.layers': stock?.replace('tf.layers, ', '') ?? '–',
    [STOCK_RATIO]: ratio(stock ? of(stock) : NaN, of(OURS)),
    [TORCH_RATIO]: ratio(of(OURS), of(TORCH)),
    [THREADS_RATIO]: ratio(of(THREADS), of(TORCH)),
    [`${severalThreads} threads / PyTorch’s ${severalThreads}`]: ratio(of(THREADS), of(ALL)),
  });
}
for (const { close } of sides) await close();

/** Which of the templates, or of the `among` ones, break a limit on a ratio; nothing where it was not measured. */
function limit(rows: readonly Row[], text: string, column: string, holds: (ratio: number) => boolean, among: (model: StepModel) => boolean = template): Limit[] {
  const told = rows.filter((row) => among(row['model'] as StepModel) && typeof row[column] === 'number');
  const broken = told.filter((row) => !holds(row[column] as number));
  return told.length === 0 ? [] : [{ limit: text, found: broken.length > 0 ? broken.map((row) => `${row['model']} ${(row[column] as number).toPrecision(3)}`).join(', ') : `all ${told.length}`, holds: broken.length === 0 }];
}
/** The plain models: at least so many times as fast as tf.layers, at most these parts of PyTorch's time on one thread. */
const goals: Readonly<Record<keyof typeof plainModels, { readonly stock?: number; readonly torch: number; readonly threads?: number }>> = {
  mlp: { stock: 17, torch: 1.1, threads: 0.65 },
  conv: { torch: 1.1, threads: 0.6 },
  small: { stock: 40, torch: 1 / 12 },
  transformer: { torch: 1 },
};
const goalsOf = (rows: readonly Row[], model: keyof typeof goals): Limit[] => {
  const { stock, torch, threads } = goals[model];
  const one = (other: StepModel): boolean => other === model;
  return [
    ...(stock ? limit(rows, `${model}: ${stock} × as fast as tf.layers on its fastest backend here`, STOCK_RATIO, (ratio) => ratio >= stock, one) : []),
    ...limit(rows, `${model}: within ${torch.toPrecision(2)} × the time of PyTorch on one thread`, TORCH_RATIO, (ratio) => ratio <= torch, one),
    ...(threads ? limit(rows, `${model}: with ${severalThreads} threads within ${threads} × the time of PyTorch on one`, THREADS_RATIO, (ratio) => ratio <= threads, one) : []),
  ];
};

report({
  name: batch ? `steps-batch-${batch}` : 'steps',
  key: 'model',
  question: `One training step with Adam, loss read back: milliseconds by the clock, in turns of ${TURN_MS} ms, median of ${rounds} turns (of ${SLOW_TURNS} where a step takes over ${SLOW_MS} ms, one over ${ENOUGH_MS / 1000} s). Ours and PyTorch on one thread are pinned to the same processor.`,
  rows,
  limits: (rows) => [
    ...limit(rows, 'templates: 10 × as fast as tf.layers on its fastest backend here', STOCK_RATIO, (ratio) => ratio >= 10),
    ...limit(rows, 'templates: within 1.5 × the time of PyTorch on one thread', TORCH_RATIO, (ratio) => ratio <= 1.5),
    ...limit(rows, `templates: with ${severalThreads} threads as fast as PyTorch on one`, THREADS_RATIO, (ratio) => ratio <= 1),
    ...(Object.keys(goals) as (keyof typeof goals)[]).flatMap((model) => goalsOf(rows, model)),
  ],
});
