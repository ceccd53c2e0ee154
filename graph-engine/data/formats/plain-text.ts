/** Whether a text is for reading: lines or sentences of words, and no table, by its beginning. */
import { guessDelimiter, isNumeric, usualCount } from './csv-guess';
import { rowsOf } from './csv-rows';
import { foreignKind, guessEncoding } from './text-encoding';
import { textKind } from './text-kind';
import { withLineFeeds } from './unix-lines';
import { unpackedStart } from './unpacked';
import { decodeWindows1252 } from './windows-1252';

/** Endings of what may be either. One that says table is a table. */
const MAY_BE_TEXT = /(\.(txt|text|md|markdown|log|asc|tok|tokens|raw)|(^|[\\/])[^.\\/]+)(\.gz)?$/i;
/** Rows of a table have as many cells, but for comments and the last, which the beginning cuts. */
const LEAST_EVEN = 0.98;
/** A single column is a table where so many of its cells are numbers. */
const LEAST_NUMBERS = 0.5;

/** `start`: the beginning of the file, packed as it is or unpacked. Also of what a pattern of commas makes look like two columns. */
export function isPlainText(start: Uint8Array, name: string): boolean {
  const bytes = unpackedStart(start);
  if (!MAY_BE_TEXT.test(name) || bytes.length === 0 || foreignKind(bytes, name) !== null) return false;
  const text = withLineFeeds(decoded(bytes));
  if (textKind(new TextEncoder().encode(text.slice(0, 4096))) === 'JSON' || text.trim() === '') return false;
  // The last line may be cut.
  const whole = text.includes('\n') ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
  const delimiter = guessDelimiter(whole, true, false);
  const { rows } = rowsOf(whole, true, { delimiter, comments: false });
  const { count, share } = usualCount(rows);
  const cells = rows.flat().filter((cell) => cell.trim() !== '');
  const numbers = cells.filter(isNumeric).length / Math.max(1, cells.length);
  if (count < 2) return numbers < LEAST_NUMBERS;
  // Cells behind a comma and a blank are parts of a sentence.
  const isSentence = delimiter === ',' && numbers < LEAST_NUMBERS && cells.filter((cell) => cell.startsWith(' ')).length > 0.3 * cells.length;
  return isSentence || (share < LEAST_EVEN && numbers < LEAST_NUMBERS);
}

function decoded(bytes: Uint8Array): string {
  const encoding = guessEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  return encoding === 'utf-8' && text.includes('\uFFFD') ? decodeWindows1252(bytes) : text;
}
