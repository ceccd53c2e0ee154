import type { Op, ValueId } from '../../../program/types';
import { writeOps, type ShaderLowering } from '../elements';
import type { Kernel } from '../kernel';

/** Single numbers one after the other: what is read back after a step, computed where it is listed. */
export function listKernel(op: Op, ops: readonly Op[], inputs: readonly ValueId[], lowering: ShaderLowering): Kernel {
  return {
    name: 'list',
    ops: [...ops, op],
    reads: inputs,
    writes: [op.output],
    inPlace: new Set(),
    spans: [],
    vectors: [],
    groups: 1,
    room: 0,
    write(code) {
      const body = writeOps(ops, lowering, code);
      // Operations over single numbers are written with the index of their only element.
      return ['if (lane > 0u) { return; }', 'let i = 0u;', ...body.lines, ...op.inputs.map((input, k) => `${code.at(op.output, `${k}u`)} = ${body.nameOf(input)};`)];
    },
  };
}
