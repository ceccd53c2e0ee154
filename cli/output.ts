/** Results on standard output, progress on standard error; nothing that a document or a file name holds steers the terminal. */
import { printable } from '@/graph-engine/diagnostics/printable';

export interface Output {
  /** Readable lines, unless a JSON object was asked for. */
  print(text: string): void;
  /** The one JSON object, as the last line of standard output, when asked for; `remarks` are the notes until then. */
  result(value: object): void;
  /** A state that the next one replaces: on a terminal in place, elsewhere a line now and then. */
  progress(text: string): void;
  /** What the user should know, beside the result; with a code it stands in the JSON object too. */
  note(text: string, code?: string): void;
  /** The exit status of work that ended in good order, though not as it was asked for. */
  status: number;
}
export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
}

const LINES = '\n\t';
const safe = (text: string): string => printable(text, LINES);
/** Such characters stand in texts alone, where JSON may write them by their number. */
const json = (value: object): string => printable(JSON.stringify(value));

/** Between two lines of progress in a file or a pipe. */
const LINE_MS = 1000;

export class Terminal implements Output {
  status = 0;
  #answered = false;
  readonly #remarks: { readonly code: string; readonly message: string }[] = [];
  #pending: string | null = null;
  #lastLine = -Infinity;
  readonly #live: boolean;

  constructor(
    readonly streams: Streams,
    private readonly json: boolean,
  ) {
    this.#live = streams.stderr.isTTY === true;
  }

  print(text: string): void {
    if (this.json) return;
    this.#settle();
    this.streams.stdout.write(`${safe(text)}\n`);
  }
  result(value: object): void {
    if (!this.json || this.#answered) return;
    this.#settle();
    this.#answered = true;
    this.streams.stdout.write(`${json({ ...value, remarks: this.#remarks })}\n`);
  }
  progress(state: string): void {
    // One line, whatever a name holds.
    const text = printable(state);
    if (this.#live) {
      this.streams.stderr.write(`\r\u001b[K${text}`);
      this.#pending = '';
    } else if (performance.now() - this.#lastLine < LINE_MS) {
      this.#pending = text;
    } else {
      this.#pending = null;
      this.#lastLine = performance.now();
      this.streams.stderr.write(`${text}\n`);
    }
  }
  note(text: string, code?: string): void {
    if (code !== undefined && !this.#remarks.some(({ message }) => message === text)) this.#remarks.push({ code, message: text });
    this.#settle();
    this.streams.stderr.write(`${safe(text)}\n`);
  }
  /** The message, and as the one JSON object where that was asked for and is still owed. */
  fail(message: string, status: number): void {
    this.note(message);
    this.result({ error: message, status });
  }
  /** Ends the line of progress that stands there, or writes the last one that was held back. */
  #settle(): void {
    if (this.#pending !== null) this.streams.stderr.write(`${this.#pending}\n`);
    this.#pending = null;
  }
}
