/** How characters of a text are written, by its first bytes, and what is no text at all. */
import { DataError } from '../data-error';
import { fileKind, type FileKind } from './file-kind';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | (string & Record<never, never>);
const titles: Readonly<Record<string, string>> = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'windows-1252': 'Windows-1252 (Latin-1)' };
export const titleOf = (encoding: Encoding): string => titles[encoding] ?? encoding;

const begins = (bytes: Uint8Array, ...mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
/** Length of the byte order mark. */
export const markOf = (start: Uint8Array): number => (begins(start, 0xef, 0xbb, 0xbf) ? 3 : begins(start, 0xff, 0xfe) || begins(start, 0xfe, 0xff) ? 2 : 0);

/** UTF-16 by its mark, or by zeros in every other byte, as letters and digits have them; else UTF-8 until a byte shows otherwise. */
export function guessEncoding(start: Uint8Array): Encoding {
  if (begins(start, 0xff, 0xfe)) return 'utf-16le';
  if (begins(start, 0xfe, 0xff)) return 'utf-16be';
  const pairs = Math.min(2048, start.length >> 1);
  const zeros = [0, 0];
  for (let i = 0; i < 2 * pairs; i++) if (start[i] === 0) zeros[i & 1]!++;
  const [even = 0, odd = 0] = zeros;
  if (pairs > 0 && odd > 0.7 * pairs && even === 0) return 'utf-16le';
  return pairs > 0 && even > 0.7 * pairs && odd === 0 ? 'utf-16be' : 'utf-8';
}

/** What the user calls an encoding. @throws DataError for what nobody knows */
export function encodingCalled(name: string): Encoding {
  const plain = name.trim().toLowerCase();
  if (/^(latin-?1|iso-?8859-1|windows-?1252|cp-?1252|ansi)$/.test(plain)) return 'windows-1252';
  try {
    return new TextDecoder(plain === 'utf-16' ? 'utf-16le' : plain).encoding;
  } catch {
    throw new DataError(`Expected an encoding such as utf-8, utf-16le, windows-1252 or shift_jis, and found “${name}”.`);
  }
}

/** The beginning of a text as if it were written in UTF-8, for who looks at bytes. */
export function startAsUtf8(start: Uint8Array): Uint8Array {
  const encoding = guessEncoding(start);
  return encoding === 'utf-8' ? start : new TextEncoder().encode(new TextDecoder(encoding).decode(start, { stream: true }));
}

/** What bytes are that hold no text of a table, and what to do; null where they may hold one. */
export function foreignKind(start: Uint8Array, name: string): FileKind | null {
  const bytes = startAsUtf8(start.subarray(0, LOOKED_AT));
  const kind = fileKind(bytes, name);
  const isText = kind === null || /^(a text|JSON|what is called|bytes with no header)/.test(kind.found);
  if (!isText) return { found: kind.found, cure: /web page|LFS|Hourglass/.test(kind.found) ? kind.cure : choose };
  return hasControls(bytes) ? { found: 'bytes that are no text', cure: choose } : null;
}
const LOOKED_AT = 4096;
const choose = 'Choose a CSV, TSV, JSON lines or Parquet file.';

/** `expected`: what is looked for in it. @throws DataError for an empty file and for what holds no text */
export function expectText(start: Uint8Array, name: string, expected: string): void {
  const foreign = start.length === 0 ? { found: 'an empty file', cure: 'Choose another file, or write this one again.' } : foreignKind(start, name);
  if (foreign) throw new DataError(`${name}: expected ${expected}, and found ${foreign.found}. ${foreign.cure}`);
}

/** Zeros, or more than a stray control character. */
function hasControls(bytes: Uint8Array): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++;
  }
  return controls > Math.max(1, bytes.length / 200);
}
