/** Names of what lies in a zip archive: their characters, and that none of them leads out of the archive. */
import { refuse } from './refuse';

/** The characters from 128 of code page 437, which names are written with that do not say that they are UTF-8. */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const ofCodePage = (bytes: Uint8Array): string => Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : UPPER[byte - 128]!)).join('');

/** macOS writes UTF-8 and does not say so: what is valid as such is taken for it. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return ofCodePage(bytes);
  }
}

const dangers: readonly (readonly [RegExp, string])[] = [
  [/\0/, 'one with a NUL in it'],
  [/\\/, 'one with a backslash in it'],
  [/^\//, 'an absolute path'],
  [/^[A-Za-z]:/, 'a drive'],
  [/(^|\/)\.\.(\/|$)/, 'one that leads out of it with ..'],
  [/^[./]*$/, 'none'],
];

/** The name as a path in the archive. @throws DataError where it leads out of it, or could on some system */
export function cleanName(name: string, archive: string): string {
  const danger = dangers.find(([pattern]) => pattern.test(name));
  if (danger) refuse(archive, 'names that are paths in the archive', `${danger[1]} (${JSON.stringify(name.slice(0, 120))})`, 'Do not trust this archive; if it is your own, pack the files again with another program.');
  return name.split('/').filter((part, i, parts) => part !== '.' && (part !== '' || i === parts.length - 1)).join('/');
}

/** What systems put beside the files of their users, and folders, which are in the names of what lies in them. */
export const isBeside = (name: string): boolean => name.endsWith('/') || /(^|\/)__MACOSX\//.test(name) || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
