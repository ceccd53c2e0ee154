/** The columns that names of files give: a label, groups such as speakers, and texts. */
import { MOST_CLASSES } from '../formats/labels';
import { byName } from '../pictures/by-name';
import type { Labels, SideColumn } from '../table';
import { matchName, type NamePattern } from './name-pattern';

export interface NameColumns {
  readonly label: { readonly name: string; readonly names: readonly string[]; readonly labels: Labels } | null;
  readonly beside: readonly SideColumn[];
  /** Names of files that the pattern does not fit. */
  readonly others: readonly string[];
}
/** What a file is called that the pattern does not fit. */
const UNKNOWN = 'unknown';

/** `label`: the field that is one. Fields with values that several files share are groups, but for numbers, which count takes. */
export function columnsOfNames(files: readonly string[], pattern: NamePattern, label: string): NameColumns {
  const found = files.map((file) => matchName(file, pattern));
  const others = files.filter((_, i) => found[i] === null);
  const valuesOf = (field: string): string[] => {
    const place = pattern.fields.indexOf(field);
    return found.map((values) => values?.[place] ?? UNKNOWN);
  };
  const coded = (name: string): { readonly names: readonly string[]; readonly codes: Labels } | null => {
    const values = valuesOf(name);
    const names = [...new Set(values)].toSorted(byName);
    if (names.length > MOST_CLASSES) return null;
    const places = new Map(names.map((one, i) => [one, i]));
    const codes = names.length > 256 ? new Uint16Array(values.length) : new Uint8Array(values.length);
    values.forEach((value, i) => (codes[i] = places.get(value)!));
    return { names, codes };
  };
  const beside = pattern.fields.filter((field) => field !== label).map((name): SideColumn => {
    const codes = coded(name);
    const isShared = codes !== null && codes.names.length > 1 && codes.names.length <= files.length / 2;
    const isCount = valuesOf(name).every((value) => value === UNKNOWN || /^\d+$/.test(value));
    return isShared && !isCount ? { name, kind: 'group', values: codes.codes, names: codes.names } : { name, kind: 'text', values: valuesOf(name) };
  });
  const labels = coded(label);
  return { label: labels && labels.names.length > 1 ? { name: label, names: labels.names, labels: labels.codes } : null, beside, others };
}
