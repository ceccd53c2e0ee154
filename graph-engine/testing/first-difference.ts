/** Training steps of a template on one backend beside plain JavaScript: where it first gives other numbers. Runs in Node and in a browser. */
import type { TemplateId } from '@/templates/registry';
import type { BackendName } from '../runtime/backends/definition';
import type { Weights } from '../runtime/device';
import { relativeDifference, worstDifference, type NamedDifference } from './compare-stores';
import { firstValue, openOn } from './first-value';

type Parameters = ReadonlyMap<string, Weights>;
export interface Left extends NamedDifference {
  /** The first step after which the parameter `name` is another; 0 when it began so. */
  readonly step: number;
  /** In words, the operation whose value is the first to differ in that step, from the same parameters. */
  readonly operation: string;
}
export interface StepsCheck {
  /** Of all parameters and of the optimiser's state after each step that was taken; relative. */
  readonly worst: NamedDifference;
  /** Null where all steps stay within the tolerance. */
  readonly left: Left | null;
}

/** The parameters before the first step, and after each. */
async function* stepsOf(backend: BackendName, id: TemplateId, steps: number): AsyncGenerator<Parameters> {
  const session = await openOn(backend, id);
  try {
    yield (await session.snapshot()).parameters;
    for (let step = 0; step < steps; step++) {
      session.stepBlind();
      yield (await session.snapshot()).parameters;
    }
  } finally {
    session.dispose();
  }
}
function firstAbove(a: Parameters, b: Parameters, tolerance: number): NamedDifference | null {
  for (const [name, { data }] of a) {
    const difference = relativeDifference(data, b.get(name)!.data);
    if (!(difference <= tolerance)) return { name, difference };
  }
  return null;
}

/** Takes `steps` steps, or as many as stay within `tolerance` and one more. @throws when the backend does not run here. */
export async function firstDifference(backend: BackendName, id: TemplateId, steps: number, tolerance: number): Promise<StepsCheck> {
  const reference: Parameters[] = [];
  for await (const parameters of stepsOf('cpu', id, steps)) reference.push(parameters);
  let worst: NamedDifference = { name: '', difference: 0 };
  let step = 0;
  for await (const parameters of stepsOf(backend, id, steps)) {
    const found = worstDifference(reference[step]!, parameters);
    if (!(found.difference <= worst.difference)) worst = found;
    const left = firstAbove(reference[step]!, parameters, tolerance);
    if (left) return { worst, left: { ...left, step, operation: step === 0 ? 'the start of the parameters' : await firstValue(backend, id, reference[step - 1]!, step - 1, tolerance) } };
    step++;
  }
  return { worst, left: null };
}
