/** The first items of a table as a compressed IDX file, in the type and in the order of sides that they came in. */
import { gzipSync } from 'fflate';
import { mustBeInMemory } from '../../../data/rows/in-memory';
import type { DataTable, Labels, MemoryTable } from '../../../data/table';
import type { Layout } from '../../../data/formats/layout';
import { turnBack } from '../../../data/formats/turn';

/** Uncompressed; 28 × 28 pictures: 2,675. */
const MOST_BYTES = 2 ** 21;

interface Writer {
  /** As the header calls it. */
  readonly code: number;
  readonly bytes: number;
  write(view: DataView, at: number, value: number): void;
}
const bytes: Writer = { code: 0x08, bytes: 1, write: (view, at, value) => view.setUint8(at, value) };
const floats: Writer = { code: 0x0d, bytes: 4, write: (view, at, value) => view.setFloat32(at, value) };
const signed: Readonly<Record<8 | 16 | 32, Writer>> = {
  8: { code: 0x09, bytes: 1, write: (view, at, value) => view.setInt8(at, value) },
  16: { code: 0x0b, bytes: 2, write: (view, at, value) => view.setInt16(at, value) },
  32: { code: 0x0c, bytes: 4, write: (view, at, value) => view.setInt32(at, value) },
};

function written(writer: Writer, sizes: readonly number[], valueAt: (i: number) => number): Uint8Array {
  const length = sizes.reduce((product, side) => product * side, 1);
  const start = 4 + 4 * sizes.length;
  const file = new Uint8Array(start + length * writer.bytes);
  const view = new DataView(file.buffer);
  file[2] = writer.code;
  file[3] = sizes.length;
  sizes.forEach((side, i) => view.setUint32(4 + 4 * i, side));
  for (let i = 0; i < length; i++) writer.write(view, start + i * writer.bytes, valueAt(i));
  return gzipSync(file, { mtime: 0 });
}

/** How many items a sample has. */
function countIn({ values, shape, integers, count }: MemoryTable): number {
  const { bytes: each } = writerOf({ values, integers });
  const size = shape.reduce((product, side) => product * side, 1);
  return Math.max(1, Math.min(count, Math.floor(MOST_BYTES / (size * each))));
}
const writerOf = ({ values, integers }: Pick<MemoryTable, 'values' | 'integers'>): Writer => (values instanceof Uint8Array ? bytes : integers?.signed ? signed[integers.bits] : floats);

export function sampleFile(given: DataTable, layout: Layout): Uint8Array {
  const table = mustBeInMemory(given);
  const { values, shape, scale } = table;
  const writer = writerOf(table);
  const size = shape.reduce((product, side) => product * side, 1);
  const count = countIn(table);
  const first = values.subarray(0, count * size);
  const items = turnBack(first instanceof Float64Array ? Float32Array.from(first) : first, shape, layout);
  const by = writer === floats ? scale : 1;
  return written(writer, [count, ...items.shape], (i) => items.values[i]! * by);
}

/** The labels of the items of the sample. */
export function labelsSample(table: DataTable, labels: Labels): Uint8Array {
  return written(labels instanceof Uint8Array ? bytes : signed[32], [countIn(mustBeInMemory(table))], (i) => labels[i]!);
}
