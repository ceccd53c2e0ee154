/** Words by a pattern of our own: the same in every browser, whatever its dictionaries say, but for the scripts that put nothing between words. */
import type { TokenDefinition } from './definition';
import { segmentsOf } from './segments';

const LETTER = String.raw`[\p{L}\p{M}\p{N}_\u200c\u200d]`;
const patterns = [
  // Letters and digits, with an apostrophe between letters (don’t) and a point, comma or colon between digits (3.14, 10:30).
  String.raw`${LETTER}+(?:(?:['’](?=\p{L})|(?<=\p{N})[.,:](?=\p{N}))${LETTER}+)*`,
  // Two letters of a flag.
  String.raw`\p{RI}\p{RI}`,
  // An emoji with its colour of skin, and those that it is joined to.
  String.raw`\p{Extended_Pictographic}(?:\p{EMod}|\ufe0f|\u200d\p{Extended_Pictographic})*`,
  // Any other mark, and the same again, as in “...” or “--”.
  String.raw`(?<mark>\S)\k<mark>{0,7}`,
];
const TOKEN = new RegExp(patterns.join('|'), 'gu');
/** Scripts that put no blanks between words. */
const UNPARTED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

export const words: TokenDefinition = {
  title: 'Words',
  help: 'Words and numbers, with every mark of punctuation a token of its own.',
  between: ' ',
  split(text) {
    const found: readonly string[] = text.match(TOKEN) ?? [];
    if (!UNPARTED.test(text)) return found;
    return found.flatMap((token) => (UNPARTED.test(token) ? segmentsOf(segmenter, token) : [token]));
  },
};
