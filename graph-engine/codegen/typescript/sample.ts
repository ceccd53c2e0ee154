/** The first items of a table as a compressed IDX file, in the type and in the order of sides that they came in. */
import { gzipSync } from 'fflate';
import type { DataTable } from '../../data/table';
import type { Layout } from '../../data/formats/layout';
import { turnBack } from '../../data/formats/turn';

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

export function sampleFile({ values, shape, scale, integers, count: all }: DataTable, layout: Layout): Uint8Array {
  const writer = values instanceof Uint8Array ? bytes : integers?.signed ? signed[integers.bits] : floats;
  const size = shape.reduce((product, side) => product * side, 1);
  const count = Math.max(1, Math.min(all, Math.floor(MOST_BYTES / (size * writer.bytes))));
  const first = values.subarray(0, count * size);
  const items = turnBack(first instanceof Float64Array ? Float32Array.from(first) : first, shape, layout);
  const sizes = [count, ...items.shape];
  const start = 4 + 4 * sizes.length;
  const file = new Uint8Array(start + count * size * writer.bytes);
  const view = new DataView(file.buffer);
  file[2] = writer.code;
  file[3] = sizes.length;
  sizes.forEach((side, i) => view.setUint32(4 + 4 * i, side));
  const by = writer === floats ? scale : 1;
  for (let i = 0; i < count * size; i++) writer.write(view, start + i * writer.bytes, items.values[i]! * by);
  return gzipSync(file, { mtime: 0 });
}
