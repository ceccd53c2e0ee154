/** Opens files, and asks the user about what cannot be known: what the columns of a table are, what a sheet of pictures holds, what names of recordings say, which of several arrays is meant. */
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import { DataError } from '@/graph-engine/data/data-error';
import type { FileReading } from '@/graph-engine/data/file-reading';
import type { DealOptions } from '@/graph-engine/data/splits/deal-out';
import { usualText } from '@/graph-engine/data/text/reading';
import { arraysThere } from './arrays-there';
import { commonName } from './common-name';
import { readFiles } from './read-files';
import type { GivenFile, ReadFiles } from './read-protocol';
import { asksOfSounds } from './wizard/ask-of-sounds';
import { asksOfPictures } from './wizard/ask-of-pictures';
import { askUser, beginReading, endReading, tellShare, type Answer, type Question, type Use } from './wizard/wizard-store';

export interface OpenAsking {
  readonly node: string;
  readonly files: readonly GivenFile[];
  /** 0 is all there are. */
  readonly count: number;
  readonly reading: FileReading;
  /** As the document says; guessed where it says nothing. */
  readonly columns: readonly ColumnSettings[];
  /** Which items of a text are trained on, for its vocabulary. */
  readonly split: DealOptions;
  /** The user wants to be asked about pictures, recordings and arrays too, whatever they are. */
  readonly insists?: boolean;
}
export interface AskedFiles {
  readonly read: ReadFiles;
  readonly reading: FileReading;
  /** Null where nothing was asked. */
  readonly said: Use | null;
}
/** The user wants something else than to go on. */
class Otherwise extends Error {
  constructor(readonly answer: Exclude<Answer, Use>) {
    super('internal: an answer that nobody took');
  }
}

/** Null where the user left. @throws DataError for files that cannot be read in any way that was asked for */
export async function openAsking(given: OpenAsking): Promise<AskedFiles | null> {
  const abort = beginReading(commonName(given.files));
  try {
    return await new Asking(given, abort.signal).run();
  } catch (error) {
    if (abort.signal.aborted && error === abort.signal.reason) return null;
    throw error;
  } finally {
    endReading(abort);
  }
}

class Asking {
  private reading: FileReading;
  private columns: readonly ColumnSettings[];
  private last: Question | null = null;
  private problem: string | null = null;
  /** Said of a question that is asked again only because the file is read once more. */
  private said: Use | null = null;
  /** About pictures, recordings or arrays, which are read before there is anything to ask about. */
  private asked = false;

  constructor(
    private readonly given: OpenAsking,
    private readonly signal: AbortSignal,
  ) {
    ({ reading: this.reading, columns: this.columns } = given);
    this.asked = given.insists ?? false;
  }

  async run(): Promise<AskedFiles | null> {
    for (;;) {
      try {
        return await this.once();
      } catch (error) {
        const next = error instanceof Otherwise ? error.answer : await this.afterProblem(error);
        if (next.kind === 'leave') return null;
        if (next.kind === 'use') this.said = next;
        // Another way to read it may find other columns.
        else [this.reading, this.columns, this.said] = [next.reading, [], null];
      }
    }
  }

  private async once(): Promise<AskedFiles> {
    const { node, files, count, split } = this.given;
    const name = commonName(files);
    let said: Use | null = this.said;
    const read = await readFiles(
      { id: 'file', files, count, reading: this.reading, columns: this.columns, split },
      {
        signal: this.signal,
        onProgress: tellShare,
        ask: async (scanned) => {
          said ??= await this.ask({ kind: 'table', node, name, reading: this.reading, problem: this.problem, scanned });
          return said.columns;
        },
      },
    );
    const { table } = read;
    if (read.kind === 'pictures' && (this.asked || asksOfPictures(table, this.reading))) {
      this.asked = true;
      said ??= await this.ask({ kind: 'pictures', node, name, reading: this.reading, problem: this.problem, table });
    }
    if (read.kind === 'sounds' && (this.asked || asksOfSounds(read.chosen ?? {}, this.reading))) {
      this.asked = true;
      said ??= await this.ask({ kind: 'sounds', node, name, reading: this.reading, problem: this.problem, table, chosen: read.chosen?.sounds ?? {} });
    }
    const there = read.kind === 'arrays' ? arraysThere(table) : null;
    if (there && (this.asked || this.reading.array === undefined)) {
      this.asked = true;
      said ??= await this.ask({ kind: 'arrays', node, name, reading: this.reading, problem: this.problem, table, there });
    }
    const { text } = read.chosen ?? {};
    if (read.kind === 'text' && text) {
      said ??= await this.ask({ kind: 'text', node, name, reading: this.reading, problem: this.problem, table, text: { ...usualText, ...text } });
    }
    return { read, reading: this.reading, said };
  }

  /** @throws Otherwise */
  private async ask(question: Question): Promise<Use> {
    this.last = question;
    this.problem = null;
    const answer = await askUser(question);
    if (answer.kind === 'use') return answer;
    throw new Otherwise(answer);
  }

  /** What the user said does not go: asked again, with the reason. @throws what is not the user's to mend */
  private async afterProblem(error: unknown): Promise<Answer> {
    if (!(error instanceof DataError) || !this.last) throw error;
    return askUser({ ...this.last, problem: error.message });
  }
}
