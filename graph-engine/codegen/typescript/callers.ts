/** Calls in TypeScript: stacks, heads and derivatives, beside named functions. */
import { weightOwner } from '../../program/lower';
import { moduleOf } from '../program/module-of';
import { atom } from '../program/expression';
import type { Functions } from '../program/write-functions';
import type { Modules } from '../program/modules';
import { definitionsOf, type Callers } from '../program/write-region';
import { actsByMode } from './stack';

/** `bottleneck/logVariance.kernel` → logVariance */
export const headName = (kernel: string): string => kernel.split('/').at(-1)!.replace(/\.kernel$/, '');

/** The mode that a stack is run in, as an argument; none where it makes no difference. Frozen layers never run in training mode. */
export const modeOf = (modules: Modules, owner: string, mode: string): string => (weightOwner(modules.document, owner).frozen || !actsByMode(modules.analysis, owner) ? '' : `, ${mode}`);

/** `module(node)`: how the module of a node is called there, `this` or `model.encoder`. `mode`: an expression. */
export function callersOf(modules: Modules, functions: Functions, module: (owner: string) => string, mode: string): Callers {
  const { parameters } = definitionsOf(modules.united);
  return {
    ...functions.callers,
    stack({ node }, input, mask) {
      const runs = moduleOf(modules.document, node);
      if (mask) return atom(`ops.applyMasked(${module(runs)}.layers, ${input.text}, ${mask.text}${modeOf(modules, runs, mode)})`);
      return atom(`ops.apply(${module(runs)}.layers, ${input.text}${modeOf(modules, runs, mode)})`);
    },
    head({ kernel }, input) {
      const name = parameters.get(kernel)!;
      const flat = input.shape.length > 2 ? `${input.code.text}.reshape([-1, ${(input.shape.slice(1) as number[]).reduce((product, size) => product * size, 1)}])` : input.code.text;
      return atom(`ops.apply(${module(name.split('/')[0]!)}.${headName(name)}, ${flat})`);
    },
    gradient: (loss, wrt, which) => atom(`ops.slope((x) => ${loss(wrt.map(({ text }, i) => (i === which ? 'x' : text))).text}, ${wrt[which]!.text})`),
  };
}
