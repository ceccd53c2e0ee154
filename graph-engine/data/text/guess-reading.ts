/** What the beginning of a text says of its items and tokens. */
import { quantile } from './lengths';
import { usualText, type TextOptions, type TextReading } from './reading';

/** Letters of a word, on average, in what is written without blanks: a genome, a program that was packed. */
const LONGEST_WORD = 24;
/** Characters of a line in a text that was broken to fit a page. */
const PAGE = 50;
/** A line that is longer holds more than a sentence. */
const LONG_LINE = 400;
/** Ends of sentences by characters, in what is written in sentences. */
const LEAST_ENDS = 1 / 400;
const WINDOW_OF_CHARACTERS = 48;

export function guessReading(start: string, options: TextOptions): TextReading {
  const lengths = start.split(/\s+/).filter((word) => word !== '').map(({ length }) => length);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const tokens = options.tokens ?? (average > LONGEST_WORD && !hasUnpartedScript(start) ? 'characters' : 'words');
  const isCharacters = tokens === 'characters';
  const items = options.items ?? (isCharacters ? 'windows' : guessItems(start));
  return { ...usualText, window: isCharacters ? WINDOW_OF_CHARACTERS : usualText.window, lowerCase: !isCharacters, ...options, tokens, items };
}

const hasUnpartedScript = (text: string): boolean => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u.test(text);

function guessItems(start: string): TextReading['items'] {
  const lines = start.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const median = quantile(lines.map(({ length }) => length).toSorted((a, b) => a - b), 0.5);
  const hasSentences = (start.match(/[.!?]["'”’)]*\s/g)?.length ?? 0) > LEAST_ENDS * start.length;
  if (median > LONG_LINE) return hasSentences ? 'sentences' : 'windows';
  const ended = lines.filter((line) => /[.!?:;]["'”’)]*$/.test(line)).length / Math.max(1, lines.length);
  return hasSentences && median >= PAGE && ended < 0.5 ? 'sentences' : 'lines';
}
