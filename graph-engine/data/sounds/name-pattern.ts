/** What the names of files say, by a pattern such as `{digit}_{speaker}_{take}`: fields in braces, and the text between them. */
import { baseName } from '../formats/base-name';

export interface NamePattern {
  readonly fields: readonly string[];
  /** Before the first field, between two, and after the last. */
  readonly texts: readonly string[];
}
const FIELD = /\{([^{}]*)\}/g;
const MOST_FIELDS = 12;

/** @returns what is wrong with it, as a sentence, where it is none */
export function parsePattern(text: string): NamePattern | string {
  const fields = [...text.matchAll(FIELD)].map(([, name = '']) => name.trim());
  const texts = text.split(FIELD).filter((_, i) => i % 2 === 0);
  const between = texts.slice(1, -1);
  if (fields.length === 0) return `Expected a pattern with a field in braces, such as {digit}_{speaker}_{take}, and found ${text === '' ? 'none' : text}.`;
  if (fields.length > MOST_FIELDS) return `Expected at most ${MOST_FIELDS} fields in a pattern, and found ${fields.length}.`;
  if (texts.some((one) => /[{}]/.test(one))) return `Expected each field of a pattern in a pair of braces, and found ${text}.`;
  if (fields.includes('')) return `Expected a name in each pair of braces, and found ${text}.`;
  const twice = fields.find((name, i) => fields.indexOf(name) !== i);
  if (twice !== undefined) return `Expected fields of different names in a pattern, and found ${twice} twice.`;
  if (between.includes('')) return `Expected a text between two fields of a pattern, such as an underscore, and found none in ${text}.`;
  return { fields, texts };
}

/** Without the ending; with as many folders as the pattern names. */
export function stemOf(name: string, { texts }: NamePattern): string {
  const parts = name.split(/[\\/]/);
  const folders = texts.reduce((sum, text) => sum + text.split('/').length - 1, 0);
  return [...parts.slice(-1 - folders, -1), baseName(name).replace(/(?<=.)\.[^.]+$/, '')].join('/');
}

/** The value of each field; each ends where the text after it first comes, the last where that last comes. Null where the name is of another form. */
export function matchName(name: string, pattern: NamePattern): readonly string[] | null {
  const { fields, texts } = pattern;
  const stem = stemOf(name, pattern);
  if (!stem.startsWith(texts[0]!)) return null;
  const values: string[] = [];
  let at = texts[0]!.length;
  for (let field = 0; field < fields.length; field++) {
    const after = texts[field + 1]!;
    const last = field === fields.length - 1;
    const end = last ? (stem.endsWith(after) ? stem.length - after.length : -1) : stem.indexOf(after, at + 1);
    if (end <= at) return null;
    values.push(stem.slice(at, end));
    at = end + after.length;
  }
  return values;
}

const SEPARATORS = ['_', '-', ' '];
const [FEWEST, MOST] = [2, 6];

/**
 * A pattern that all names have, where one character parts all of them into as many parts: the first part with a value that many names share is the label.
 * Null where the names say nothing.
 */
export function guessPattern(names: readonly string[]): string | null {
  const stems = names.map((name) => baseName(name).replace(/(?<=.)\.[^.]+$/, ''));
  for (const separator of SEPARATORS) {
    const parts = stems.map((stem) => stem.split(separator));
    const count = parts[0]?.length ?? 0;
    if (count < FEWEST || count > MOST || parts.some((some) => some.length !== count || some.includes('') || some.some((part) => /[{}]/.test(part)))) continue;
    const values = Array.from({ length: count }, (_, i) => new Set(parts.map((some) => some[i]!)).size);
    const label = values.findIndex((different) => different > 1 && different <= names.length / 2);
    if (label >= 0) return values.map((_, i) => (i === label ? '{label}' : `{part${i + 1}}`)).join(separator);
  }
  return null;
}
