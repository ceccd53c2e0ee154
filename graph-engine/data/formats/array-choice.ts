/** Which of several arrays holds the items, which their classes and which their factors: as it was asked for, else by sizes and names. */
import { baseName } from './base-name';
import type { NumberArray, ReadOptions } from './definition';
import { MOST_COLUMNS } from './labels';
import { printShape, refuse } from './refuse';

export interface ArraysOfFile {
  readonly name: string;
  readonly arrays: readonly NumberArray[];
}
export interface Candidate {
  readonly file: string;
  /** For messages: the file, and the array where it has a name of its own. */
  readonly title: string;
  readonly array: NumberArray;
  readonly isAlone: boolean;
}
export interface Choice {
  readonly items: Candidate;
  readonly labels: Candidate | null;
  readonly factors: Candidate | null;
  readonly unused: readonly Candidate[];
}

const sizeOf = ({ array }: Candidate): number => array.values.length;
const countOf = ({ array }: Candidate): number => array.shape[0] ?? 0;
export const printArray = ({ array }: Candidate): string => `${array.name} (${printShape(array.shape)})`;

export function candidatesOf(files: readonly ArraysOfFile[]): readonly Candidate[] {
  return files.flatMap(({ name: file, arrays }) =>
    arrays.map((array) => {
      const isAlone = arrays.length === 1;
      return { file, title: isAlone && baseName(file).startsWith(array.name) ? file : `${file}, ${array.name}`, array, isAlone };
    }),
  );
}

function named(all: readonly Candidate[], name: string): Candidate {
  const found = all.find(({ array, title }) => array.name === name || title === name) ?? all.find(({ file, isAlone }) => isAlone && baseName(file) === name);
  return found ?? refuse(all[0]!.file, `an array with the name ${name}`, all.slice(0, 20).map(printArray).join(', '), 'Choose one that is there.');
}

/** Numbers for each item where it is labels: [n], [n, 1], [1, n] as MATLAB has them, or a few columns. */
export function columnsFor({ array: { shape, values } }: Candidate, count: number): number | null {
  if (values.length === count && count > 0 && shape.length <= 3) return 1;
  return shape.length === 2 && shape[0] === count && shape[1]! <= MOST_COLUMNS ? shape[1]! : null;
}

export const isCalledLabels = ({ array, file, isAlone }: Candidate): boolean => [array.name, ...(isAlone ? [baseName(file)] : [])].some((name) => /label|target|class|digit|^(y|t)$|^y[_\d]|_y$/i.test(name));
const isCalledFactors = ({ array }: Candidate): boolean => /^latents?_(values|classes)$|^factors?$/i.test(array.name);

const MOST_UNNAMED = 1000;
/** Whole numbers of few kinds, in an array whose name says nothing, such as arr_1, or in a file of its own. */
function looksLikeLabels(candidate: Candidate, items: Candidate): boolean {
  const { array, file, isAlone } = candidate;
  if (array.values instanceof Float32Array || array.values instanceof Float64Array) return false;
  if (isAlone && file !== items.file) return true;
  return /^arr_\d+$/.test(array.name) && new Set(array.values).size <= Math.min(MOST_UNNAMED, array.values.length / 2);
}

/** Letters that two names share from their end on: y_train belongs to x_train. */
function likeness(a: string, b: string): number {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

/** By default the largest array holds the items. @throws DataError: there is none, or none of that name */
export function chooseArrays(all: readonly Candidate[], options: ReadOptions): Choice {
  const items = options.array ? named(all, options.array) : all.reduce((best, next) => (sizeOf(next) > sizeOf(best) ? next : best));
  const others = all.filter((candidate) => candidate !== items);
  const count = countOf(items);
  const factors = others.filter((other) => isCalledFactors(other) && other.array.shape.length === 2 && countOf(other) === count).sort((a, b) => Number(/values/i.test(b.array.name)) - Number(/values/i.test(a.array.name)))[0] ?? null;
  const fitting = others.filter((other) => !isCalledFactors(other) && columnsFor(other, count) !== null);
  const labels = options.labels
    ? named(others.length > 0 ? others : all, options.labels)
    : ([...fitting].filter(isCalledLabels).sort((a, b) => likeness(b.array.name, items.array.name) - likeness(a.array.name, items.array.name))[0] ?? fitting.find((other) => columnsFor(other, count) === 1 && looksLikeLabels(other, items)) ?? null);
  return { items, labels, factors, unused: others.filter((other) => other !== labels && other !== factors) };
}
