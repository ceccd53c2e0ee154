/** Batches from a table that lies beside the kernels: a row is one copy there, and threads share the rows. */
import { Opcode } from './assembly/opcodes';
import { encode } from './encode';
import type { Machine } from './module';

export interface GatherRows {
  /** @param indices one for each row of the batch. */
  run(indices: Uint32Array, parts: number): void;
  dispose(): void;
}

/** Fills `rows` rows of `size` numbers at address `target` from a table of `tableRows` rows at address `table`. */
export function gatherRows({ arena, rooms, run }: Machine, target: number, rows: number, size: number, table: number, tableRows: number): GatherRows {
  const indicesAt = arena.take(rows * 4);
  const record = { opcode: Opcode.Gather, words: [target, table, indicesAt, rows, size, tableRows], reads: [], writes: [], ops: [] };
  const { list, dispose } = encode(arena, { records: [record], temporaries: [], kept: new Set() }, rooms);
  return {
    run(indices, parts) {
      arena.words.set(indices, indicesAt / 4);
      run(list, parts);
    },
    dispose() {
      dispose();
      arena.release(indicesAt);
    },
  };
}
