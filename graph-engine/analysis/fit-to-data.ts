/** A document whose data have another shape than before: its networks are led to it by the cures that its messages offer. */
import { catalogue } from '../catalogue';
import { isRefusal, runCommands } from '../document/run-commands';
import type { Fix } from '../diagnostics/types';
import { nodeOf } from '../nodes/registry';
import type { HourglassDocument } from '../document/types';
import { analyse } from './analyse';
import { withoutDetours, withoutReturns } from './take-away';

/** A stack at the end, one in the middle, a reshape: more than that is a drawing for other data. */
const MOST = 8;

export interface Fitted {
  readonly document: HourglassDocument;
  /** What was done, in the words of the cures. */
  readonly done: readonly Fix[];
}
const errorsOf = (document: HourglassDocument) => analyse(document).diagnostics.filter(({ severity }) => severity === 'error');

/** The document itself where nothing is wrong, or where no cure makes it better. */
export function fitToData(document: HourglassDocument): Fitted {
  let now = document;
  const done: Fix[] = [];
  let errors = errorsOf(now);
  const less = errors.length > 0 ? withoutDetours(now) : null;
  if (less) return { document: less.document, done: [less.fix] };
  while (errors.length > 0 && done.length < MOST) {
    const data = Object.values(now.nodes).filter(({ kind }) => nodeOf(kind)?.traits.feedsData).map(({ id }) => JSON.stringify(id));
    // The data are what they are.
    const offers = errors.flatMap(({ fixes }) => fixes ?? []).filter(({ edits }) => !data.some((id) => JSON.stringify(edits).includes(id)));
    const better = offers.flatMap((fix) => {
      const result = runCommands(now, fix.edits, catalogue);
      if (isRefusal(result)) return [];
      const left = errorsOf(result.document);
      return left.length < errors.length ? [{ fix, document: result.document, left }] : [];
    });
    const next = better.sort((a, b) => a.left.length - b.left.length)[0];
    if (!next) break;
    done.push(next.fix);
    [now, errors] = [next.document, next.left];
  }
  return { document: errors.length === 0 ? withoutReturns(now, document) : now, done };
}
