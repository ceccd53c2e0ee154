/** Whether a GPU without a browser gives the numbers of plain JavaScript: operations alone, training steps of every template, and steps as they run against operations one by one. */
import { compareOneByOne } from '@/graph-engine/testing/compare-one-by-one';
import { firstDifference } from '@/graph-engine/testing/first-difference';
import { checkBackend } from '@/graph-engine/testing/op-cases';
import { templates, type TemplateId } from '@/templates/registry';
import type { Limit } from './report';

/** Training goes on in its own way from rounding; after ten steps that is far below this. */
const TOLERANCE = 1e-3;
const PAIRS = 3;

async function operations(): Promise<Limit> {
  const wrong = (await checkBackend('webgpu')).filter(({ maxRelativeError, leaked }) => !(maxRelativeError <= TOLERANCE) || leaked !== 0);
  for (const { case: name, maxRelativeError, leaked } of wrong) console.error(`${name} is off by ${maxRelativeError}, and leaves ${leaked} tensors behind`);
  return { limit: `operations as in plain JavaScript within ${TOLERANCE}`, found: `${wrong.length} are not`, holds: wrong.length === 0 };
}

/** The name and what was found of the worst of several, where larger is worse and what failed is worst. */
interface Worst {
  difference: number;
  text: string;
}
async function worstOf(ids: readonly TemplateId[], check: (id: TemplateId) => Promise<Worst>): Promise<Worst> {
  let worst: Worst = { difference: -1, text: 'none' };
  for (const id of ids) {
    const start = performance.now();
    const found = await check(id).catch((error: unknown): Worst => ({ difference: NaN, text: (error as Error).message }));
    console.error(`${id}: ${found.text} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    if (!Number.isNaN(worst.difference) && !(found.difference <= worst.difference)) worst = { ...found, text: `${id}: ${found.text}` };
  }
  return worst;
}
async function stepsOf(id: TemplateId, steps: number): Promise<Worst> {
  const { worst, left } = await firstDifference('webgpu', id, steps, TOLERANCE);
  const text = `${worst.difference.toExponential(1)}, ${worst.name}`;
  return { difference: worst.difference, text: left ? `${left.name} leaves by ${left.difference.toExponential(1)} at step ${left.step}; first there: ${left.operation}` : text };
}
async function oneByOneOf(id: TemplateId): Promise<Worst> {
  const { difference, bytes } = await compareOneByOne(id, PAIRS);
  if (new Set(bytes.slice(1)).size > 1) return { difference: Infinity, text: `it takes more memory with time: ${bytes.join(', ')} bytes` };
  return { difference, text: `${difference.toExponential(1)} from operations one by one` };
}

/** `ids`: the templates, all of them where it is undefined. */
export async function compareOnGpu(ids: readonly TemplateId[] = Object.keys(templates) as TemplateId[], steps = 10): Promise<readonly Limit[]> {
  const ops = await operations();
  const taken = await worstOf(ids, (id) => stepsOf(id, steps));
  const oneByOne = await worstOf(ids, oneByOneOf);
  return [
    ops,
    { limit: `${steps} steps of ${ids.length} templates as in plain JavaScript within ${TOLERANCE}`, found: taken.text, holds: taken.difference <= TOLERANCE },
    { limit: `steps of ${ids.length} templates as they run within ${TOLERANCE} of operations one by one, in the same memory`, found: oneByOne.text, holds: oneByOne.difference <= TOLERANCE },
  ];
}
