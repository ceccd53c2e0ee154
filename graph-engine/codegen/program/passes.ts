/** The ways through a model that have a method of their own. */
import { isMasked } from '../../document/port-type';
import type { Modules, Part } from './modules';
import type { Variable } from './variables';

export interface Methods {
  readonly encode: boolean;
  readonly decode: boolean;
  readonly reconstruct: boolean;
}
export interface Passes {
  readonly methods: Methods;
  readonly encoding: readonly Part[] | null;
  readonly decoding: readonly Part[] | null;
  readonly whole: readonly Part[] | null;
}

/** The parts that lead from `given` to `goals`, in order; null where something else is needed. `data`: whether data are at hand too. */
export function between(modules: Modules, given: readonly Variable[], goals: readonly Variable[], data = false): Part[] | null {
  const needed = new Set<Part>();
  const open = [...goals];
  for (let variable = open.pop(); variable; variable = open.pop()) {
    if (given.includes(variable)) continue;
    if (variable.isDataset) {
      if (data) continue;
      return null;
    }
    const part = modules.part(variable.node);
    if (needed.has(part)) continue;
    needed.add(part);
    open.push(...part.inputs.flatMap(({ variables }) => variables));
  }
  return modules.parts.filter((part) => needed.has(part));
}

/** The methods that a reconstruction can be cut into, and the parts of each. */
export function passesOf(modules: Modules): Passes {
  const { roles } = modules;
  if (!roles.data || !roles.output) return { methods: { encode: false, decode: false, reconstruct: false }, encoding: null, decoding: null, whole: null };
  const [input, output, code] = [modules.variable(roles.data.tap), modules.variable(roles.output.tap), roles.code && modules.variable(roles.code.tap)];
  const encoding = code && code !== input ? between(modules, [input], [code]) : null;
  // A code that is a sequence with a mask is decoded with its mask, and so where it was encoded.
  const decoding = encoding && code && !isMasked(roles.code!.type) ? between(modules, [code], [output]) : null;
  const whole = between(modules, [input], [output]);
  return { methods: { encode: encoding !== null, decode: decoding !== null, reconstruct: whole !== null }, encoding, decoding, whole };
}
