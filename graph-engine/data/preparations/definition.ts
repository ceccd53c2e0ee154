/**
 * What a Dataset does to its numbers before the network gets them. What has to be known of the data for it is fitted once, on the
 * items that are trained on, and goes wherever the weights go: it is a parameter that nobody trains.
 */
import type { MemoryTable } from '../table';
import type { DataRange } from '../../document/port-type';
import type { Shape } from '../../document/shape';
import type { Builder, Tensor } from '../../program/builder';
import type { Weights } from '../../runtime/device';

/** Tensors by name, such as `mean`. */
export type Fitted = Readonly<Record<string, Weights>>;

/** Where black and white come from: what the training items hold, or what the type of the file could hold. */
export const limitIds = ['found', 'type'] as const;
export type Limits = (typeof limitIds)[number];

export interface FitOptions {
  /** Items of the table that are trained on. */
  readonly training: Uint32Array;
  readonly limits: Limits;
}

export interface Preparation {
  readonly title: string;
  readonly help: string;
  /** Where the prepared numbers lie. */
  readonly range: DataRange;
  /** Every element of an item is treated alike, so that a number alone says what becomes of it. */
  readonly elementwise: boolean;
  /** Names and shapes of what is fitted, for items of that shape. */
  fits(shape: Shape): Readonly<Record<string, Shape>>;
  fit(table: MemoryTable, options: FitOptions): Fitted;
  /** In place; whole items, one after another, or for an elementwise one any numbers. */
  apply(fitted: Fitted, values: Float32Array | Float64Array): void;
  /** Takes it back, in place, as far as that can be: what is shown to the user is in the user's units. */
  undo(fitted: Fitted, values: Float32Array | Float64Array): void;
  /** `apply` as operations of a program, on items with the batch first: what targets write that take raw items. */
  write(b: Builder, x: Tensor, fitted: Readonly<Record<string, Tensor>>): Tensor;
  /** `undo` as operations. */
  restore(b: Builder, y: Tensor, fitted: Readonly<Record<string, Tensor>>): Tensor;
  /** Whether every number stays as it is. */
  leaves(fitted: Fitted): boolean;
  /** What weights go with that were trained before it was kept with them; null where nobody can know. */
  readonly assumed: Fitted | null;
  readonly typescript: PreparationCode;
}

/** How an exported project does the same. */
export interface PreparationCode {
  /** Those that the expressions call, and that those call. */
  functions(limits: Limits): readonly string[];
  /** An expression for what is fitted, an object of tensors by name. */
  fit(items: string, training: string, limits: Limits): string;
  /** An expression for prepared items; `fitted` is one for what was fitted. */
  apply(items: string, fitted: string): string;
  /** Of one that a column of a table may have. */
  readonly column?: ColumnCode;
}
/** The same for the numbers of one column of a table. */
export interface ColumnCode {
  /** Those that the expression calls, and that those call, beside `meanOf` and `quantile` of sorted numbers. */
  readonly functions: readonly string[];
  /** An object with the names of what is fitted, `fit` of sorted numbers, `apply` and `undo`. */
  readonly text: string;
}
/** The functions that columns share whose numbers are shifted and scaled. */
export const shiftedCode: readonly string[] = [
  `const shifted = (value: number, [shift = 0, scale = 1]: number[]): number => (value - shift) / scale;
const unshifted = (value: number, [shift = 0, scale = 1]: number[]): number => value * scale + shift;`,
];

export const scalar = (x: number): Weights => ({ shape: [1], data: Float32Array.of(x) });
export const numberOf = (fitted: Fitted, name: string): number => fitted[name]!.data[0]!;
