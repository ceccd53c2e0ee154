/** Files of rows for tests: they stand in memory, and tell what is done to them. */
import { NoRoom, type RowFiles, type RowNumbers } from '../row-file';

export interface TestRows extends RowFiles {
  /** Numbers that are read, one entry a read: the first row and how many. */
  readonly reads: { readonly first: number; readonly rows: number }[];
  /** First rows of what was asked for ahead. */
  readonly asked: number[];
  readonly made: { discarded: boolean }[];
}
/** `room`: numbers after which the disk is full. */
export function rowsInMemory({ above = 0, blockRows, room = Infinity }: { readonly above?: number; readonly blockRows?: number; readonly room?: number } = {}): TestRows {
  const [reads, asked, made]: [TestRows['reads'], number[], TestRows['made']] = [[], [], []];
  return {
    above,
    reads,
    asked,
    made,
    create(shape) {
      const parts: number[] = [];
      const state = { discarded: false };
      made.push(state);
      return {
        append(rows) {
          if (parts.length + rows.length > room) throw new NoRoom('the test is full. Choose another test.');
          for (const value of rows) parts.push(value);
        },
        done: (head: RowNumbers) => ({
          ...shape,
          blockRows: blockRows ?? shape.blockRows,
          head,
          ahead: (first) => void asked.push(first),
          read(first, into) {
            reads.push({ first, rows: into.length / shape.width });
            into.set(parts.slice(first * shape.width, first * shape.width + into.length));
          },
        }),
        discard: () => void (state.discarded = true),
      };
    },
  };
}
