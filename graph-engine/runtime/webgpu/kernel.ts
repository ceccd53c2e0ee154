/** What a dispatch is made of: a part of the work with its own workgroups, written in WGSL once it is known where its values lie. */
import type { Op, ValueId } from '../../program/types';

/** Invocations of every workgroup. */
export const THREADS = 256;

/** How the text of a kernel names what lies in memory. */
export interface Code {
  /** Begins the names of its functions; unique within the dispatch. */
  readonly prefix: string;
  /** Number `index` of a value, to be read or written. */
  at(value: ValueId, index: string): string;
  /** Four numbers of a value from `index` on, a multiple of 4, to be read; for values among the kernel's `vectors`. */
  fourAt(value: ValueId, index: string): string;
  /** Number `index` of the step, a float. */
  control(index: number): string;
  /** A function of the kernel's own. */
  declare(text: string): void;
}
export interface Kernel {
  /** For the profile: the operation, or what several were fused to. */
  readonly name: string;
  readonly ops: readonly Op[];
  readonly reads: readonly ValueId[];
  readonly writes: readonly ValueId[];
  /** Of `reads`: those that are read just where the same invocation writes, at the same index and before it does. */
  readonly inPlace: ReadonlySet<ValueId>;
  /** Values whose memory holds several others side by side, in their order; the kernel reads or writes them by this name. */
  readonly spans: readonly Span[];
  /** Read by `fourAt`. */
  readonly vectors: readonly ValueId[];
  /** Workgroups. */
  readonly groups: number;
  /** Keeps a card busy by itself, and is faster alone. */
  readonly isLarge?: boolean;
  /** Workgroup memory, in vectors of four floats. */
  readonly room: number;
  /** Statements of a function of `group: u32` and `lane: u32` (below THREADS); workgroup memory is `room`, and `cells`, a float for each invocation. */
  write(code: Code): readonly string[];
}
/** Values side by side: parameters of one kind, or their gradients. */
export interface Span {
  readonly value: ValueId;
  readonly members: readonly ValueId[];
}

/** What a value is, whether the program has it or only its execution. */
export interface Values {
  shape(value: ValueId): readonly number[];
  count(value: ValueId): number;
  isInteger(value: ValueId): boolean;
  /** A value that the program does not know: parts of a sum. */
  temporary(shape: readonly number[], integer?: boolean): ValueId;
}
/** A number in WGSL; those that are not finite have no literal. */
export function number(value: number): string {
  const rounded = Math.fround(value);
  if (Number.isFinite(rounded)) {
    const text = String(rounded);
    return `(${/[.e]/.test(text) ? text : `${text}.0`})`;
  }
  // No constant expression, which the compiler would refuse.
  return Number.isNaN(rounded) ? 'bitcast<f32>(0x7fc00000u | (lane & 0u))' : `bitcast<f32>(${rounded > 0 ? '0x7f800000u' : '0xff800000u'} | (lane & 0u))`;
}
