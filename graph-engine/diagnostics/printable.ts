/** Names and values of a document's author as plain text: what would steer a terminal, or change the direction of reading, is shown by its number. */

/** Control characters (C0, delete, C1), separators of lines, and what turns or hides text: marks and overrides of direction, zero widths, the byte order mark. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** `keep`: characters that stay as they are. */
export const printable = (text: string, keep = ''): string => text.replace(STEERING, (character) => (keep.includes(character) ? character : escaped(character)));
