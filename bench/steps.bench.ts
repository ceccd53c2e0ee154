/** How long does one training step take, against the same model in tfjs as it is shipped on the same backend, and against PyTorch on one thread? */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, type Row } from './lib/report';
import { stepModels, type StepModel } from './lib/step-documents';
import type { StepAnswer, StepBackend, StepRequest } from './lib/step-side';
import { startTorch } from './lib/step-torch';

const { values: options } = parseArgs({ options: { models: { type: 'string' }, rounds: { type: 'string', default: '7' }, backend: { type: 'string' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const models = (options.models?.split(',') ?? stepModels) as StepModel[];
const backend = (options.backend ?? 'wasm') as StepBackend;
/** Plain JavaScript takes minutes for a convolution of a whole batch. */
const batch = backend === 'cpu' ? 8 : null;
const rounds = Number(options.rounds);
/** Of one turn; slow steps take as long as they take. */
const TURN_MS = 300;
/** Steps that take this long are measured in three turns at most. */
const SLOW_MS = 2000;
const SLOW_TURNS = 3;

const several = Math.max(2, availableParallelism());
const side = (name: 'ours' | 'stock', threads = 1): { name: string; child: ChildProcess; threads: number } => ({
  name: name === 'stock' ? 'stock' : threads > 1 ? `ours, ${threads} threads` : 'ours',
  threads,
  child: fork(fileURLToPath(new URL('./lib/step-side.ts', import.meta.url)), [name], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
});
async function ask(child: ChildProcess, request: StepRequest): Promise<StepAnswer> {
  child.send(request);
  const died = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`internal: ${request.model} on ${request.backend} ended its process with ${String(code ?? signal)}`);
  });
  const [answer] = await Promise.race([once(child, 'message') as Promise<[StepAnswer]>, died]);
  return answer;
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const sides = backend === 'wasm' ? [side('ours'), side('ours', several), side('stock')] : [side('ours'), side('stock')];
const torch = backend === 'wasm' ? await startTorch() : null;
if (backend === 'wasm') console.error(torch ? `PyTorch ${torch.version}, one thread` : 'No python3 with PyTorch was found: its column stays empty.');

const rows: Row[] = [];
for (const model of models) {
  console.error(`${model} on ${backend} …`);
  const times = new Map<string, number[]>();
  const faults = new Map<string, string>();
  // The first round is for warming up.
  for (let round = -1, slow = false; round < (slow ? SLOW_TURNS : rounds); round++) {
    const note = (name: string, wall: number): void => {
      slow ||= wall > SLOW_MS;
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), wall]);
    };
    for (const { name, child, threads } of sides) {
      if (faults.has(name)) continue;
      const answer = await ask(child, { model, backend, batch, threads, milliseconds: TURN_MS });
      if ('wall' in answer) note(name, answer.wall);
      else if (name === 'stock') faults.set(name, answer.fault.includes('Conv2DBackpropFilter') ? 'does not train' : answer.fault.slice(0, 60));
      else throw new Error(`internal: ${model} on ${backend}: ${answer.fault}`);
    }
    if (torch?.models.includes(model)) note('PyTorch', await torch.step(model, TURN_MS));
  }
  const of = (name: string): number | null => (times.has(name) ? median(times.get(name)!) : null);
  const ratio = (a: number | null, b: number | null): number | string => (a === null || b === null ? '–' : a / b);
  rows.push({
    model, backend,
    ...Object.fromEntries(sides.filter(({ name }) => name !== 'stock').map(({ name }) => [`${name}, ms`, of(name)!])),
    'stock, ms': of('stock') ?? faults.get('stock')!,
    ...(torch && { 'PyTorch, ms': of('PyTorch') ?? '–' }),
    'stock / ours': ratio(of('stock'), of('ours')),
    ...(torch && { 'ours / PyTorch': ratio(of('ours'), of('PyTorch')), [`${several} threads / PyTorch`]: ratio(of(`ours, ${several} threads`), of('PyTorch')) }),
  });
}
for (const { child } of sides) child.disconnect();
torch?.close();

const slower = rows.filter((row) => typeof row['stock / ours'] === 'number' && row['stock / ours'] < 0.9);
report({
  name: backend === 'wasm' ? 'steps' : `steps-${backend}`,
  question: `One training step with Adam, loss read back, in turn with stock tfjs 4.22 on the same backend${batch ? `, batch ${batch}` : ''}: by the clock, median of ${rounds} turns of ${TURN_MS} ms (steps over ${SLOW_MS / 1000} s: ${SLOW_TURNS}).`,
  rows,
  limits: [
    { limit: 'no model slower than stock by more than 10 %', found: slower.length ? slower.map((row) => `${row['model']} on ${row['backend']}`).join(', ') : 'none is', holds: slower.length === 0 },
    { limit: `every model trains on ${backend}`, found: `${rows.length} do`, holds: rows.length === models.length },
  ],
});
