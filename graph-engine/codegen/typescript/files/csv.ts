/** `csv.ts`: tables in text, for projects whose Dataset is a table. */
import { Source } from '../../program/source';

export const csvFile = (): Source =>
  new Source('src/csv.ts').add(`/**
 * Reads tables in text: cells parted by commas, semicolons, tabs, bars or blanks, and put in quotes
 * where they hold one of these. A file may be packed with gzip.
 */
import { gunzipSync } from 'node:zlib';
import { readBytes } from './command.ts';

/** Bytes of text that are read at most: a longer text has no room in one string. */
const mostBytes = 2 ** 29 - 2 ** 20;

function unpack(path: string, packed: Buffer): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new Error(\`\${path} holds more than 511 MiB of text\`);
    throw new Error(\`\${path} is a gzip file that is cut off or damaged (\${message})\`);
  }
}

/** How its first bytes say that a text is written. */
const marks: [encoding: string, ...mark: number[]][] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];

/**
 * The text of a file, with line feeds: written as its first bytes or \`encoding\` say, else UTF-8, or
 * Windows-1252 where it is none.
 */
export function readText(path: string, encoding?: string): string {
  const read = readBytes(path);
  const bytes = read[0] === 0x1f && read[1] === 0x8b ? unpack(path, read) : read;
  if (bytes.length > mostBytes) throw new Error(\`\${path} holds more than 511 MiB of text\`);
  const [marked] = marks.find(([, ...mark]) => mark.every((byte, i) => bytes[i] === byte)) ?? [];
  const text = decode(bytes, marked ?? encoding);
  return text.includes('\\r') ? text.replaceAll('\\r\\n', '\\n').replaceAll('\\r', '\\n') : text;
}
function decode(bytes: Buffer, encoding?: string): string {
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The rows of a text; with a blank as the delimiter, runs of blanks part cells. Blank lines are none, nor are those that begin with # where few do. */
export function* rowsOf(path: string, text: string, delimiter: string): Generator<string[]> {
  const beginning = text.slice(0, 100_000).split('\\n');
  const comments = beginning.filter((line) => line.startsWith('#')).length;
  const hasComments = comments < beginning.length / 2;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    const isBlank = line.trim() === '' && (delimiter === ' ' || !line.includes(delimiter));
    const isRow = !isBlank && !(hasComments && line.startsWith('#'));
    if (isRow && delimiter === ' ') {
      yield blankCells(line);
      at += line.length + 1;
      continue;
    }
    if (isRow && line.includes('"')) {
      const quoted = quotedRow(path, text, at, delimiter);
      yield quoted.row;
      at = quoted.end;
      continue;
    }
    if (isRow) yield line.split(delimiter);
    at += line.length + 1;
  }
}

/** Cells between runs of blanks; those in quotes may hold some. */
function blankCells(line: string): string[] {
  if (!line.includes('"')) return line.trim().split(/[ \\t]+/);
  const cells = line.matchAll(/"((?:[^"]|"")*)"(?!\\S)|\\S+/g);
  return [...cells].map(([all, quoted]) => quoted?.replaceAll('""', '"') ?? all);
}

interface QuotedRow {
  row: string[];
  end: number;
}
/** Cells may be in quotes, within which a quote is written twice, and a line may end. */
function quotedRow(path: string, text: string, at: number, delimiter: string): QuotedRow {
  const row: string[] = [];
  for (let from = at; ; from++) {
    const inQuotes = text[from] === '"' ? quotedCell(path, text, from) : null;
    const end = inQuotes ? inQuotes.end : endOfCell(text, from, delimiter);
    row.push(inQuotes ? inQuotes.cell : text.slice(from, end));
    if (text[end] !== delimiter) {
      if (end < text.length && text[end] !== '\\n') throw unclosed(path, text, from);
      return { row, end: end + 1 };
    }
    from = end;
  }
}
function quotedCell(path: string, text: string, at: number): { cell: string; end: number } {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] === '"') continue;
    return { cell: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 };
  }
  throw unclosed(path, text, at);
}
function endOfCell(text: string, from: number, delimiter: string): number {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\\n') end++;
  return end;
}
function unclosed(path: string, text: string, at: number): Error {
  const [cell] = text.slice(at, at + 40).split('\\n');
  return new Error(\`\${path}: a quote does not end with its cell: \${cell}\`);
}`);
