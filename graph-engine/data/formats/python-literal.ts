/** The few literals of Python that the header of a NumPy array is written with: dictionaries, tuples, lists, texts, whole numbers, True, False, None. */

export type PythonValue = string | number | boolean | null | readonly PythonValue[] | ReadonlyMap<string, PythonValue>;

const DEEPEST = 16;
const token = /\s*(?:('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(-?\d+)L?|(True|False|None)|([{}()[\],:]))/y;
const words: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/** Undefined where the text is no such literal. */
export function readPython(text: string): PythonValue | undefined {
  const tokens: RegExpExecArray[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const found = token.exec(text);
    if (!found) return undefined;
    tokens.push(found);
  }
  let at = 0;
  const isNext = (sign: string): boolean => tokens[at]?.[4] === sign;
  const skip = (sign: string): boolean => isNext(sign) && ++at > 0;

  /** What stands up to the closing sign; undefined where it is missing. */
  function list(close: string, deep: number): PythonValue[] | undefined {
    const values: PythonValue[] = [];
    while (!skip(close)) {
      const value = read(deep + 1);
      if (value === undefined || (!skip(',') && !isNext(close))) return undefined;
      values.push(value);
    }
    return values;
  }
  function dictionary(deep: number): ReadonlyMap<string, PythonValue> | undefined {
    const entries = new Map<string, PythonValue>();
    while (!skip('}')) {
      const key = read(deep + 1);
      if (typeof key !== 'string' || !skip(':')) return undefined;
      const value = read(deep + 1);
      if (value === undefined || (!skip(',') && !isNext('}'))) return undefined;
      entries.set(key, value);
    }
    return entries;
  }
  function read(deep: number): PythonValue | undefined {
    const next = tokens[at++];
    if (!next || deep > DEEPEST) return undefined;
    const [, quoted, digits, word, sign] = next;
    if (quoted !== undefined) return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
    if (digits !== undefined) return Number(digits);
    if (word !== undefined) return words[word];
    return sign === '{' ? dictionary(deep) : sign === '(' ? list(')', deep) : sign === '[' ? list(']', deep) : undefined;
  }
  const value = read(0);
  return at === tokens.length ? value : undefined;
}
