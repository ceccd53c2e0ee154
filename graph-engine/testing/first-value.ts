/** One training step on two backends from the same parameters, value by value in the order of the program. */
import type { TemplateId } from '@/templates/registry';
import type { Op, Program } from '../program/types';
import { backends } from '../runtime/backends';
import type { BackendName } from '../runtime/backends/definition';
import type { Weights } from '../runtime/device';
import type { Session } from '../training/session';
import { openTemplate } from './compare-steps';
import { relativeDifference } from './compare-stores';

type Numbers = ArrayLike<number>;
type Executed = ReturnType<Session['runsOfStep']>[number];
/** What an update of the step is asked for: every value, which keeps all of them apart, or the new parameters alone, as in training. */
type Asked = (program: Program) => readonly Op[];

const everyValue: Asked = ({ ops }) => ops;
const newParameters: Asked = ({ ops, updates }) => ops.filter(({ output }) => updates.some(({ value }) => value === output));

/** Without the trial that a backend is chosen by: what computes wrong numbers is what is looked for. @throws when the backend does not run here. */
export async function openOn(backend: BackendName, id: TemplateId): Promise<Session> {
  await backends[backend].setUp({});
  return openTemplate(id);
}
async function readAll({ executor, options }: Executed, asked: Asked): Promise<Numbers[]> {
  const results = executor.run({ ...options, applyUpdates: true, fetch: asked(executor.program).map(({ output }) => output) });
  const numbers: Numbers[] = [];
  for (const result of results) {
    numbers.push((await result.data()) as Numbers);
    result.dispose();
  }
  return numbers;
}
/** The values of all updates of step `step`, one list for each update. */
async function valuesOf(backend: BackendName, id: TemplateId, parameters: ReadonlyMap<string, Weights>, step: number, asked: Asked): Promise<{ readonly programs: readonly Program[]; readonly values: readonly (readonly Numbers[])[] }> {
  const session = await openOn(backend, id);
  try {
    for (const [name, weights] of parameters) if (session.store.has(name)) session.store.write(name, weights);
    session.step = step;
    const runs = session.runsOfStep();
    const values: Numbers[][] = [];
    for (const run of runs) values.push(await readAll(run, asked));
    return { programs: runs.map(({ executor }) => executor.program), values };
  } finally {
    session.dispose();
  }
}

function inWords({ kind, phase, origin, inputs, output }: Op, { values }: Program, difference: number): string {
  const shape = (value: number): string => `[${values[value]!.shape.join()}]`;
  const place = origin ? ` of ${[origin.node, origin.layer].filter(Boolean).join('/')}` : '';
  return `${kind}${place} (${phase}), ${inputs.map(shape).join(' ')} → ${shape(output)}, is off by ${difference.toExponential(1)}`;
}
async function search(backend: BackendName, id: TemplateId, parameters: ReadonlyMap<string, Weights>, step: number, tolerance: number, asked: Asked): Promise<string | null> {
  const wanted = await valuesOf('cpu', id, parameters, step, asked);
  const found = await valuesOf(backend, id, parameters, step, asked);
  for (const [run, program] of wanted.programs.entries()) {
    for (const [i, op] of asked(program).entries()) {
      const difference = relativeDifference(wanted.values[run]![i]!, found.values[run]![i]!);
      if (!(difference <= tolerance)) return inWords(op, program, difference);
    }
  }
  return null;
}

/** In words, the first operation of step `step` (from 0) that gives other numbers on `backend` than in plain JavaScript, both from `parameters`. */
export async function firstValue(backend: BackendName, id: TemplateId, parameters: ReadonlyMap<string, Weights>, step: number, tolerance: number): Promise<string> {
  const apart = await search(backend, id, parameters, step, tolerance, everyValue);
  if (apart) return apart;
  const together = await search(backend, id, parameters, step, tolerance, newParameters);
  return together ? `right while every value is kept; with the new parameters alone, ${together}` : 'none: from the same parameters this step is right, so the ones before it drifted, or what is kept between steps is wrong';
}
