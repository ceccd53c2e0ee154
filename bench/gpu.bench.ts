/** On a GPU without a browser (Dawn): does every template give the numbers of plain JavaScript, and how long is a step, against tfjs as it is shipped on the same GPU? */
import { parseArgs } from 'node:util';
import { startDawn } from '@/graph-engine/runtime/node/dawn';
import { isSoftware } from '@/graph-engine/runtime/backends/software';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { compareReplay } from '@/graph-engine/testing/compare-replay';
import { compareSteps } from '@/graph-engine/testing/compare-steps';
import { countDispatches } from '@/graph-engine/testing/count-gpu-calls';
import { checkBackend } from '@/graph-engine/testing/op-cases';
import { templates, type TemplateId } from '@/templates/registry';
import { measure } from './lib/measure';
import { report, type Row } from './lib/report';
import { stepModels, type StepModel } from './lib/step-documents';
import { prepareOurs } from './lib/steps-ours';

const { values: options } = parseArgs({ options: { models: { type: 'string' }, rounds: { type: 'string', default: '20' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const STEPS = 3;
const TOLERANCE = 1e-3;

const dawn = await startDawn();
if ('missing' in dawn) {
  console.log(`Skipped: ${dawn.missing}`);
  process.exit(0);
}
console.error(dawn.adapter);
// Loaded with the GPU in place: tfjs looks for it once.
const [{ prepareModel, useStock }, { layersKit }] = await Promise.all([import('./lib/tfjs-models'), import('./lib/tfjs-layers')]);
/** An emulated GPU takes seconds for a whole batch. */
const batch = isSoftware(dawn.adapter) ? 4 : null;

const wrongOps = (await checkBackend('webgpu')).filter(({ maxRelativeError, leaked }) => !(maxRelativeError <= TOLERANCE) || leaked !== 0);
for (const { case: name, maxRelativeError } of wrongOps) console.error(`${name} is off by ${maxRelativeError}`);
const worst = { difference: 0, name: 'none' };
for (const id of Object.keys(templates) as TemplateId[]) {
  const { difference, name } = await compareSteps('webgpu', id, STEPS);
  console.error(`${id}: ${difference.toExponential(1)} (${name})`);
  if (!(difference <= worst.difference)) Object.assign(worst, { difference, name: `${id} ${name}` });
}
const replay = await compareReplay('patterns', STEPS);

const rows: Row[] = [];
await chooseBackend('webgpu');
for (const model of (options.models?.split(',') ?? stepModels) as StepModel[]) {
  const ours = await prepareOurs(model, 'webgpu', batch, 1);
  await useStock('webgpu');
  const stock = prepareModel(model, batch, layersKit);
  const [first, second] = await measure([{ name: 'ours', run: () => ours.step() }, { name: 'stock', run: () => stock.step() }], Number(options.rounds));
  const counts = [await countDispatches(() => ours.step()), await countDispatches(() => stock.step())] as const;
  ours.dispose();
  stock.dispose();
  rows.push({ model, 'ours, ms': first!.median, 'stock, ms': second!.median, 'stock / ours': second!.median / first!.median, 'ours, dispatches': counts[0], 'stock, dispatches': counts[1] });
}
report({
  name: 'gpu',
  question: `One training step on ${dawn.adapter} with Adam, loss read back, in turn with stock tfjs on the same GPU${batch === null ? '' : `, batch ${batch}`}: median of ${options.rounds}.`,
  rows,
  limits: [
    { limit: `operations as on plain JavaScript within ${TOLERANCE}`, found: `${wrongOps.length} are not`, holds: wrongOps.length === 0 },
    { limit: `${STEPS} steps of every template as on plain JavaScript within ${TOLERANCE}`, found: `${worst.difference.toExponential(1)} at most, ${worst.name}`, holds: worst.difference <= TOLERANCE },
    { limit: 'replayed steps as steps that are not', found: String(replay.difference), holds: replay.difference === 0 },
  ],
});
process.exit();
