/** What is said beside a column before it is decided what it is: from one pass over the file. */
import type { Seen } from '../columns/definition';
import { columnKindOf, type ColumnKind } from '../columns/registry';

const MUCH_MISSING = 0.3;
/** A category with more values makes rows wide. */
const MANY_VALUES = 200;

/** Fewer rows may well differ by chance. */
const ENOUGH = 20;

/** A whole number that differs in every row, over hardly more numbers than rows: it may name the row. */
export const seemsIdentifier = ({ rows, missing, integers, minimum, maximum, values }: Seen): boolean => {
  const present = rows - missing;
  return present > ENOUGH && integers === present && (values?.size ?? present) === present && maximum - minimum < 4 * rows;
};

const percent = (share: number): string => `${Math.max(1, Math.round(100 * share))} %`;

export function scanWarnings(seen: Seen, kind: ColumnKind): readonly string[] {
  const { rows, missing, values, numbers } = seen;
  const { role, kept } = columnKindOf(kind);
  if (role === 'none') return [];
  const present = rows - missing;
  if (present === 0) return ['Empty'];
  const found: string[] = [];
  if (values?.size === 1 && role !== 'beside') found.push('The same in every row');
  if (missing > MUCH_MISSING * rows) found.push(`${percent(missing / rows)} missing`);
  if (role === 'feature' && kept === 'numbers' && numbers < present) found.push(`${(present - numbers).toLocaleString('en')} no numbers: they count as missing`);
  if (role === 'feature' && kept === 'numbers' && seemsIdentifier(seen)) found.push('Differs in every row: an identifier?');
  if (role === 'feature' && kept === 'codes' && (values === null || values.size > MANY_VALUES)) found.push(values === null ? 'Too many values to name them' : `${values.size} values: rows become wide`);
  if (role === 'label' && values === null) found.push('Too many values for a label');
  if (role === 'beside' && kept === 'codes' && values === null) found.push('Too many values for a port: for splits alone');
  return found;
}
