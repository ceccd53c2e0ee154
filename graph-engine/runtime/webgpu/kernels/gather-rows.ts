import type { ValueId } from '../../../program/types';
import type { Lowering } from '../elements';
import { THREADS, type Kernel } from '../kernel';

/** A batch from a table that lies on the device: `rows` (integers) says which of its rows. */
export function gatherRowsKernel(input: ValueId, table: ValueId, rows: ValueId, { values }: Lowering): Kernel {
  const count = values.count(input);
  const size = count / values.shape(input)[0]!;
  return {
    name: 'gatherRows',
    ops: [],
    reads: [table, rows],
    writes: [input],
    inPlace: new Set(),
    spans: [],
    vectors: [],
    groups: Math.ceil(count / THREADS),
    room: 0,
    write: (code) => [
      `let i = group * ${THREADS}u + lane;`,
      `if (i >= ${count}u) { return; }`,
      `let row = u32(${code.at(rows, `i / ${size}u`)});`,
      `${code.at(input, 'i')} = ${code.at(table, size === 1 ? 'row' : `row * ${size}u + i % ${size}u`)};`,
    ],
  };
}
