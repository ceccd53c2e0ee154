/** What a text is, by its beginning: a table with its columns, JSON, a web page, or plain words. */
import { decodeWindows1252 } from './windows-1252';

const SHOWN = 60;
const COLUMNS = 6;

/** `a text table (CSV, header sensor_a,sensor_b,label)`; null where the bytes are no text. */
export function textKind(start: Uint8Array): string | null {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return 'a text in UTF-16';
  if (start.length === 0) return 'an empty file';
  const text = decode(start);
  if (text === null || text.trim() === '') return text === null ? null : 'a text of nothing but space';
  if (/^\s*<(!doctype|html|\?xml|[a-z])/i.test(text)) return 'a web page or XML';
  if (text.startsWith('version https://git-lfs')) return 'a pointer of Git LFS';
  if (/^\s*\{/.test(text) && /"format"\s*:\s*"hourglass/.test(text)) return 'a document of Hourglass';
  if (/^\s*[[{]/.test(text)) return 'JSON';
  return tableKind(text) ?? `a text (“${short(text.trim().split(/\r\n|\n|\r/)[0]!)}”)`;
}

/** UTF-8, or Latin-1 for a table of an older program; null with control characters in it. */
function decode(bytes: Uint8Array): string | null {
  // The beginning may end inside a character.
  const part = new TextDecoder().decode(bytes, { stream: true }).replace(/^\uFEFF/, '');
  const text = part.includes('\uFFFD') ? decodeWindows1252(bytes) : part;
  return /[^\P{Cc}\s]/u.test(text) ? null : text;
}

const delimiters: readonly (readonly [string, string])[] = [
  ['\t', 'TSV'],
  [',', 'CSV'],
  [';', 'CSV with semicolons'],
  ['|', 'columns parted by |'],
];
const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
/** Cells of a row, with delimiters in quotes left alone. */
const cells = (row: string, delimiter: string): string[] => row.match(delimiter === '\t' ? /("([^"]|"")*"|[^\t"])+|(?<=^|\t)(?=\t|$)/g : new RegExp(`("([^"]|"")*"|[^${delimiter}"])+|(?<=^|[${delimiter}])(?=[${delimiter}]|$)`, 'g')) ?? [];
const isNumber = (cell: string): boolean => cell.trim() !== '' && Number.isFinite(Number(cell.trim().replace(/^"|"$/g, '').replace(',', '.')));

function tableKind(text: string): string | null {
  const rows = text.split(/\r\n|\n|\r/).filter((row) => row.trim() !== '' && !row.startsWith('#'));
  // The last row may be cut off.
  const sample = rows.length > 2 ? rows.slice(0, Math.min(8, rows.length - 1)) : rows;
  for (const [delimiter, title] of delimiters) {
    const counts = sample.map((row) => cells(row, delimiter).length);
    if (sample.length < 2 || counts[0]! < 2 || counts.some((count) => count !== counts[0])) continue;
    const header = cells(sample[0]!, delimiter);
    if (header.some(isNumber)) return `a text table (${title} of ${header.length} columns)`;
    const shown = header.slice(0, COLUMNS).map(short).join(delimiter === '\t' ? ' ' : delimiter);
    return `a text table (${title}, header ${shown}${header.length > COLUMNS ? `${delimiter}… ${header.length} columns` : ''})`;
  }
  if (sample.length >= 2 && sample.slice(1).every((row) => row.trim().split(/\s+/).every(isNumber))) {
    return `a text table (${sample[1]!.trim().split(/\s+/).length} columns parted by spaces)`;
  }
  return null;
}
