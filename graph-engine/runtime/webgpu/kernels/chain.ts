import { readInPlace, writeElements, type Elements, type Lowering } from '../elements';
import { THREADS, type Kernel, type Span } from '../kernel';

/** Element-wise operations, one element for each invocation. `spans`: values of the elements that are several side by side. */
export function chainKernel(elements: Elements, lowering: Lowering, spans: readonly Span[] = []): Kernel {
  const count = lowering.values.count(elements.outputs[0]!);
  const membersOf = (value: number): readonly number[] => spans.find((span) => span.value === value)?.members ?? [value];
  return {
    name: 'chain',
    ops: elements.ops,
    reads: elements.inputs.flatMap(membersOf),
    writes: elements.outputs.flatMap(membersOf),
    inPlace: new Set([...readInPlace(elements, lowering)].flatMap(membersOf)),
    spans,
    vectors: [],
    groups: Math.ceil(count / THREADS),
    room: 0,
    write: (code) => [`let i = group * ${THREADS}u + lane;`, `if (i >= ${count}u) { return; }`, ...writeElements(elements, lowering, code)],
  };
}
