/** `tokens.ts`: cuts texts into tokens and numbers them by the rules of `data/text/tokens`. */
import type { TokenKind } from '../../../data/text/tokens/registry';
import { Source } from '../../program/source';
import type { Project } from '../project';
import { quote, WIDTH } from '../text';
import { imageFields } from './data/kinds';
import { readingOf, textsOf } from './data/texts';

const splits: Readonly<Record<TokenKind, string>> = {
  words: `const letter = String.raw\`[\\p{L}\\p{M}\\p{N}_\\u200c\\u200d]\`;
const picture = String.raw\`\\p{Extended_Pictographic}\`;
const wordPattern = [
  // An apostrophe between letters (don’t), and a point, comma or colon between digits (3.14).
  String.raw\`\${letter}+(?:(?:['’](?=\\p{L})|(?<=\\p{N})[.,:](?=\\p{N}))\${letter}+)*\`,
  // Two letters of a flag.
  String.raw\`\\p{RI}\\p{RI}\`,
  // An emoji with its colour of skin, and those that it is joined to.
  String.raw\`\${picture}(?:\\p{EMod}|\\ufe0f|\\u200d\${picture})*\`,
  // Any other mark, and the same again, as in “...” or “--”.
  String.raw\`(?<mark>\\S)\\k<mark>{0,7}\`,
];
const word = new RegExp(wordPattern.join('|'), 'gu');

/**
 * Words and numbers, with every mark of punctuation a token of its own. The studio parts Chinese,
 * Japanese, Thai, Lao, Khmer and Burmese by dictionaries; here such words are parted where there
 * are blanks between them.
 */
const words = (text: string): string[] => text.match(word) ?? [];`,
  characters: `const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as a reader counts them: with their accents, a flag or a family as one. */
function characters(text: string): string[] {
  // The segmenter takes a time for each step that grows with the text: it gets lines.
  const lines = text.split(/(?<=\\n)/);
  return lines.flatMap((line) => Array.from(segmenter.segment(line), ({ segment }) => segment));
}`,
};

/** As many on a line as fit. */
function wrapped(parts: readonly string[], indent: number): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length + 1 <= WIDTH) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(`${' '.repeat(indent)}${part}`);
  }
  return lines.join('\n');
}

export function tokensFile(project: Project): Source {
  const nodes = textsOf(project);
  const kinds = [...new Set(nodes.map((node) => readingOf(node).tokens))];
  const windows = nodes.some((node) => readingOf(node).window !== null);
  const source = new Source('src/tokens.ts').add(`/** Cuts texts into tokens and numbers them, as the studio does. */
import { readBytes } from './command.ts';
import type { Items } from './data.ts';

/** Numbers of no word: nothing, a token that the vocabulary does not hold, a hidden one. */
export const [padding, unknown, hidden] = [0, 1, 2] as const;
/** The number of the first token of a vocabulary. */
export const firstToken = 3;

/** How a text is cut into items and tokens. */
export interface TextReading {
  tokens: keyof typeof splits;
  /** Capitals are small letters. */
  lowerCase: boolean;
  /** Of an item. */
  places: number;${windows ? '\n  /** Tokens of an item, where it is no line. */\n  window?: number;' : ''}
  /** The tokens from number 3 on, frequent ones first. */
  vocabulary: string[];
}
`);
  for (const kind of kinds) source.block(splits[kind]);
  source.block(`const splits = { ${kinds.join(', ')} };`);
  source.block('/** The text of each Dataset. */\nexport const texts = {');
  for (const node of nodes) {
    const { tokens, lowerCase, places, window, vocabulary } = readingOf(node);
    source.add(`  ${node.name}: {\n    tokens: '${tokens}',\n    lowerCase: ${lowerCase},\n    places: ${places},${window === null ? '' : `\n    window: ${window},`}\n    vocabulary: [\n${wrapped(vocabulary.map((token) => `${quote(token)},`), 6)}\n    ],\n  },`, node.id);
  }
  source.add('} satisfies Record<string, TextReading>;');
  source.block(`/** The tokens of a piece of text: letters are composed first, so that é is one whoever typed it. */
export function tokensOf(text: string, { tokens, lowerCase }: TextReading): string[] {
  const plain = text.normalize('NFC');
  return splits[tokens](lowerCase ? plain.toLowerCase() : plain);
}

/** Items as the numbers of their tokens, padded with 0; longer ones lose their ends. */
export function numbered(items: string[][], { places, vocabulary }: TextReading): Items {
  const numbers = new Map(vocabulary.map((token, i) => [token, i + firstToken]));
  const values = new Float32Array(items.length * places).fill(padding);
  items.forEach((tokens, item) => {
    tokens.slice(0, places).forEach((token, place) => {
      values[item * places + place] = numbers.get(token) ?? unknown;
    });
  });
  return { count: items.length, shape: [places], values${imageFields(project)} };
}`);
  source.block(`/** The items of a text${windows ? ': lines, or windows of so many tokens one behind the other' : ': its lines'}. What holds no token is left out. */
export function readTokens(path: string, reading: TextReading): Items {
  const text = readBytes(path).toString('utf8').replace(/^\\ufeff/, '').replace(/\\r\\n?/g, '\\n');
${windows ? `  const { window } = reading;
  const items: string[][] = [];
  if (window === undefined) items.push(...text.split('\\n').map((line) => tokensOf(line, reading)));
  else {
    const tokens = tokensOf(text, reading);
    for (let from = 0; from < tokens.length; from += window) {
      items.push(tokens.slice(from, from + window));
    }
  }
` : "  const items = text.split('\\n').map((line) => tokensOf(line, reading));\n"}  const found = items.filter((tokens) => tokens.length > 0);
  if (found.length === 0) throw new Error(\`\${path} holds no \${reading.tokens}\`);
  return numbered(found, reading);
}`);
  return source;
}
