/**
 * Where nothing follows a product but a bias for each column and ReLU, the product does it itself: its sums begin with the bias, and end above
 * zero. A longer chain reads the product once in any case.
 */
import { Fn } from './assembly/functions';
import type { ChainInput, ChainOp } from './chain';
import type { OpRecord, Storage } from './record';

/** The last words of a product that nothing follows: bias, ReLU. */
export const UNFINISHED = [0, 0] as const;

export interface Finish {
  readonly product: Storage;
  readonly bias: Storage | null;
  readonly relu: boolean;
}
/** @returns the columns of the product that this storage holds, or null. */
export type ColumnsOf = (storage: Storage) => number | null;

const isValue = (input: ChainInput | undefined, of: ChainOp): boolean => input !== undefined && 'value' in input && input.value === of.output;
/** The input that is a product as it lies, and the other one. */
function productAmong(inputs: readonly ChainInput[], columnsOf: ColumnsOf): { readonly product: Storage; readonly columns: number; readonly rest: ChainInput | undefined } | null {
  for (const [input, rest] of [inputs, inputs.toReversed()]) {
    const columns = input && 'storage' in input && input.pattern.repeat === 1 ? columnsOf(input.storage) : null;
    if (columns !== null && input && 'storage' in input) return { product: input.storage, columns, rest };
  }
  return null;
}

/** What `ops`, a whole chain over `count` numbers of which only the last result is needed outside, come to behind a product; null if anything else. */
export function finishOf(ops: readonly ChainOp[], count: number, columnsOf: ColumnsOf): Finish | null {
  const [first, second] = ops as readonly [ChainOp, ChainOp?];
  if (ops.length > 2) return null;
  const found = productAmong(first.inputs, columnsOf);
  if (!found) return null;
  if (first.fn === Fn.Relu) return second ? null : { product: found.product, bias: null, relu: true };
  const { rest } = found;
  if (first.fn !== Fn.Add || !rest || !('storage' in rest) || rest.pattern.inner !== found.columns || rest.pattern.repeat * rest.pattern.inner !== count || rest.storage === found.product) return null;
  if (second && !(second.fn === Fn.Relu && isValue(second.inputs[0], first))) return null;
  return { product: found.product, bias: rest.storage, relu: second !== undefined };
}

/** The record of a product with what follows it; its result goes to `target`. */
export function finishProduct(record: OpRecord, { bias, relu }: Finish, target: Storage, ops: readonly ChainOp[]): OpRecord {
  return {
    ...record,
    words: [target, ...record.words.slice(1, -UNFINISHED.length), bias ?? 0, Number(relu)],
    reads: bias ? [...new Set([...record.reads, bias])] : record.reads,
    writes: [target],
    ops: [...record.ops, ...ops.map(({ op }) => op)],
  };
}
