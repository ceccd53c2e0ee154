/** What an operation costs in floating-point operations, by its shapes alone. */
import { sizeOf } from '../document/shape';
import { opOf } from './ops';
import type { Op, Program } from './types';

export function flopsOf({ values }: Program, op: Op): number {
  const output = values[op.output]!;
  return opOf(op.kind).flops?.(op.inputs.map((id) => values[id]!), output, op.attrs) ?? sizeOf(output.shape);
}
