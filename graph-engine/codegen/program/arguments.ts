/** What the code of a part is given, whatever the language: the values that it reads under names of its own, and the heads among its weights. */
import type { ValueId } from '../../program/types';
import { freeName } from './free-name';
import type { Modules, Part } from './modules';
import { idsOutside, portName, type Variable } from './variables';
import { definitionsOf, type Language } from './write-region';

export interface Argument {
  readonly variable: Variable;
  readonly name: string;
}

/** Inputs under the names of their ports; several at one port under their own. */
export function argumentsOf(part: Part, { name: spell, numbered }: Pick<Language, 'name' | 'numbered'>): Argument[] {
  const taken = new Set<string>();
  const args: Argument[] = [];
  for (const { port, variables } of part.inputs) {
    for (const variable of variables) {
      if (args.some((arg) => arg.variable === variable)) continue;
      const name = freeName(spell(variables.length > 1 ? variable.name : portName(port.id, port.label)), (one) => taken.has(one), numbered);
      taken.add(name);
      args.push({ variable, name });
    }
  }
  return args;
}

/** The values of arguments by what they are called. */
export const knownOf = (args: readonly Argument[]): Map<ValueId, string> => new Map(args.flatMap(({ variable, name }) => idsOutside(variable).map((id) => [id, name] as const)).toReversed());

/** A dense layer that a node has beside its stack. */
export interface Head {
  /** Names of its weights. */
  readonly kernel: string;
  readonly bias: string;
  readonly size: number;
  readonly units: number;
}
export function headsOf(modules: Modules, part: Part): Head[] {
  const { parameters } = definitionsOf(modules.united);
  const found = new Map<string, Head>();
  for (const call of modules.united.builder.calls) {
    if (call.kind !== 'head') continue;
    const kernel = parameters.get(call.kernel)!;
    if (!kernel.startsWith(`${part.owner}/`)) continue;
    const [size, units] = modules.united.values[call.kernel]!.shape as readonly [number, number];
    found.set(kernel, { kernel, bias: parameters.get(call.bias)!, size, units });
  }
  return [...found.values()];
}
