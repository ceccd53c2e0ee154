import { sizeOf } from '../../document/shape';
import type { Program, ValueId } from '../../program/types';
import type { Values } from './kernel';

/** The values of a program, and those that its execution adds. */
export class ProgramValues implements Values {
  private readonly added: { readonly shape: readonly number[]; readonly integer: boolean }[] = [];

  constructor(private readonly program: Program) {}

  shape(value: ValueId): readonly number[] {
    return this.program.values[value]?.shape ?? this.added[value - this.program.values.length]!.shape;
  }
  count(value: ValueId): number {
    return sizeOf(this.shape(value));
  }
  isInteger(value: ValueId): boolean {
    const known = this.program.values[value];
    return known ? known.dtype === 'int32' : this.added[value - this.program.values.length]!.integer;
  }
  temporary(shape: readonly number[], integer = false): ValueId {
    this.added.push({ shape, integer });
    return this.program.values.length + this.added.length - 1;
  }
}
