/** The words for faults of a JSON text: where, what was expected, what stands there instead, and what to do about it. */
export interface JsonFault {
  readonly position: number;
  readonly message: string;
}

/** `line 3, column 7` of a position in the text, both counted from 1. */
export function locate(text: string, position: number): string {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) {
    line++;
    start = at + 1;
  }
  return `line ${line}, column ${position - start + 1}`;
}

interface Sight {
  readonly found: string;
  readonly cure: string;
}
const noNumber = 'JSON has no such number: write a finite one.';
const words: Readonly<Record<string, string>> = {
  nan: noNumber,
  inf: noNumber,
  infinity: noNumber,
  undefined: 'JSON has no such value: write null, or leave the entry out.',
  none: 'Write null.',
  nil: 'Write null.',
  null: 'Write null in small letters.',
  true: 'Write true in small letters.',
  false: 'Write false in small letters.',
};
const characters: readonly (readonly [RegExp, (found: string) => Sight])[] = [
  [/^\/[/*]/, (mark) => ({ found: `a comment (${mark})`, cure: 'JSON has no comments: delete it.' })],
  [/^#/, () => ({ found: 'a comment (#)', cure: 'JSON has no comments: delete it.' })],
  [/^'/, () => ({ found: 'a single quote', cure: 'Put texts and names in double quotes.' })],
  [/^[“”„«»‘’‚`]/, (mark) => ({ found: `the quotation mark ${mark}`, cure: 'Put texts and names in straight double quotes (").' })],
  [/^\uFEFF/, () => ({ found: 'a byte order mark (U+FEFF), which does not show', cure: 'Delete it; it may stand at the very beginning of a file only.' })],
  [/^[\p{Cc}\uFFFD]/u, (mark) => ({ found: control(mark), cure: 'This is no text file, or a damaged one: choose another.' })],
  [/^\s|^[\u200B-\u200F\u2060]/, (mark) => ({ found: `the space character ${code(mark)}`, cure: 'Put an ordinary space in its place.' })],
  [/^[[{]/, (mark) => ({ found: `“${mark}”`, cure: 'Put a comma before it, or delete it.' })],
  [/^[\]}]/, (mark) => ({ found: `“${mark}”`, cure: 'Write what is missing before it, or delete it.' })],
  [/^,/, () => ({ found: 'a comma', cure: 'Delete it, or write what is missing before it.' })],
  [/^=/, () => ({ found: '“=”', cure: 'Write a colon.' })],
];
const code = (mark: string): string => `U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
const control = (mark: string): string => `the control character ${code(mark)}`;
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** What stands at `at`, where something else was expected. */
function sight(text: string, at: number, isName: boolean): Sight {
  const ahead = text.slice(at, at + 200);
  const known = characters.map(([pattern, say]) => ({ match: pattern.exec(ahead)?.[0], say })).find(({ match }) => match !== undefined);
  if (known) return known.say(known.match!);
  const quoted = /^"([^"\\]*)"?/.exec(ahead);
  if (quoted) return { found: `the text “${short(quoted[1]!)}”`, cure: 'Put a comma between the two, or close what stands before it.' };
  const token = /^[^\s,:[\]{}"]+/u.exec(ahead)?.[0] ?? ahead.slice(0, 1);
  const found = short(token);
  if (isName) return { found, cure: `Put the name in double quotes: "${found}".` };
  const cure = words[token.replace(/^[+-]/, '').toLowerCase()];
  if (cure) return { found, cure };
  return { found, cure: /^[+-]?[.\d]/.test(token) ? 'A number is written such as 12, -0.5 or 1e-3: without a plus, and with a digit before and after the point.' : 'Put a text in double quotes.' };
}

/** Faults of one text; positions are those of its characters. */
export class Faults {
  constructor(private readonly text: string) {}

  /** `open` is where the innermost list or object begins that is not closed. */
  expected(what: string, position: number, open?: number): JsonFault {
    if (position >= this.text.length) return this.ends(what, open);
    const { found, cure } = sight(this.text, position, what.startsWith('a name'));
    return { position, message: `this is not JSON: expected ${what}, and found ${found}. ${cure}` };
  }
  /** A character that may not stand in the text that began at `start`. */
  inText(position: number, start: number): JsonFault {
    if (position >= this.text.length) return this.ends('a closing quote', start);
    const mark = this.text[position]!;
    if (mark === '\\') {
      const found = this.text.slice(position, position + (this.text[position + 1] === 'u' ? 6 : 2));
      return { position, message: `this is not JSON: expected an escape such as \\n, \\" or \\u00e9, and found ${found}. Write a backslash that is meant as one as \\\\.` };
    }
    const isBreak = mark === '\n' || mark === '\r';
    const [found, cure] = isBreak
      ? ['the end of the line', 'Close the text before it, or write a line break as \\n.']
      : mark === '\t'
        ? ['a tab', 'Write it as \\t.']
        : [control(mark), 'Delete it, or write it as an escape.'];
    return { position, message: `this is not JSON: expected the closing quote of the text that begins at ${locate(this.text, start)}, and found ${found}. ${cure}` };
  }
  trailing(close: string, position: number): JsonFault {
    return { position, message: `this is not JSON: expected another value after the comma, and found “${close}”. Delete the comma.` };
  }
  after(position: number): JsonFault {
    const { found } = sight(this.text, position, false);
    return { position, message: `this is not JSON: expected the end of the file after the whole value, and found ${found}. Delete what follows, or close less before it.` };
  }
  twice(name: string, position: number, before: number): JsonFault {
    return { position, message: `the name “${short(name)}” stands twice in one object; it is at ${locate(this.text, before)} too. Keep one of them.` };
  }
  tooMany(what: string, most: number, position: number): JsonFault {
    return { position, message: `expected at most ${most.toLocaleString('en')} values in ${what}, and found more. This is no document, or a damaged one.` };
  }
  tooDeep(most: number, position: number): JsonFault {
    return { position, message: `nested more than ${most} levels deep. This is no document, or a damaged one.` };
  }
  private ends(what: string, open: number | undefined): JsonFault {
    const since = open === undefined ? '' : ` for what begins at ${locate(this.text, open)}`;
    return { position: this.text.length, message: `the file ends too early: expected ${what}${since}. It was cut off: get it again.` };
  }
}
