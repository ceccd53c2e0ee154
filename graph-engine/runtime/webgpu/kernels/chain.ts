import { readInPlace, writeElements, type Elements, type ShaderLowering } from '../elements';
import type { Kernel, Span } from '../kernel';
import { eachKernel } from './each';

/** Element-wise operations, one element for each invocation. `spans`: values of the elements that are several side by side. */
export function chainKernel(elements: Elements, lowering: ShaderLowering, spans: readonly Span[] = []): Kernel {
  const membersOf = (value: number): readonly number[] => spans.find((span) => span.value === value)?.members ?? [value];
  return eachKernel({
    name: 'chain',
    ops: elements.ops,
    reads: elements.inputs.flatMap(membersOf),
    writes: elements.outputs.flatMap(membersOf),
    inPlace: new Set([...readInPlace(elements, lowering)].flatMap(membersOf)),
    spans,
    count: lowering.values.count(elements.outputs[0]!),
    write: (code) => writeElements(elements, lowering, code),
  });
}
