/** JavaScript as text: numbers, sizes that follow the batch, chains of methods, and lines no longer than a page. */
import { level, type Expression } from '../program/expression';
import { isGrowing, type Figure } from '../program/growth';
import { numeric, sizesIn } from '../program/sizes';
import { wrap } from '../program/text';
import type { Anchor } from '../program/write-region';

export { numeric };
export const WIDTH = 110;

export const list = (parts: readonly string[]): string => `[${parts.join(', ')}]`;
const sizes = sizesIn({ items: (tensor) => `${tensor}.shape[0]`, list, told: ['N', 'N'] });
/** Shapes in comments: `[N, 28, 28, 1]`. */
export const { size, printShape } = sizes;
/** What follows the batch stands in parentheses inside of a formula. */
export function figure(value: Figure, anchor: Anchor): Expression {
  const written = sizes.figure(value, anchor);
  return isGrowing(value) ? { ...written, level: level.sum } : written;
}

const pad = (indent: number): string => ' '.repeat(indent);

/** Where the links of the outermost chain begin, and its commas lie. */
function outermost(text: string): { readonly links: readonly number[]; readonly last: { readonly open: number; readonly close: number } | null } {
  const links: number[] = [];
  let depth = 0;
  let open = -1;
  let last: { open: number; close: number } | null = null;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'") i = text.indexOf("'", i + 1);
    else if ('([{'.includes(c)) {
      if (depth++ === 0) open = i;
    } else if (')]}'.includes(c)) {
      if (--depth === 0 && (!last || i - open > last.close - last.open)) last = { open, close: i };
    } else if (depth === 0 && /^\.\w+\(/.test(text.slice(i, i + 40))) links.push(i);
  }
  return { links, last };
}
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "'") i = text.indexOf("'", i + 1);
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 2;
    }
  }
  return [...parts, text.slice(from)];
}

/** Breaks a line that is too long: a chain before each of its links, a call between its arguments. */
export function fit(text: string, indent: number): string {
  if (indent + text.length <= WIDTH) return pad(indent) + text;
  const { links, last } = outermost(text);
  if (links.length > 1) {
    const parts = links.map((at, i) => text.slice(at, links[i + 1]));
    return [pad(indent) + text.slice(0, links[0]), ...parts.map((part) => fit(part, indent + 2))].join('\n');
  }
  const inside = last && text.slice(last.open + 1, last.close).trim();
  if (!inside) return pad(indent) + text;
  const lines = splitArguments(inside).map((part) => `${fit(part, indent + 2)},`);
  return [pad(indent) + text.slice(0, last.open + 1), ...lines, fit(text.slice(last.close), indent)].join('\n');
}

/** A text as a string of JavaScript in one pair of quotes. */
export const quote = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;

/** A list with as many parts on a line as fit. */
export function wrapped(parts: readonly string[]): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 2 <= WIDTH) lines[lines.length - 1] = `${last} ${part},`;
    else lines.push(`  ${part},`);
  }
  return lines.join('\n');
}

/** Text of the user inside of a comment, which it cannot end. */
export const inComment = (text: string): string => text.replace(/[\s\u2028\u2029]+/g, ' ').replaceAll('*/', '* /').trim();

/** A comment before what it is about. */
export function comment(text: string, indent = 0): string[] {
  const plain = inComment(text);
  if (plain.length + indent + 7 <= WIDTH) return [`${pad(indent)}/** ${plain} */`];
  return [`${pad(indent)}/**`, ...wrap(plain, WIDTH - indent - 3).map((line) => `${pad(indent)} * ${line}`), `${pad(indent)} */`];
}
