import { attr } from '../../../program/ops/definition';
import type { Op } from '../../../program/types';
import type { ShaderLowering } from '../elements';
import { THREADS, type Kernel } from '../kernel';

/** Four numbers for each invocation, a block of the generator (random-wgsl.ts). */
export function randomKernel(op: Op, { values }: ShaderLowering): Kernel {
  const count = values.count(op.output);
  const draw = op.kind === 'randomNormal' ? 'normal' : 'uniform4';
  return {
    name: op.kind,
    ops: [op],
    reads: [],
    writes: [op.output],
    inPlace: new Set(),
    spans: [],
    vectors: [],
    groups: Math.ceil(count / 4 / THREADS),
    room: 0,
    write: (code) => [
      `let block = group * ${THREADS}u + lane;`,
      `let numbers = ${draw}(block, ${attr.number(op.attrs, 'stream') >>> 0}u);`,
      `for (var j = 0u; j < 4u; j++) {`,
      'let i = block * 4u + j;',
      `if (i < ${count}u) { ${code.at(op.output, 'i')} = numbers[j]; }`,
      '}',
    ],
  };
}
