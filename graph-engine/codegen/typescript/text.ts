/** TypeScript as text: text of the user as parts of it, numbers, shapes, comments, and lines no wider than a page. */
import { sizesIn } from '../program/sizes';
import { wrap } from '../program/text';

export const WIDTH = 100;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// oxlint-disable-next-line no-control-regex -- those are what must not get through
const unsafe = /[\\'\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** `'it\'s'` */
export const quote = (text: string): string => `'${text.replace(unsafe, (character) => escapes[character] ?? code(character))}'`;

/** One line that neither ends a comment nor starts another, at most 60 characters long. */
export function commentText(text: string): string {
  const line = text.replace(unsafe, (character) => (character === "'" || character === '\\' ? character : ' ')).replaceAll('*/', '* /').replaceAll('/*', '/ *');
  const clean = line.replace(/\s+/g, ' ').trim();
  const characters = [...clean];
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : clean;
}

/** `[28, 28, 1]` */
export const list = (values: readonly (number | string)[]): string => `[${values.join(', ')}]`;

const opening = '([{';
const closing = ')]}';

/** The end of the string literal or bracket that starts at `from`. */
function endOf(text: string, from: number): number {
  if (text[from] === "'") {
    let at = from + 1;
    while (at < text.length && text[at] !== "'") at += text[at] === '\\' ? 2 : 1;
    return at;
  }
  let at = from + 1;
  while (at < text.length && !closing.includes(text[at]!)) {
    if (text[at] === "'" || opening.includes(text[at]!)) at = endOf(text, at);
    at++;
  }
  return at;
}

function elements(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'" || opening.includes(text[at]!)) at = endOf(text, at);
    else if (text[at] === ',') {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

/** The bracket to break: the last outermost one that is not empty. */
function outermost(text: string): readonly [number, number] | null {
  let found: readonly [number, number] | null = null;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "'") at = endOf(text, at);
    else if (opening.includes(text[at]!)) {
      const end = endOf(text, at);
      if (end > at + 1) found = [at, end];
      at = end;
    }
  }
  return found;
}

/** Where calls of methods begin that follow each other outside of brackets; none where the text is no such chain. */
function callsOf(text: string): number[] {
  const found: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "'" || opening.includes(character)) at = endOf(text, at);
    else if (character === ' ') return [];
    else if (character === '.' && /^\.\w+\(/.test(text.slice(at))) found.push(at);
  }
  // `tf.sub(…)` is a function.
  return /^(?:tf|ops|Math|this|model|values)$/.test(text.slice(0, found[0])) ? found.slice(1) : found;
}
/** A chain of three calls or more with a line for each, or null. */
function brokenChain(text: string, indent: number): string | null {
  const [, lead = '', chain = '', end = ''] = /^((?:(?:const|let) \w+(?:: [\w.]+)? = |return |\w+: )?)([\s\S]*?)([;,]?)$/.exec(text)!;
  const calls = callsOf(chain);
  if (calls.length < 3) return null;
  const parts = calls.map((from, i) => chain.slice(from, calls[i + 1]));
  return [`${' '.repeat(indent)}${lead}${chain.slice(0, calls[0])}`, ...parts.map((part, i) => fit(i === parts.length - 1 ? part + end : part, indent + 2))].join('\n');
}

/** Breaks a statement or expression where it is wider than a page: a chain of calls before its points, others at their brackets. `indent` counts characters. */
export function fit(text: string, indent = 0): string {
  const pad = ' '.repeat(indent);
  if (indent + text.length <= WIDTH) return pad + text;
  const chain = brokenChain(text, indent);
  if (chain) return chain;
  const bracket = outermost(text);
  if (!bracket) return pad + text;
  let [open, close] = bracket;
  let parts = elements(text.slice(open + 1, close));
  // f({ … }) and f([ … ]) keep both brackets on one line.
  while (parts.length === 1 && text[open] === '(' && '[{'.includes(parts[0]![0]!) && endOf(parts[0]!, 0) === parts[0]!.length - 1) {
    open = text.indexOf(parts[0]!, open + 1);
    close = open + parts[0]!.length - 1;
    parts = elements(text.slice(open + 1, close));
  }
  // f(x, [ … ]) keeps what comes before the list on its line.
  const last = parts.at(-1)!;
  const start = text.lastIndexOf(last, close);
  if (parts.length > 1 && text[open] === '(' && '[{'.includes(last[0]!) && endOf(last, 0) === last.length - 1 && indent + start < WIDTH && !parts.slice(0, -1).some((part) => /[[{]/.test(part))) {
    open = start;
    close = start + last.length - 1;
    parts = elements(last.slice(1, -1));
  }
  // A part of a formula in parentheses is no list.
  const isFormula = text[open] === '(' && !/[\w)\]>]$/.test(text.slice(0, open));
  const lines = parts.map((part) => fit(isFormula ? part : `${part},`, indent + 2));
  return [pad + text.slice(0, open + 1), ...lines, pad + text.slice(close)].join('\n');
}

/** Shapes in comments: `[batch, 28, 28, 1]`. */
export const { size, figure, shapeOf, printShape } = sizesIn({ items: (tensor) => `${tensor}.shape[0]!`, list, told: ['batch', ' batch'], marks: { isScalar: true } });

/** A comment before what it tells of; `text` has no words of the user but those that went through `commentText`. */
export function comment(text: string, indent = 0): string {
  const pad = ' '.repeat(indent);
  if (indent + text.length + 7 <= WIDTH) return `${pad}/** ${text} */`;
  return [`${pad}/**`, ...wrap(text, WIDTH - indent - 3).map((line) => `${pad} * ${line}`), `${pad} */`].join('\n');
}

/** The first line of a function or method: its parameters on lines of their own where they do not fit. */
export function signature(name: string, parameters: readonly string[], type: string | null, indent = 0): string {
  const pad = ' '.repeat(indent);
  const end = type === null ? '{' : `: ${type} {`;
  const line = `${pad}${name}(${parameters.join(', ')})${type === null ? ' ' : ''}${end}`;
  if (line.length <= WIDTH) return line;
  return [`${pad}${name}(`, ...parameters.map((parameter) => `${pad}  ${parameter},`), `${pad})${type === null ? ' ' : ''}${end}`].join('\n');
}
