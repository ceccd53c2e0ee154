/** Where the rows of a table go as its file is read: into memory, or into a file of rows of which only the batch at hand is in memory. */
import { DataError } from '../data-error';
import { blockRowsFor, HEAD_ROWS, numbersFor, type RowFile, type RowFiles, type RowNumbers } from '../rows/row-file';

/** Numbers of rows that are being written: row `first` stands at the beginning of `values`. */
export interface Room {
  values: RowNumbers;
  first: number;
}
export interface RowSink {
  readonly room: Room;
  /** Makes room for `count` rows, of which `first` is the first. */
  begin(first: number, count: number): void;
  /** They are written. @throws NoRoom */
  end(count: number): void;
  /** @throws NoRoom */
  done(): RowNumbers | RowFile | Promise<RowFile>;
  discard(): void | Promise<void>;
}
export interface TableSize {
  readonly name: string;
  readonly rows: number;
  readonly width: number;
  readonly precise: boolean;
}

/** @throws DataError where there is not so much memory */
export function memorySink({ name, rows, width, precise }: TableSize): RowSink {
  const room = { values: allocated(), first: 0 };
  return { room, begin: () => undefined, end: () => undefined, done: () => room.values, discard: () => undefined };

  function allocated(): RowNumbers {
    try {
      return numbersFor(precise, rows * width);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const megabytes = Math.ceil((rows * width * (precise ? 8 : 4)) / 1e6);
      throw new DataError(`${name}: expected room for ${megabytes.toLocaleString('en')} MB of numbers, and found less. Leave columns out, or use a part of the file.`, { cause });
    }
  }
}

/** @throws NoRoom */
export async function fileSink({ rows, width, precise }: TableSize, files: RowFiles): Promise<RowSink> {
  const writer = await files.create({ count: rows, width, precise, blockRows: blockRowsFor(width, precise) });
  const room: Room = { values: numbersFor(precise, 0), first: 0 };
  const head = numbersFor(precise, Math.min(rows, HEAD_ROWS) * width);
  return {
    room,
    begin(first, count) {
      if (room.values.length < count * width) room.values = numbersFor(precise, count * width);
      room.first = first;
    },
    end(count) {
      const at = room.first * width;
      if (at < head.length) head.set(room.values.subarray(0, Math.min(count * width, head.length - at)), at);
      writer.append(room.values.subarray(0, count * width));
    },
    done: () => writer.done(head),
    discard: () => writer.discard(),
  };
}
