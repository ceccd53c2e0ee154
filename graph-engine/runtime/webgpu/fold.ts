/** Lets a kernel do the element-wise operations that follow it, on its numbers as they come: they are neither stored in between nor a dispatch of their own. */
import type { ValueId } from '../../program/types';
import type { ChainUnit, KernelUnit, SumUnit, Unit } from '../fused/units';
import { canFinish } from './kernels';
import { buffersOf, type PackOptions } from './pack';
import { readInPlace, type Elements, type ShaderLowering } from './elements';

export interface Folded {
  readonly unit: Unit;
  readonly finish: Elements | null;
}
type Head = KernelUnit | SumUnit;
const isHead = (unit: Unit): unit is Head => unit.kind === 'sum' || (unit.kind === 'kernel' && canFinish(unit.op));

/** Tensors that a large product takes along: its own result, a bias and a mask. */
const FEW = 3;
/** Numbers of a result from which what follows is memory's work. */
const LARGE = 2 ** 20;
const isLarge = (head: Head, { values }: ShaderLowering): boolean => head.kind === 'kernel' && values.count(head.op.output) >= LARGE;

export function fold(units: readonly Unit[], kept: ReadonlySet<ValueId>, lowering: ShaderLowering, { bindings, memoryOf }: Pick<PackOptions, 'bindings' | 'memoryOf'>): readonly Folded[] {
  const madeBy = new Map<ValueId, number>();
  units.forEach((unit, at) => {
    for (const output of unit.kind === 'chain' ? unit.outputs : [unit.op.output]) madeBy.set(output, at);
  });
  const readers = new Map<ValueId, number[]>();
  units.forEach((unit, at) => unit.inputs.forEach((input) => readers.set(input, [...(readers.get(input) ?? []), at])));
  /** The unit that a chain has gone into, by the position of the chain. */
  const taken = new Map<number, number>();
  const finishes = new Map<number, Elements>();

  units.forEach((unit, at) => {
    if (!isHead(unit)) return;
    const { output } = unit.op;
    const follows = (readers.get(output) ?? []).find((reader) => !taken.has(reader) && fits(unit, at, reader));
    if (follows === undefined) return;
    const chain = units[follows] as ChainUnit;
    const others = (readers.get(output) ?? []).some((reader) => reader !== follows) || kept.has(output);
    finishes.set(at, { ops: chain.ops, inputs: chain.inputs, outputs: others ? [...chain.outputs, output] : chain.outputs });
    taken.set(follows, at);
  });

  function fits(head: Head, at: number, reader: number): boolean {
    const chain = units[reader]!;
    if (chain.kind !== 'chain' || chain.outputs.some((output) => lowering.values.count(output) !== lowering.values.count(head.op.output))) return false;
    if (!readInPlace(chain, lowering).has(head.op.output)) return false;
    // The optimiser's tensors pass by faster where nothing else is done.
    if (chain.inputs.length > FEW && isLarge(head, lowering)) return false;
    // What else it reads must be there by then.
    const early = (input: ValueId): boolean => {
      const made = madeBy.get(input);
      return input === head.op.output || made === undefined || (taken.get(made) ?? made) < at;
    };
    return chain.inputs.every(early) && buffersOf([{ reads: [...head.inputs, ...chain.inputs], writes: chain.outputs }], memoryOf).size <= bindings;
  }
  return units.flatMap((unit, at) => (taken.has(at) ? [] : [{ unit, finish: finishes.get(at) ?? null }]));
}
