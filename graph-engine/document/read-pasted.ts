/** What a text from the clipboard is: a copied part, a whole document, one of the two in a damaged state, or something else, with its name. */
import type { Diagnostic } from '../diagnostics/types';
import type { KindCatalogue } from './catalogue';
import { foreignText, foreignValue } from './foreign';
import type { Fragment } from './fragment';
import type { Problem } from './integrity';
import { limits } from './limits';
import { openValue } from './open';
import { readFragment } from './read-fragment';
import { parseJson, tooLarge } from './read-json';
import type { HourglassDocument } from './types';

export type Pasted =
  | { readonly kind: 'fragment'; readonly fragment: Fragment }
  | { readonly kind: 'document'; readonly document: HourglassDocument; readonly warnings: readonly Diagnostic[] }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'nothing' };

/** Also true for one that is cut off, or has a fault that keeps it from being read. */
const isOurs = (text: string): boolean => /"format"\s*:\s*"hourglass"/.test(text);

export function readPasted(text: string, catalogue: KindCatalogue): Pasted {
  if (!/\S/.test(text)) return { kind: 'nothing' };
  if (text.length > limits.text) return { kind: 'refused', problems: [{ place: 'clipboard', message: tooLarge(text.length).replace('the file', 'the text') }] };
  const part = readFragment(text);
  if (part) return part.ok ? { kind: 'fragment', fragment: part.fragment } : { kind: 'refused', problems: part.problems };
  if (!/^\uFEFF?\s*[[{]/.test(text)) return { kind: 'foreign', name: foreignText(text) };
  const parsed = parseJson(text);
  if (!parsed.ok) return isOurs(text) ? { kind: 'refused', problems: [parsed.problem] } : { kind: 'foreign', name: foreignText(text) };
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 'hourglass') return { kind: 'foreign', name: foreignValue(value) };
  const opened = openValue(value, catalogue);
  return opened.ok ? { kind: 'document', document: opened.document, warnings: opened.warnings } : { kind: 'refused', problems: opened.problems };
}
