import type { ValueId } from '../../../program/types';
import type { ShaderLowering } from '../elements';
import { number, type Kernel } from '../kernel';
import { eachKernel } from './each';

/** A value, or a number of the step or a constant, in a place of its own. */
export function copyKernel(source: ValueId, target: ValueId, { values, fused }: ShaderLowering): Kernel {
  const known = fused.numbers.get(source);
  return eachKernel({
    name: 'copy',
    reads: known ? [] : [source],
    writes: [target],
    count: values.count(target),
    write: (code) => [`${code.at(target, 'i')} = ${known ? ('constant' in known ? number(known.constant) : code.control(known.control)) : code.at(source, 'i')};`],
  });
}
