/** What is told of a file as a whole, such as what was left out. */
import type { DataNote } from '../table';
import type { NumberArray } from './definition';

/** It stands with each of its arrays, so that it is told whichever of them is used. */
export const withFileNotes = (arrays: readonly NumberArray[], notes: readonly DataNote[]): readonly NumberArray[] =>
  notes.length === 0 ? arrays : arrays.map((array) => ({ ...array, notes: [...array.notes, ...notes] }));
