/** How long does one training step take, against the same model in tfjs as it is shipped, on the same backend? */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { report, type Row } from './lib/report';
import { stepModels, type StepModel } from './lib/step-documents';
import type { StepAnswer, StepBackend, StepRequest } from './lib/step-side';

const { values: options } = parseArgs({ options: { models: { type: 'string' }, rounds: { type: 'string', default: '7' }, backend: { type: 'string' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const models = (options.models?.split(',') ?? stepModels) as StepModel[];
const backend = (options.backend ?? 'wasm') as StepBackend;
/** Plain JavaScript takes most of a minute for the convolutions of a whole batch, on both sides. */
const batch = backend === 'cpu' ? 8 : null;
const rounds = Number(options.rounds);
/** Of one turn; slow steps take as long as they take. */
const TURN_MS = 300;
/** Steps that take this long are measured in three turns at most. */
const SLOW_MS = 2000;
const SLOW_TURNS = 3;

const side = (name: 'ours' | 'stock'): ChildProcess => fork(fileURLToPath(new URL('./lib/step-side.ts', import.meta.url)), [name], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
async function ask(child: ChildProcess, request: StepRequest): Promise<StepAnswer> {
  child.send(request);
  const died = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`internal: ${request.model} on ${request.backend} ended its process with ${String(code ?? signal)}`);
  });
  const [answer] = await Promise.race([once(child, 'message') as Promise<[StepAnswer]>, died]);
  return answer;
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const [ours, stock] = [side('ours'), side('stock')];
const rows: Row[] = [];
for (const model of models) {
  console.error(`${model} on ${backend} …`);
  const request = { model, backend, batch, milliseconds: TURN_MS };
  type Times = Exclude<StepAnswer, { readonly fault: string }>;
  const times: { readonly ours: Times; readonly stock: Times | null }[] = [];
  let fault: string | null = null;
  // The first round is for warming up.
  for (let round = -1; round < rounds; round++) {
    const first = await ask(ours, request);
    if ('fault' in first) throw new Error(`internal: ${model} on ${backend}: ${first.fault}`);
    const second: StepAnswer | null = fault === null ? await ask(stock, request) : null;
    if (second && 'fault' in second) fault = second.fault;
    const slow = Math.max(first.wall, second && 'wall' in second ? second.wall : 0) > SLOW_MS;
    if (round < 0) continue;
    times.push({ ours: first, stock: second && 'wall' in second ? second : null });
    if (slow && times.length >= SLOW_TURNS) break;
  }
  const of = (pick: (turn: (typeof times)[number]) => number): number => median(times.map(pick));
  rows.push({
    model, backend,
    'ours ms': of(({ ours }) => ours.processor),
    'stock ms': fault === null ? of(({ stock }) => stock!.processor) : '–',
    'times faster': fault === null ? of(({ ours, stock }) => stock!.processor / ours.processor) : fault.includes('Conv2DBackpropFilter') ? 'stock lacks Conv2DBackpropFilter' : fault.slice(0, 60),
    'ours ms by the clock': of(({ ours }) => ours.wall),
    'stock ms by the clock': fault === null ? of(({ stock }) => stock!.wall) : '–',
  });
}
ours.disconnect();
stock.disconnect();

const slower = rows.filter((row) => typeof row['times faster'] === 'number' && row['times faster'] < 0.9);
report({
  name: backend === 'wasm' ? 'steps' : `steps-${backend}`,
  question: `One training step with Adam, loss read back, in turn with stock tfjs 4.22 on the same backend${batch ? `, batch ${batch}` : ''}: processor time, median of ${rounds} turns of ${TURN_MS} ms (steps over ${SLOW_MS / 1000} s: ${SLOW_TURNS}).`,
  rows,
  limits: [
    { limit: 'no model slower than stock by more than 10 %', found: slower.length ? slower.map((row) => `${row['model']} on ${row['backend']}`).join(', ') : 'none is', holds: slower.length === 0 },
    { limit: `every model trains on ${backend}`, found: `${rows.length} do`, holds: rows.length === models.length },
  ],
});
