/** From a plan to dispatches: operations are fused, what follows a product goes into it, equal chains become one, and what does not wait shares a dispatch. */
import type { Op, ValueId } from '../../program/types';
import type { Plan } from '../plan';
import { isElement } from '../fused/elements';
import { fuse, type Fused } from '../fused/fuse';
import { runOf } from '../fused/sum-run';
import type { Unit } from '../fused/units';
import { fold, type Folded } from './fold';
import type { Elements, ShaderLowering } from './elements';
import type { Kernel, Span } from './kernel';
import { kernelsOf } from './kernels';
import { chainKernel } from './kernels/chain';
import { copyKernel } from './kernels/copy';
import { gatherRowsKernel, type Gathered } from './kernels/gather-rows';
import { listKernel } from './kernels/list';
import { randomKernel } from './kernels/random';
import { sumKernels } from './kernels/sum';
import { merge, type Merge } from './merge';
import { buffersOf, inOrder, pack } from './pack';
import { ProgramValues } from './values';

export interface LowerOptions {
  /** Buffers that a dispatch may bind. */
  readonly bindings: number;
  /** Whether all parameters lie in one buffer. */
  readonly together: boolean;
  /** Numbers that one binding may span. */
  readonly largest: number;
  /** Inputs that are gathered from a table, by their value: of numbers, or of bytes that stand for numbers. */
  readonly gathered: ReadonlyMap<ValueId, 'numbers' | 'bytes'>;
  /** One dispatch for each operation, and nothing in place: to look at the values one by one, and to compare with. */
  readonly separate: boolean;
  readonly products: ShaderLowering['products'];
  readonly roomBytes: number;
}
export interface Lowered {
  readonly values: ProgramValues;
  readonly dispatches: readonly (readonly Kernel[])[];
  /** What is computed once, before the first run; its values stay. */
  readonly once: readonly (readonly Kernel[])[];
  readonly constants: readonly ValueId[];
  readonly spans: readonly Span[];
  /** What to read for each value of the plan's `fetch`. */
  readonly fetch: readonly ValueId[];
  /** New values of parameters, by the parameter's own value. */
  readonly updates: ReadonlyMap<ValueId, ValueId>;
  /** By the input that is gathered from it. */
  readonly tables: ReadonlyMap<ValueId, Gathered>;
  isSmall(value: ValueId): boolean;
}
/** Buffers fewer that are counted on when operations are fused, where more came out than a dispatch may bind: not all that could share one does. */
const SLACK = [0, 2, 4];
/** Numbers up to which a value lies among the small ones. */
const SMALL = 64;

export function lower(plan: Plan, options: LowerOptions): Lowered {
  for (const slack of SLACK) {
    const lowered = lowerWithin(plan, options, options.bindings - slack);
    if (lowered) return lowered;
  }
  throw new Error(`internal: a kernel binds more than ${options.bindings} buffers`);
}

/** @param fusing buffers that fused operations may bind. @returns null where a kernel binds more than it may. */
function lowerWithin(plan: Plan, options: LowerOptions, fusing: number): Lowered | null {
  const values = new ProgramValues(plan.program);
  const parameters = new Set(plan.parameters.map(({ value }) => value));
  const valueOf = new Map(plan.parameters.map(({ name, value }) => [name, value]));
  /** The parameter that a value is, or is to become. */
  const homes = new Map([...[...parameters].map((value) => [value, value] as const), ...plan.program.updates.map(({ parameter, value }) => [value, valueOf.get(parameter)!] as const)]);
  const homeOf = (value: ValueId): ValueId | string | null => {
    const home = homes.get(value);
    return home === undefined ? null : options.together ? 'parameters' : home;
  };
  const isSingle = (value: ValueId): boolean => values.count(value) <= SMALL && !values.isInteger(value);
  // Parameters share one buffer, and so do small values.
  const memoryOf = (value: ValueId): ValueId | string => homeOf(value) ?? (isSingle(value) ? 'small' : value);
  const fused = fuse(plan, { bindings: fusing, outputs: 4, memoryOf, flat: true, sums: () => true, own: true });
  const lowering: ShaderLowering = { values, fused, products: options.products, roomBytes: options.roomBytes };
  const { updates, copies, fetch } = results(plan, fused, values);
  const parameterOf = new Map([...updates].map(([parameter, value]) => [value, parameter]));
  const kept = new Set<ValueId>([...fetch, ...updates.values(), ...copies.map(([source]) => source)]);

  const tables = new Map(
    [...options.gathered].map(([value, of]): [ValueId, Gathered] => {
      const bytes = of === 'bytes';
      return [value, { table: values.temporary([Infinity], bytes), rows: values.temporary([values.shape(value)[0]!], true), meanings: bytes ? values.temporary([256]) : null }];
    }),
  );
  const gathers = [...tables].map(([input, gathered]) => gatherRowsKernel(input, gathered, lowering));
  const units = options.separate ? separateUnits(plan, fused) : fused.units;
  const folded: readonly Folded[] = options.separate ? units.map((unit) => ({ unit, finish: null })) : fold(units, kept, lowering, { bindings: fusing, memoryOf });
  const placed = new Set([...plan.program.inputs.map(({ value }) => value), ...plan.once.map(({ op }) => op.output)]);
  const ends = copies.map(([source, target]) => copyKernel(source, target, lowering));
  const all = ({ rest, merged }: Merge): { readonly kernels: readonly Kernel[] | null; readonly fixed: FixedValues; readonly spans: readonly Span[] } => {
    const kernels = [...gathers, ...rest.flatMap(({ unit, finish }) => kernelsOfUnit(unit, finish, lowering)), ...merged.map(({ elements, spans }) => chainKernel(elements, lowering, spans)), ...ends];
    const fixed = fixedValues(plan, kernels, lowering);
    return { kernels: inOrder([...fixed.fills, ...kernels], ({ writes }) => writes.some((value) => parameterOf.has(value))), fixed, spans: merged.flatMap(({ spans }) => spans) };
  };
  const unmerged: Merge = { rest: folded, merged: [] };
  let found = all(options.separate || !options.together ? unmerged : merge(folded, lowering, { parameters, updates, placed, largest: options.largest }));
  // Chains that wait for each other cannot be one.
  if (!found.kernels) found = all(unmerged);
  const { kernels, fixed, spans } = found;
  if (!kernels) throw new Error('internal: kernels wait for each other');

  const apart = new Set([...parameters, ...placed, ...spans.flatMap(({ value, members }) => [value, ...members]), ...kernels.flatMap(({ vectors }) => vectors)]);
  const isSmall = (value: ValueId): boolean => !options.separate && isSingle(value) && !apart.has(value);
  // Now that it is known which lie where.
  const spanOf = new Map(spans.flatMap(({ value, members }) => members.map((member) => [member, value])));
  for (const [value, parameter] of parameterOf) homes.set(value, parameter);
  const bufferOf = (value: ValueId): ValueId | string => homeOf(value) ?? (isSmall(value) ? 'small' : (spanOf.get(value) ?? value));
  if (kernels.some((kernel) => buffersOf([kernel], bufferOf).size > options.bindings)) return null;
  const dispatches = options.separate ? kernels.map((kernel) => [kernel]) : pack(kernels, { bindings: options.bindings, memoryOf: bufferOf, parameterOf });
  return { values, dispatches, once: fixed.once.map((kernel) => [kernel]), constants: fixed.constants, spans, fetch, updates, tables, isSmall };
}

function kernelsOfUnit(unit: Unit, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  switch (unit.kind) {
    case 'chain': return [chainKernel(unit, lowering)];
    case 'list': return [listKernel(unit.op, unit.ops, unit.inputs, lowering)];
    case 'random': return [randomKernel(unit.op, lowering)];
    case 'sum': return sumKernels({ outer: unit.outer, reduce: unit.reduce, inner: unit.inner, ops: unit.ops, inputs: unit.inputs, of: unit.op.inputs[0]!, output: unit.op.output, op: unit.op, finish }, lowering);
    default: return kernelsOf(unit.op, finish, lowering);
  }
}

/** Every operation by itself, and every value stored. */
function separateUnits({ program, steps }: Plan, fused: Fused): readonly Unit[] {
  const stored = (op: Op): readonly ValueId[] => [...new Set(op.inputs.map((input) => fused.rootOf(input)).filter((root) => !fused.numbers.has(root)))];
  return steps.flatMap(({ op, definition, release }): Unit[] => {
    const { dtype, shape } = program.values[op.inputs[0] ?? op.output]!;
    if (op.kind === 'reshape' || op.kind === 'stopGradient') return [];
    if (isElement(op.kind) && dtype === 'float32') return [{ kind: 'chain', ops: [op], outputs: [op.output], inputs: stored(op), release }];
    if (op.kind === 'randomNormal' || op.kind === 'randomUniform') return [{ kind: 'random', op, inputs: [], release }];
    const run = op.kind === 'sum' ? runOf(op, shape) : null;
    if (run) return [{ kind: 'sum', op, ops: [], inputs: stored(op), release, ...run }];
    return [{ kind: 'kernel', op, definition, finish: null, inputs: stored(op), release }];
  });
}

/** What is read after a run, and what becomes of parameters; values that have a place for good, or none at all, are copied to one of their own. */
function results(plan: Plan, fused: Fused, values: ProgramValues): { readonly updates: ReadonlyMap<ValueId, ValueId>; readonly copies: readonly (readonly [source: ValueId, target: ValueId])[]; readonly fetch: readonly ValueId[] } {
  const computed = new Set(plan.steps.map(({ op }) => op.output));
  const copies: (readonly [ValueId, ValueId])[] = [];
  const own = (value: ValueId): ValueId => {
    const root = fused.rootOf(value);
    if (computed.has(root) && !fused.numbers.has(root)) return root;
    const target = values.temporary(values.shape(root), values.isInteger(root));
    copies.push([root, target]);
    return target;
  };
  const updates = new Map<ValueId, ValueId>();
  for (const { parameter, value } of plan.program.updates) {
    const { value: before } = plan.parameters.find(({ name }) => name === parameter)!;
    const target = own(value);
    // One value for two parameters lies in two places.
    if ([...updates.values()].includes(target)) {
      const second = values.temporary(values.shape(target));
      copies.push([target, second]);
      updates.set(before, second);
    } else updates.set(before, target);
  }
  return { updates, copies, fetch: plan.fetch.map(own) };
}

interface FixedValues {
  readonly once: readonly Kernel[];
  readonly constants: readonly ValueId[];
  readonly fills: readonly Kernel[];
}
/** Constants that kernels read from memory, and numbers of the step that they do. */
function fixedValues(plan: Plan, kernels: readonly Kernel[], lowering: ShaderLowering): FixedValues {
  const { fused } = lowering;
  const read = new Set(kernels.flatMap(({ reads }) => reads));
  const scalars = plan.program.inputs.filter(({ kind, value }) => kind === 'scalar' && read.has(value));
  const once: Kernel[] = [];
  for (const { op } of plan.once.toReversed()) {
    if (!read.has(op.output)) continue;
    const ofIt = op.kind === 'reshape' || op.kind === 'stopGradient' ? [copyKernel(fused.rootOf(op.inputs[0]!), op.output, lowering)] : onceKernels(op, lowering);
    for (const kernel of ofIt) for (const value of kernel.reads) read.add(value);
    once.unshift(...ofIt);
  }
  return { once, constants: once.flatMap(({ writes }) => writes), fills: scalars.map(({ value }) => copyKernel(value, value, lowering)) };
}
function onceKernels(op: Op, all: ShaderLowering): readonly Kernel[] {
  if (op.kind === 'constant') return kernelsOf(op, null, all);
  // Constants are read from memory: where all is known a compiler computes it itself, and refuses the shader over log(0) or an overflow.
  const lowering: ShaderLowering = { ...all, fused: { rootOf: all.fused.rootOf, numbers: new Map() } };
  const inputs = [...new Set(op.inputs.map((input) => lowering.fused.rootOf(input)))];
  if (isElement(op.kind) && !lowering.values.isInteger(op.output)) return [chainKernel({ ops: [op], inputs, outputs: [op.output] }, lowering)];
  const run = op.kind === 'sum' ? runOf(op, lowering.values.shape(op.inputs[0]!)) : null;
  if (run) return sumKernels({ ...run, ops: [], inputs, of: op.inputs[0]!, output: op.output, op, finish: null }, lowering);
  return kernelsOf(op, null, lowering);
}
