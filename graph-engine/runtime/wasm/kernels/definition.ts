/** How an operation of the program becomes operations of the list. */
import type { Attrs } from '../../../program/types';
import type { Fn } from '../assembly/functions';
import type { Opcode } from '../assembly/opcodes';
import type { Storage, Word } from '../record';

export interface KernelContext {
  readonly inputs: readonly Storage[];
  readonly shapes: readonly (readonly number[])[];
  readonly output: Storage;
  readonly shape: readonly number[];
  readonly attrs: Attrs;
  /** Room for numbers between two records of this operation. */
  temporary(count: number): Storage;
  /** Appends a record; storages among the words that are not written are read. */
  emit(opcode: Opcode, writes: Storage, words: readonly Word[]): void;
}
export type Kernel =
  /** Element by element, with the operands broadcast: part of a chain. */
  | { readonly chain: Fn }
  /** The same numbers in the same order: no work. */
  | { readonly alias: true }
  | { readonly lower: (context: KernelContext) => void };

export const product = (shape: readonly number[]): number => shape.reduce((a, n) => a * n, 1);
