/** Calls in Python: stacks, heads and derivatives, beside named functions. */
import { moduleOf } from '../program/module-of';
import { atom, within, level } from '../program/expression';
import { definitionsOf, type Callers } from '../program/write-region';
import type { Functions } from '../program/write-functions';
import type { Modules } from '../program/modules';
import { weightOwner } from '../../program/lower';
import { method, snake } from './text';

/** `bottleneck/logVariance.kernel` → log_variance */
export const headName = (kernel: string): string => snake(kernel.split('/').at(-1)!.replace(/\.kernel$/, ''));

/** `module(node)`: how the module of a node is called there, `self` or `model.encoder`. */
export function callersOf(modules: Modules, functions: Functions, module: (owner: string) => string): Callers {
  const { parameters } = definitionsOf(modules.united);
  return {
    ...functions.callers,
    stack: ({ node }, input, mask) => atom(`${module(moduleOf(modules.document, node))}.layers(${input.text}${mask ? `, ${mask.text}` : ''})`),
    head({ kernel }, input) {
      const name = parameters.get(kernel)!;
      const flat = input.shape.length > 2 ? method(input.code, 'flatten', '1').text : input.code.text;
      return atom(`${module(name.split('/')[0]!)}.${headName(name)}(${flat})`);
    },
    gradient: (loss, wrt, which) => atom(`slope(lambda x: ${loss(wrt.map((_, i) => (i === which ? 'x' : within(wrt[i]!, level.comparison)))).text}, ${wrt[which]!.text})`),
  };
}
/** Where a node's weights are: at the node that it shares with. */
export const ownerOf = (modules: Modules, node: string): string => weightOwner(modules.document, node).id;
