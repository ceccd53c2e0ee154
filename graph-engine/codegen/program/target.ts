/**
 * What a document can be exported as: one table over the operations, and a frame of files around what it writes. A target whose table lacks an operation
 * does not compile. `targets.ts` is the list.
 */
import type { DataTable } from '../../data/table';
import type { Analysis } from '../../analysis/types';
import type { HourglassDocument, NodeId } from '../../document/types';
import type { OpKind } from '../../program/ops';
import type { DType } from '../../program/types';
import type { GrownAttr, Size } from './growth';

export type ExportedFile = { readonly path: string; readonly text: string } | { readonly path: string; readonly bytes: Uint8Array };
/** Lines of a file, counted from 1. */
export interface Mark {
  readonly path: string;
  readonly fromLine: number;
  readonly toLine: number;
}

/** An operand as the target wrote it: an expression, or the name of a value. */
export interface WrittenOperand<C> {
  readonly code: C;
  readonly shape: readonly Size[];
  readonly dtype: DType;
}
export interface WrittenOp<C> {
  readonly kind: OpKind;
  readonly inputs: readonly WrittenOperand<C>[];
  readonly attrs: Readonly<Record<string, GrownAttr>>;
  readonly shape: readonly Size[];
  readonly dtype: DType;
}
/** One line for each operation. */
export type OpTable<C, O extends WrittenOp<C> = WrittenOp<C>> = { readonly [K in OpKind]: (op: O) => C };

/** Attributes of an operation, as `attr` of the program gives them, with sizes that may grow. */
export const grownAttr = {
  size(op: { readonly attrs: WrittenOp<unknown>['attrs'] }, key: string): Size {
    const value = op.attrs[key];
    if (typeof value === 'number' || (typeof value === 'object' && 'times' in value)) return value as Size;
    throw new Error(`internal: attribute ${key} must be a size`);
  },
  sizes(op: { readonly attrs: WrittenOp<unknown>['attrs'] }, key: string): readonly Size[] {
    const value = op.attrs[key];
    if (!Array.isArray(value)) throw new Error(`internal: attribute ${key} must be a list`);
    return value as readonly Size[];
  },
  /** A list whose numbers do not depend on the batch. */
  numbers(op: { readonly attrs: WrittenOp<unknown>['attrs'] }, key: string): readonly number[] {
    return grownAttr.sizes(op, key).map((size) => {
      if (typeof size !== 'number') throw new Error(`internal: attribute ${key} grows with the batch`);
      return size;
    });
  },
  flag: (op: { readonly attrs: WrittenOp<unknown>['attrs'] }, key: string): boolean => op.attrs[key] === true,
  text: (op: { readonly attrs: WrittenOp<unknown>['attrs'] }, key: string): string => String(op.attrs[key]),
};

export interface ExportOptions {
  /** The studio's weights.safetensors. */
  readonly weights?: Uint8Array;
  /** The graph was edited after it was trained for so many steps, so that its weights do not fit; the README says so. */
  readonly edited?: { readonly afterSteps: number };
  /** Tables by Dataset id; the first items of each come with the project. */
  readonly data?: Readonly<Record<NodeId, DataTable>>;
  /** What the studio computes for a few inputs, so that the project can check itself. */
  readonly check?: CheckValues;
}
/** Inputs of some items and what the studio gave for them, by tap, in safetensors. */
export type CheckValues = Uint8Array;

export interface ExportedProject {
  readonly files: readonly ExportedFile[];
  /** The lines of each node. */
  readonly marks: Readonly<Record<NodeId, readonly Mark[]>>;
}
/** @throws `internal:` for a document with errors, which the callers have refused. */
export type Generate = (document: HourglassDocument, analysis: Analysis, options?: ExportOptions) => ExportedProject;

/** Why a document cannot be written for a target: a sentence for the user. */
export interface Refusal {
  readonly node: NodeId | null;
  readonly message: string;
}

/** A line of the list of targets; what writes the files is loaded when they are asked for. */
export interface ExportTarget {
  readonly title: string;
  readonly help: string;
  /** What its sources end in, with the point; they are shown before the files around them. */
  readonly extension: string;
  /** The file that is shown first. */
  readonly main: string;
  /** Its projects check themselves by what the studio computed. */
  readonly checks: boolean;
  /** What of its project the studio runs to have the checks: the module itself, from its text, or a command of TypeScript sources on TensorFlow.js. */
  readonly runsInPage?: { readonly as: 'module' | 'command'; readonly path: string };
  /** The command that runs the checks. */
  readonly proof?: string;
  /** What to do in the written folder, as a command line. */
  next(hasWeights: boolean): string;
  load(): Promise<Generate>;
  /** What of a sound document it cannot say; asked before the files, and absent where it can say everything. */
  refusals?(document: HourglassDocument, analysis: Analysis, options: ExportOptions): Promise<readonly Refusal[]>;
}
