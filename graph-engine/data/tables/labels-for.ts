/** The labels or groups of a table: the names that a document knows keep their codes, others come after them. */
import type { ColumnSettings } from '../columns/settings';
import { textOf } from '../columns/missing-words';
import { DataError } from '../data-error';
import type { Cell } from '../formats/definition';
import { ownText } from '../formats/own-text';
import type { Labels } from '../table';

const MOST = 2 ** 16;
/** How a label is called that is missing. */
export const NO_LABEL = '(none)';

export function labelsFor({ name, names: known = [] }: ColumnSettings, place: number, rows: number): { readonly labels: Labels; readonly names: string[]; take(columns: readonly (readonly Cell[])[], from: number, count: number): void } {
  const names = [...known];
  const codes = new Map(names.map((one, code) => [one, code]));
  const labels = new Uint16Array(rows);
  return {
    labels,
    names,
    take(columns, from, count) {
      for (let i = 0; i < count; i++) {
        const cell = columns[place]![i]!;
        const known = typeof cell === 'string' ? codes.get(cell) : undefined;
        const text = known === undefined ? textOf(cell) || NO_LABEL : '';
        let code = known ?? codes.get(text);
        if (code === undefined) {
          code = names.length;
          if (code === MOST) throw new DataError(`Column ${name}: expected at most ${MOST.toLocaleString('en')} different names, and found more. Say that it is an identifier, or leave it out.`);
          const own = ownText(text);
          codes.set(own, code);
          names.push(own);
        }
        labels[from + i] = code;
      }
    },
  };
}
