/** The values of a JSON file one by one: one a line, or the elements of one array, which may take several lines or share one. */
import { DataError } from '../data-error';
import { withLineFeeds } from './unix-lines';
import { MOST_ROW, shown } from './table-limits';
import type { TextFile } from './text';

export interface JsonText {
  readonly text: string;
  /** Of the file, counted from 1. */
  readonly line: number;
}
export interface JsonTexts {
  readonly values: Iterable<JsonText>;
  /** Bytes of the file that were read up to here. */
  readonly read: number;
}
const count = (value: number): string => value.toLocaleString('en');

/** Some values at a time. @throws DataError for a value that is too long or not closed */
export async function* jsonTexts(file: TextFile, isArray: boolean, signal?: AbortSignal): AsyncGenerator<JsonTexts, void> {
  const { name } = file.source;
  const cut = isArray ? new Elements(name) : new Lines();
  for await (const { text, read } of file.pieces(signal)) {
    yield { values: cut.push(text), read };
    if (cut.waiting.length > MOST_ROW) {
      throw new DataError(`${name}, line ${count(cut.line)}: expected values of at most ${count(MOST_ROW)} characters, and found a longer one (${shown(cut.waiting)}). Write one object a line.`);
    }
  }
  yield { values: cut.end(), read: file.source.size };
}

class Lines {
  waiting = '';
  line = 1;
  #isCut = false;

  *push(piece: string): Generator<JsonText, void> {
    const whole = this.#isCut ? `\r${piece}` : piece;
    this.#isCut = whole.endsWith('\r');
    const lines = withLineFeeds(this.#isCut ? whole.slice(0, -1) : whole).split('\n');
    lines[0] = this.waiting + lines[0]!;
    this.waiting = lines.pop()!;
    for (const text of lines) {
      if (text.trim() !== '') yield { text, line: this.line };
      this.line++;
    }
  }
  *end(): Generator<JsonText, void> {
    if (this.waiting.trim() !== '') yield { text: this.waiting, line: this.line };
  }
}

/** Elements of the outermost array, by counting brackets outside of texts. What is in an element is for the parser. */
class Elements {
  waiting = '';
  /** In which the waiting element begins. */
  line = 1;
  #depth = 0;
  #isText = false;
  #isEscaped = false;
  #now = 1;
  #isOver = false;

  constructor(readonly name: string) {}

  *push(piece: string): Generator<JsonText, void> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code === 10) this.#now++;
      if (this.#isText) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === 92) this.#isEscaped = true;
        else if (code === 34) this.#isText = false;
        continue;
      }
      if (code === 34) this.#isText = true;
      const isOpen = code === 91 || code === 123;
      const isClose = code === 93 || code === 125;
      if (isOpen && this.#depth++ === 0) from = at + 1;
      if (isClose) this.#depth--;
      if (this.#isOver && code > 32) throw this.#fault(`nothing after the end of the array, and found ${shown(piece.slice(at))}`);
      if ((isClose && this.#depth === 0) || (code === 44 && this.#depth === 1)) {
        yield* this.#taken(piece.slice(from, at), isClose);
        from = at + 1;
        this.#isOver = isClose;
      }
    }
    if (this.#depth > 0) this.waiting += piece.slice(from);
  }
  #empty = true;
  *#taken(part: string, isLast: boolean): Generator<JsonText, void> {
    const whole = this.waiting + part;
    const text = whole.trimStart();
    this.waiting = '';
    const line = this.line + newlines(whole) - newlines(text);
    this.line = this.#now;
    if (text.trim() !== '') yield { text, line };
    else if (!isLast || !this.#empty) throw this.#fault('a value before the comma or bracket, and found none');
    this.#empty = false;
  }
  *end(): Generator<JsonText, void> {
    if (!this.#isOver) throw this.#fault('the end of the array (]), and found the end of the file. It is cut off: download or copy it again');
    yield* [];
  }
  #fault(what: string): DataError {
    return new DataError(`${this.name}, line ${count(this.#now)}: expected ${what}.`);
  }
}
const newlines = (text: string): number => text.split('\n').length - 1;
