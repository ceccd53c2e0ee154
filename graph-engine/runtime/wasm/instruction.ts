/** A step of a chain: which function, of what, into what. */
import type { Fn } from './assembly/functions';
import type { Pattern } from './broadcast-pattern';
import type { Storage } from './record';

export type Operand = { readonly register: number } | { readonly stream: Storage } | { readonly scalar: Storage };

export interface Expansion {
  readonly storage: Storage;
  readonly pattern: Pattern;
  readonly register: number;
  /** The same for every block: filled once, before the loop. */
  readonly fixed: boolean;
}

export interface Instruction {
  readonly fn: Fn;
  readonly target: Operand | null;
  readonly operands: readonly Operand[];
  readonly expansion?: Expansion;
  readonly slot?: number;
}
