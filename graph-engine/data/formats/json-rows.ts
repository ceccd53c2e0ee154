/** One value of a JSON file as a row: an object by its keys, one level deep, or an array of plain values. */
import { DataError } from '../data-error';
import type { Cell } from './definition';
import type { JsonText } from './json-texts';
import { shown } from './table-limits';

/** Reads rows of one file. */
export class JsonRows {
  /** What the parts of an object are called, made once. */
  readonly #inner = new Map<string, Map<string, string>>();

  constructor(readonly file: string) {}

  /**
   * The values of a row that is an array; of an object each is given to `put` with the name of its column, and the answer is null.
   * @throws DataError for what is no JSON, no row, or nested deeper than one level
   */
  read({ text, line }: JsonText, put: (name: string, cell: Cell) => void): readonly Cell[] | null {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw this.#fault(line, `JSON, and found ${shown(text)} (${error instanceof Error ? error.message.split('\n', 1)[0]! : String(error)}). Write one object a line.`);
    }
    if (Array.isArray(value)) return value.map((cell: unknown, i) => (isPlain(cell) ? cell : this.#nested(line, `place ${i}`)));
    if (isPlain(value)) throw this.#fault(line, `an object or an array of values, and found ${shown(text)}. Write one object a line.`);
    const row = value as Record<string, unknown>;
    for (const key in row) {
      const cell = row[key];
      if (isPlain(cell)) put(key, cell);
      else if (Array.isArray(cell)) this.#nested(line, `“${key}”`);
      else this.#parts(line, key, cell as Record<string, unknown>, put);
    }
    return null;
  }

  #parts(line: number, key: string, parts: Record<string, unknown>, put: (name: string, cell: Cell) => void): void {
    let names = this.#inner.get(key);
    if (!names) this.#inner.set(key, (names = new Map<string, string>()));
    for (const inner in parts) {
      let name = names.get(inner);
      if (name === undefined) names.set(inner, (name = `${key}.${inner}`));
      const part = parts[inner];
      put(name, isPlain(part) ? part : this.#nested(line, `“${name}”`));
    }
  }

  #nested(line: number, place: string): never {
    throw this.#fault(line, `a plain value at ${place}, and found one that is nested. Write its parts as keys of their own; arrays of numbers go into an NPY file.`);
  }
  #fault(line: number, what: string): DataError {
    return new DataError(`${this.file}, line ${line.toLocaleString('en')}: expected ${what}`);
  }
}
const isPlain = (cell: unknown): cell is Cell => cell === null || typeof cell !== 'object';
