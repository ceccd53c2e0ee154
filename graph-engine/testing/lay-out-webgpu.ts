/** A program as it would run on WebGPU, without a GPU: its dispatches, where every value lies, and the text of the shaders. */
import { makePlan, type Plan } from '../runtime/plan';
import type { Program, ValueId } from '../program/types';
import { assemble, type Shader } from '../runtime/webgpu/assemble';
import { lower, type Lowered, type LowerOptions } from '../runtime/webgpu/lower';
import { ALIGNED } from '../runtime/webgpu/merge';
import { place, type Memory, type Place, type Placed, type PlaceOptions } from '../runtime/webgpu/place';
import { verifyRun } from '../runtime/webgpu/verify';

export interface LaidOut {
  readonly plan: Plan;
  readonly lowered: Lowered;
  readonly options: PlaceOptions;
  readonly placed: Placed;
  readonly faults: readonly string[];
  readonly shaders: readonly Shader[];
}
const roundUp = (count: number): number => Math.ceil(count / ALIGNED) * ALIGNED * 4;

/** As `Prepared` lays a plan out: parameters side by side, those of spans first. */
export function layOut(program: Program, fetch: readonly ValueId[], given: Partial<LowerOptions & { readonly updates: boolean }> = {}): LaidOut {
  const plan = makePlan(program, fetch, { updates: given.updates ?? true });
  const inputs = plan.program.inputs.filter(({ kind }) => kind === 'data').map(({ value }) => value);
  const lowered = lower(plan, { bindings: 8, together: true, largest: 2 ** 25, gathered: new Map(), separate: false, products: 'fast', roomBytes: 16_384, ...given });
  const { values } = lowered;
  const fixed = new Map<ValueId, Place>();
  const own = (value: ValueId, bytes = values.count(value) * 4): void => void fixed.set(value, { memory: { bytes: Math.max(bytes, roundUp(values.count(value))), given: null }, offset: 0, bytes });
  const parameters = new Set(plan.parameters.map(({ value }) => value));
  const order = [...new Set([...lowered.spans.flatMap(({ members }) => members.filter((member) => parameters.has(member))), ...parameters])];
  const isTogether = given.together ?? true;
  const together: Memory = { bytes: order.reduce((sum, value) => sum + roundUp(values.count(value)), 0), given: null };
  let offset = 0;
  for (const value of order) {
    if (isTogether) fixed.set(value, { memory: together, offset, bytes: values.count(value) * 4 });
    else own(value);
    offset += roundUp(values.count(value));
  }
  for (const value of [...inputs.filter((input) => !lowered.tables.has(input)), ...lowered.constants]) own(value);
  for (const { table, rows, meanings } of lowered.tables.values()) {
    fixed.set(table, { memory: { bytes: 2 ** 20, given: null }, offset: 0, bytes: 2 ** 20 });
    own(rows);
    if (meanings !== null) own(meanings);
  }
  const options: PlaceOptions = { values, fixed, fetch: lowered.fetch, updates: lowered.updates, spans: lowered.spans, isSmall: lowered.isSmall, together: isTogether ? together : null, separate: given.separate ?? false };
  const placed = place(lowered.dispatches, options);
  return { plan, lowered, options, placed, faults: verifyRun(lowered.dispatches, placed, options), shaders: lowered.dispatches.map((kernels) => assemble(kernels, values, placed, 16)) };
}
