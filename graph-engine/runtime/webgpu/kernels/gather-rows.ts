import type { ValueId } from '../../../program/types';
import type { ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';
import { eachKernel } from './each';

/** A table that lies on the device, and which of its rows make the batch (integers). */
export interface Gathered {
  readonly table: ValueId;
  readonly rows: ValueId;
  /** Of a table of bytes, what each of the 256 stands for; four bytes are one integer of the table. Null for a table of numbers. */
  readonly meanings: ValueId | null;
}

export function gatherRowsKernel(input: ValueId, { table, rows, meanings }: Gathered, { values }: ShaderLowering): Kernel {
  const count = values.count(input);
  const size = count / values.shape(input)[0]!;
  return eachKernel({
    name: 'gatherRows',
    reads: [table, rows, ...(meanings === null ? [] : [meanings])],
    writes: [input],
    count,
    write: (code) => [
      `let row = u32(${code.at(rows, `i / ${size}u`)});`,
      `let at = row * ${size}u + i % ${size}u;`,
      ...(meanings === null
        ? [`${code.at(input, 'i')} = ${code.at(table, 'at')};`]
        : [`let byte = (bitcast<u32>(${code.at(table, 'at / 4u')}) >> (at % 4u * 8u)) & 255u;`, `${code.at(input, 'i')} = ${code.at(meanings, 'byte')};`]),
    ],
  });
}
