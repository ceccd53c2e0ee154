/** What the tokens of a Dataset stand for: as its document says of a file, or as its source is known to have. */
import { parseReading } from '../file-reading';
import { findDataset } from '../sources/registry';
import { usualText } from './reading';
import type { TextOfTable } from './token-table';

const read = new Map<string, readonly string[] | null>();
/** Of the text that a document keeps; null where it is no list of tokens. */
export function parseVocabulary(text: string): readonly string[] | null {
  if (text === '') return [];
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size > 20) read.clear();
  const parsed = parse(text);
  read.set(text, parsed);
  return parsed;
}
function parse(text: string): readonly string[] | null {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) && found.every((token) => typeof token === 'string' && token !== '') && new Set(found).size === found.length ? (found as string[]) : null;
  } catch {
    return null;
  }
}
export const printVocabulary = (tokens: readonly string[]): string => (tokens.length === 0 ? '' : JSON.stringify(tokens));

/** Null for what has no tokens. */
export function textOfSource({ source, reading, vocabulary }: { readonly source: string; readonly reading: string; readonly vocabulary: string }): TextOfTable | null {
  const definition = findDataset(source);
  if (definition?.origin !== 'file') return definition?.text ?? null;
  const tokens = parseVocabulary(vocabulary);
  if (!tokens || tokens.length === 0) return null;
  const { tokens: kind, lowerCase } = { ...usualText, ...parseReading(reading)?.text };
  return { tokens: kind, lowerCase, vocabulary: tokens };
}
