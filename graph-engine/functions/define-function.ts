/**
 * Named functions: a node or a layer writes a piece of its mathematics once, as a function of the program with a name, a sentence and a source. In the
 * program only its operations stand; beside it, that they are a call, so that every exported project has a function of that name and sentence.
 */
import type { Builder, Tensor } from '../program/builder';
import type { Origin, ValueId } from '../program/types';

export interface FunctionText {
  /** In camelCase, such as `klDivergence`. */
  readonly name: string;
  /** What it gives, with its formula: one or two sentences. */
  readonly help: string;
  /** Paper and equation. */
  readonly source?: string;
  /** A figure of the batch as a whole, whose means over the items are those of all processes where there are several. */
  readonly ofBatch?: true;
}
export interface NamedFunction extends FunctionText {
  /** Names of the arguments, in camelCase; an argument may be a number of the program's text. */
  readonly parameters: readonly string[];
  write(b: Builder, args: readonly (Tensor | number)[]): Tensor;
}

/** Something that a target may write in words of its own, instead of the operations between `inputs` and `result`. */
export type Call =
  | { readonly kind: 'function'; readonly function: NamedFunction; readonly args: readonly (ValueId | { readonly number: number })[]; readonly result: ValueId; readonly origin: Origin | null }
  /** A stack of layers of `node`, whose weights are those of `owner`; some of them use `mask`, where there is one. */
  | { readonly kind: 'stack'; readonly node: string; readonly owner: string; readonly input: ValueId; readonly mask?: ValueId; readonly result: ValueId }
  /** One layer of the stack of `node`, by its id in that of `owner`. */
  | { readonly kind: 'layer'; readonly node: string; readonly owner: string; readonly layer: string; readonly input: ValueId; readonly result: ValueId }
  /** A linear head, kernel [size, units] and bias [units]; the input is flattened. */
  | { readonly kind: 'head'; readonly node: string; readonly kernel: ValueId; readonly bias: ValueId; readonly input: ValueId; readonly result: ValueId }
  /** Derivatives of `loss` with respect to each of `wrt`. */
  | { readonly kind: 'gradient'; readonly node: string; readonly loss: ValueId; readonly wrt: readonly ValueId[]; readonly results: readonly ValueId[] }
  /** 0, 1, …, as many as the result is long. */
  | { readonly kind: 'range'; readonly result: ValueId };

/** A number given in a call stands in the program as the constants that `write` makes of it, and in exported code as an argument. */
export function defineFunction<const A extends readonly (Tensor | number)[]>(
  text: FunctionText,
  parameters: { readonly [K in keyof A]: string },
  write: (b: Builder, ...args: A) => Tensor,
): (b: Builder, ...args: A) => Tensor {
  const named: NamedFunction = { ...text, parameters, write: (b, args) => write(b, ...(args as unknown as A)) };
  return (b, ...args) => b.call(named, args);
}
