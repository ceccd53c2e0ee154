/** The rows of a table as the numbers that a Dataset promises: prepared once for the table, not for each batch. */
import type { MemoryTable } from './table';
import { gather } from './split';
import type { Fitted, Preparation } from './preparations/definition';

/** Below this, a loop over a row is faster than a copy by the platform. */
const SHORT_ROW = 24;
const BYTES = 256;
/** Numbers (64 MiB of them) up to which a table of bytes is kept as numbers: copying those takes a third of looking them up. */
const LARGE = 2 ** 24;

/** Every number of the table as it goes into the network. */
function preparedTable(table: MemoryTable, preparation: Preparation, fitted: Fitted): Float32Array {
  const { values, scale, count } = table;
  // What is right as it stands is not copied.
  if (values instanceof Float32Array && scale === 1 && preparation.leaves(fitted)) return values;
  const all = new Float32Array(values.length);
  gather(table, Uint32Array.from({ length: count }, (_, i) => i), all);
  if (!preparation.leaves(fitted)) preparation.apply(fitted, all);
  return all;
}

export interface PreparedRows {
  /** Writes the rows of the chosen items to `out`, one after another: indices.length × size of a row. */
  write(indices: Uint32Array, out: Float32Array): void;
  /** All rows, made when they are first asked for; null where there are too many to keep them as numbers. */
  table(): Float32Array | null;
  /** The bytes themselves, and what each of the 256 becomes, where they are too many to be kept as numbers; else null. */
  readonly bytes: { readonly table: Uint8Array; readonly numbers: Float32Array } | null;
}

/** `large`: for tests. */
export function preparedRows(table: MemoryTable, preparation: Preparation, fitted: Fitted, large = LARGE): PreparedRows {
  const size = table.values.length / table.count;
  if (table.values instanceof Uint8Array && preparation.elementwise && table.values.length > large) {
    // Bytes stay bytes, a quarter of the memory: what each of the 256 becomes is looked up.
    const { values } = table;
    const numbers = Float32Array.from({ length: BYTES }, (_, byte) => byte * table.scale);
    preparation.apply(fitted, numbers);
    return {
      table: () => null,
      bytes: { table: values, numbers },
      write(indices, out) {
        for (let row = 0; row < indices.length; row++) {
          const [from, to] = [indices[row]! * size, row * size];
          for (let i = 0; i < size; i++) out[to + i] = numbers[values[from + i]!]!;
        }
      },
    };
  }
  let all: Float32Array | null = null;
  const numbers = (): Float32Array => (all ??= preparedTable(table, preparation, fitted));
  return {
    table: () => (table.values.length > large ? null : numbers()),
    bytes: null,
    write(indices, out) {
      const from = numbers();
      for (let row = 0; row < indices.length; row++) {
        const [first, to] = [indices[row]! * size, row * size];
        if (size >= SHORT_ROW) out.set(from.subarray(first, first + size), to);
        else for (let i = 0; i < size; i++) out[to + i] = from[first + i]!;
      }
    },
  };
}
