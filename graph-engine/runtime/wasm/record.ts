/** An operation of the list before its operands have addresses. */
import type { Op } from '../../program/types';
import type { Opcode } from './assembly/opcodes';

/** A place for numbers: fixed for as long as the program lives, or lent for a part of the list. */
export interface Storage {
  readonly id: number;
  readonly bytes: number;
  /** Holds its numbers before the list runs. */
  readonly given: boolean;
  /** Known from the start for parameters, inputs and constants. */
  address: number | null;
}
/** A word of a record: a number, the address of a storage, or of the room that every operation may use while it runs. */
export type Word = number | Storage | 'scratch' | 'shared' | 'partials' | 'control';

export interface OpRecord {
  readonly opcode: Opcode;
  readonly words: readonly Word[];
  readonly reads: readonly Storage[];
  readonly writes: readonly Storage[];
  /** What it computes; several where operations were fused. */
  readonly ops: readonly Op[];
  /** Whether the numbers of `by`, which it writes, may take the place of those of `old`, which it reads. Default: no. */
  overwrites?(old: Storage, by: Storage): boolean;
}
