/** A whole program, or a part of it, as one function of its data and parameters: what tests run, and what a target without modules writes. */
import type { Call } from '../../functions/define-function';
import type { ValueId } from '../../program/types';
import { Functions } from './write-functions';
import type { Grown } from './growth';
import { definitionsOf, writeRegion, type Callers, type Language, type Region } from './write-region';

export interface Whole {
  readonly body: Region;
  readonly functions: Functions;
}

/** `names`: of data, scalars and parameters, by value. What is drawn may be among them, as functions that draw are unfolded. */
export function writeWhole(grown: Grown, language: Language, names: ReadonlyMap<ValueId, string>, results: readonly ValueId[]): Whole {
  const functions = new Functions(language);
  const callers: Callers = { ...functions.callers, unfolds: (call) => draws(call, grown) };
  return { body: writeRegion({ grown, language, callers, known: names, results }), functions };
}

/** Whether one of the operations between arguments and result draws at random. */
function draws({ args, result }: Extract<Call, { kind: 'function' }>, grown: Grown): boolean {
  const { ops } = definitionsOf(grown);
  const seen = new Set<ValueId>(args.filter((arg) => typeof arg === 'number'));
  const look = (id: ValueId): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const op = ops.get(id);
    return op !== undefined && (op.kind.startsWith('random') || op.inputs.some(look));
  };
  return look(result);
}
