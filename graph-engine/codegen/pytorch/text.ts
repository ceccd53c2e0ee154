/** Python as text: names, numbers, and lines no longer than a page. */
import type { Size } from '../program/growth';
import { atom, level, type Expression } from '../program/expression';
import { numeric, sizesIn } from '../program/sizes';
import { number, pascal, wrap } from '../program/text';

export { number, numeric, pascal, wrap };
export const WIDTH = 100;

/** `logVariance` → log_variance, `fewBitsKL` → few_bits_kl */
export const snake = (camel: string): string => camel.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2').toLowerCase();

/** A text of the program or the user's as a string of Python. */
export const quote = (text: string): string => JSON.stringify(text);

/** `(a, b)`, and `(a,)` for one. */
export const tuple = (parts: readonly string[]): string => (parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`);
const sizes = sizesIn({ items: (tensor) => `len(${tensor})`, list: tuple, told: ['N', 'N'] });
export const { size, figure, shapeOf } = sizes;
/** For a docstring: `(N, 28, 28, 1)`. */
export const printShape = (shape: readonly Size[]): string => sizes.printShape(shape).replace(',)', ')');

export const method = (x: Expression, name: string, ...args: readonly string[]): Expression => {
  const self = x.isNumber ? `torch.tensor(${x.text})` : x.level > level.atom ? `(${x.text})` : x.text;
  return atom(`${self}.${name}(${args.join(', ')})`);
};

/** Places in `text` that lie in no bracket and no string. */
function outermost(text: string, visit: (at: number) => void): void {
  let depth = 0;
  let string = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (string) {
      if (c === '\\') i++;
      else if (c === string) string = '';
    } else if (c === '"' || c === "'") string = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (depth === 0) visit(i);
  }
}
export function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  outermost(text, (i) => {
    if (i < from || !text.startsWith(separator, i)) return;
    parts.push(text.slice(from, i));
    from = i + separator.length;
  });
  return [...parts, text.slice(from)];
}

/** The longest bracket that is not empty, among those that lie in no other: where it opens, and where it closes. */
function longestBracket(text: string): { readonly open: number; readonly close: number } | null {
  const opens: number[] = [];
  let string = '';
  let longest: { open: number; close: number } | null = null;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (string) {
      if (c === '\\') i++;
      else if (c === string) string = '';
    } else if (c === '"' || c === "'") string = c;
    else if ('([{'.includes(c)) opens.push(i);
    else if (')]}'.includes(c)) {
      const open = opens.pop()!;
      if (opens.length === 0 && i - open > Math.max(1, longest ? longest.close - longest.open : 0)) longest = { open, close: i };
    }
  }
  return longest;
}

/** The first line of a function: its parameters on lines of their own where they do not fit. */
export function signature(name: string, parameters: readonly string[], type: string, indent: number): string[] {
  const line = `${' '.repeat(indent)}def ${name}(${parameters.join(', ')}) -> ${type}:`;
  if (line.length <= WIDTH) return [line];
  const inner = `${' '.repeat(indent + 4)}${parameters.join(', ')}`;
  const lines = inner.length <= WIDTH ? [inner] : parameters.map((parameter) => `${' '.repeat(indent + 4)}${parameter},`);
  return [`${' '.repeat(indent)}def ${name}(`, ...lines, `${' '.repeat(indent)}) -> ${type}:`];
}

const pad = (by: number): string => ' '.repeat(by);

/** Breaks a line that is too long: between the arguments of its last call, or before the operators of a sum, a product. */
export function fit(text: string, indent: number): string {
  if (text.includes('\n') || indent + text.length <= WIDTH) return pad(indent) + text;
  const statement = /^(return |[\w., ]+ = )(.*)$/.exec(text);
  const [lead, value] = statement ? [statement[1]!, statement[2]!] : ['', text];
  for (const operator of [' + ', ' - ', ' * ', ' / '] as const) {
    const parts = statement ? splitAt(value, operator) : [value];
    if (parts.length === 1) continue;
    const lines = parts.map((part, i) => (i === 0 ? part : `${operator.trim()} ${part}`));
    return [`${pad(indent)}${lead}(`, ...lines.map((line) => fit(line, indent + 4)), `${pad(indent)})`].join('\n');
  }
  const bracket = longestBracket(text);
  if (!bracket) return pad(indent) + text;
  const [before, inside, after] = [text.slice(0, bracket.open + 1), text.slice(bracket.open + 1, bracket.close), text.slice(bracket.close)];
  const close = fit(after, indent);
  if (inside.length + indent + 4 <= WIDTH) return [pad(indent) + before, pad(indent + 4) + inside, close].join('\n');
  const parts = splitAt(inside, ', ');
  if (parts.length > 1) return [pad(indent) + before, ...parts.map((part) => fit(`${part},`, indent + 4)), close].join('\n');
  for (const operator of [' + ', ' - ', ' * ', ' / '] as const) {
    const sums = splitAt(inside, operator);
    if (sums.length > 1) return [pad(indent) + before, ...sums.map((part, i) => fit(i === 0 ? part : `${operator.trim()} ${part}`, indent + 4)), close].join('\n');
  }
  return [pad(indent) + before, fit(inside, indent + 4), close].join('\n');
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"""', "'''");

/** A docstring of paragraphs. */
export function docstring(paragraphs: readonly string[], indent: number): string[] {
  const [first = '', ...rest] = paragraphs.map(escaped);
  if (rest.length === 0 && first.length + indent + 6 <= WIDTH && !first.endsWith('"')) return [`${pad(indent)}"""${first}"""`];
  const lines = [first, ...rest].flatMap((paragraph, i) => [...(i > 0 ? [''] : []), ...paragraph.split('\n').flatMap((part) => wrap(part, WIDTH - indent - 4))]);
  return [`${pad(indent)}"""${lines[0]}`, ...lines.slice(1).map((line) => (line ? pad(indent) + line : '')), `${pad(indent)}"""`];
}
