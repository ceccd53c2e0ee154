/** On a GPU without a browser (Dawn): does every template give the numbers of plain JavaScript, and how long is a step, against stock tfjs on the same GPU and PyTorch on CUDA? */
import { parseArgs } from 'node:util';
import { startDawn } from '@/graph-engine/runtime/node/dawn';
import { isSoftware } from '@/graph-engine/runtime/backends/software';
import { templates, type TemplateId } from '@/templates/registry';
import { gpuModelsNamed } from './lib/gpu-models';
import { report, type Limit, type Row } from './lib/report';
import { startCuda } from './lib/step-cuda';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    models: { type: 'string' },
    templates: { type: 'string' },
    steps: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    unguarded: { type: 'boolean' },
    json: { type: 'boolean' },
    save: { type: 'boolean' },
  },
});
/** An emulated GPU takes seconds for a whole batch. */
const SMALL_BATCH = 4;
/** Dawn keeps indices within a tensor where the driver does not, as for SwiftShader. Without that a read beyond the end gives 0, as drivers of real cards have it, and what shares memory in a workgroup begins with anything. */
const UNGUARDED = 'enable-dawn-features=disable_robustness,disable_workgroup_init';

function refuse(words: string): never {
  console.error(words);
  process.exit(2);
}
if (options.only !== undefined && !['compare', 'time'].includes(options.only)) refuse('--only takes compare or time.');
const ids = options.templates?.split(',') as TemplateId[] | undefined;
const unknown = ids?.filter((id) => !(id in templates)) ?? [];
if (unknown.length > 0) refuse(`There is no template ${unknown.join(', ')}: the templates are ${Object.keys(templates).join(', ')}.`);
const chosen = gpuModelsNamed(options.models?.split(','));
if ('unknown' in chosen) refuse(`There is no model ${chosen.unknown.join(', ')}: the models are ${chosen.known.join(', ')}.`);

const dawn = await startDawn(undefined, options.unguarded ? [UNGUARDED] : []);
if ('missing' in dawn) {
  console.log(`Skipped: ${dawn.missing}`);
  process.exit(0);
}
const card = dawn.adapter;
console.error(card);
const emulated = isSoftware(card);
const rows: Row[] = [];
const limits: Limit[] = [];

// Loaded with the GPU in place: tfjs looks for it once.
if (options.only !== 'time') limits.push(...(await (await import('./lib/gpu-compare')).compareOnGpu(ids, Number(options.steps))));

const cuda = emulated || options.only === 'compare' ? null : await startCuda();
if (options.only !== 'compare') {
  const { timeLimit, timeOnGpu } = await import('./lib/gpu-times');
  // With few items, a larger batch of a model is the same as its own.
  for (const [name, model] of chosen.filter(([, { batch }]) => !emulated || batch === null)) {
    try {
      const row = await timeOnGpu(name, model, { card, rounds: Number(options.rounds), batch: emulated ? SMALL_BATCH : null, cuda });
      console.error(JSON.stringify(row));
      rows.push(row);
      if (!emulated) limits.push(timeLimit(model, row));
    } catch (error) {
      limits.push({ limit: `${name} is timed`, found: (error as Error).message, holds: false });
    }
  }
}
cuda?.close();
report({
  name: 'gpu',
  key: 'model',
  question: `One training step on ${card} with Adam, loss read back: milliseconds by the clock, in turns of 300 ms, median of ${options.rounds} turns${emulated ? `, batch ${SMALL_BATCH}` : ''}${cuda ? `; PyTorch ${cuda.version} on CUDA` : ''}.`,
  rows,
  limits,
});
process.exit();
