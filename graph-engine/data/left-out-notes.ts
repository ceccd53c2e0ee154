/** What is told of files that were left out, of pictures and of recordings alike. */
import { counted } from '../diagnostics/counted';
import type { DataError } from './data-error';
import type { FoundFiles } from './find-files';
import type { DataNote } from './table';

const SHOWN = 3;
/** `a, b, c and 7 more` */
export const listed = (names: readonly string[]): string => (names.length <= SHOWN + 1 ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${(names.length - SHOWN).toLocaleString('en')} more`);

/** `what`: one of those that were looked for, as in `picture`. */
export function otherFilesNote(others: FoundFiles<unknown>['others'], what: string): readonly DataNote[] {
  if (others.length === 0) return [];
  const kinds = new Map<string, string[]>();
  for (const { name, kind } of others) {
    const names = kinds.get(kind);
    if (names) names.push(name);
    else kinds.set(kind, [name]);
  }
  const parts = [...kinds].map(([kind, names]) => `${listed(names)} (${kind})`);
  return [{ text: `Left out, because ${others.length === 1 ? `it is no ${what} that is` : `they are no ${what}s that are`} read here: ${listed(parts)}.` }];
}

export function errorNotes(errors: readonly DataError[], what: string): readonly DataNote[] {
  const told = errors.slice(0, SHOWN).map(({ message }): DataNote => ({ text: `${message} It is left out.` }));
  return errors.length > SHOWN ? [...told, { text: `${counted(errors.length - SHOWN, `more ${what}`)} cannot be read, and ${errors.length - SHOWN === 1 ? 'is' : 'are'} left out.` }] : told;
}
