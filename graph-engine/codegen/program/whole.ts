/** A whole program, or a part of it, as one function of its data and parameters: what tests run, and what a target without modules writes. */
import type { ValueId } from '../../program/types';
import { Functions } from './write-functions';
import type { Grown } from './growth';
import { writeRegion, type Language, type Region } from './write-region';

export interface Whole {
  readonly body: Region;
  readonly functions: Functions;
}

/** `names`: of data, scalars and parameters, by value. */
export function writeWhole(grown: Grown, language: Language, names: ReadonlyMap<ValueId, string>, results: readonly ValueId[]): Whole {
  const functions = new Functions(language);
  return { body: writeRegion({ grown, language, callers: functions.callers, known: names, results }), functions };
}
