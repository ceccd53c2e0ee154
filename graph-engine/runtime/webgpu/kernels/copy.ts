import type { ValueId } from '../../../program/types';
import type { Lowering } from '../elements';
import { number, THREADS, type Kernel } from '../kernel';

/** A value, or a number of the step or a constant, in a place of its own. */
export function copyKernel(source: ValueId, target: ValueId, { values, fused }: Lowering): Kernel {
  const count = values.count(target);
  const known = fused.numbers.get(source);
  return {
    name: 'copy',
    ops: [],
    reads: known ? [] : [source],
    writes: [target],
    inPlace: new Set(),
    spans: [],
    vectors: [],
    groups: Math.ceil(count / THREADS),
    room: 0,
    write: (code) => [
      `let i = group * ${THREADS}u + lane;`,
      `if (i >= ${count}u) { return; }`,
      `${code.at(target, 'i')} = ${known ? ('constant' in known ? number(known.constant) : code.control(known.control)) : code.at(source, 'i')};`,
    ],
  };
}
