/**
 * Reads JSON (RFC 8259) from end to end without building anything, so that a fault is told at its true place and a text that holds
 * more than any document is refused before it takes memory. `JSON.parse` takes what passes here.
 */
import { Faults, type JsonFault } from './json-faults';

export interface JsonLimits {
  /** Levels of nesting. */
  readonly depth: number;
  /** Values of one list, entries of one object. */
  readonly entries: number;
  /** Values in all. */
  readonly values: number;
}
/** A list or object that is open at the place being read. */
interface Level {
  readonly start: number;
  readonly isList: boolean;
  entries: number;
  /** Where each key stands. */
  readonly keys: Map<string, number> | null;
}

/** All but quotes, backslashes and control characters. */
const plain = /[ !#-[\]-\uFFFF]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** What would make a number or word go on. */
const more = /[\w.+-]/;

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

/** The first fault, or null. */
export function scanJson(text: string, limits: JsonLimits): JsonFault | null {
  const levels: Level[] = [];
  const faults = new Faults(text);
  let values = 0;
  let at = 0;
  const space = (): void => {
    for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at++;
  };
  /** Past a text in quotes that begins at `at`. */
  const quoted = (): JsonFault | null => {
    const start = at++;
    for (;;) {
      at = matchEnd(plain, text, at);
      if (text[at] === '"') {
        at++;
        return null;
      }
      const next = text[at] === '\\' ? matchEnd(escape, text, at) : at;
      if (next === at) return faults.inText(at, start);
      at = next;
    }
  };
  /** Past a number or a word that begins at `at`. */
  const scalar = (): JsonFault | null => {
    const end = matchEnd(number, text, at) === at ? matchEnd(word, text, at) : number.lastIndex;
    if (end === at || more.test(text[end] ?? '')) return faults.expected('a value', at, levels.at(-1)?.start);
    at = end;
    return null;
  };
  const key = (level: Level): JsonFault | null => {
    const start = at;
    if (text[at] !== '"') return faults.expected('a name in double quotes', at, level.start);
    const fault = quoted();
    if (fault) return fault;
    const raw = text.slice(start, at);
    const name = raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1);
    const before = level.keys!.get(name);
    if (before !== undefined) return faults.twice(name, start, before);
    level.keys!.set(name, start);
    space();
    if (text[at] !== ':') return faults.expected('a colon after the name', at, level.start);
    at++;
    space();
    return null;
  };
  /** One more value in the innermost list or object. */
  const enter = (level: Level): JsonFault | null => {
    level.entries++;
    if (level.entries > limits.entries) return faults.tooMany(level.isList ? 'a list' : 'an object', limits.entries, at);
    return level.isList ? null : key(level);
  };

  space();
  for (;;) {
    values++;
    if (values > limits.values) return faults.tooMany('a file', limits.values, at);
    const first = text[at];
    let opened = false;
    if (first === '[' || first === '{') {
      if (levels.length >= limits.depth) return faults.tooDeep(limits.depth, at);
      const level: Level = { start: at, isList: first === '[', entries: 0, keys: first === '{' ? new Map() : null };
      levels.push(level);
      at++;
      space();
      opened = text[at] !== (level.isList ? ']' : '}');
      const fault = opened ? enter(level) : null;
      if (fault) return fault;
    } else {
      const fault = first === '"' ? quoted() : scalar();
      if (fault) return fault;
    }
    if (opened) continue;
    // A value has ended; so may the lists and objects around it.
    let next = false;
    while (!next) {
      space();
      const level = levels.at(-1);
      if (!level) return at === text.length ? null : faults.after(at);
      const close = level.isList ? ']' : '}';
      if (text[at] === close) {
        at++;
        levels.pop();
        continue;
      }
      const comma = at;
      if (text[at] !== ',') return faults.expected(`a comma or “${close}”`, at, level.start);
      at++;
      space();
      if (text[at] === close) return faults.trailing(close, comma);
      const fault = enter(level);
      if (fault) return fault;
      next = true;
    }
  }
}
