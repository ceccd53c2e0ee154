/** A sum over axes that lie side by side is one record; one over scattered axes takes several, from the last axis on. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import { Opcode } from '../assembly/opcodes';
import type { Kernel } from './definition';

export const sum: Kernel = {
  lower({ attrs, shapes, inputs, output, emit, temporary }) {
    let shape = [...shapes[0]!];
    let source = inputs[0]!;
    const axes = attr.numbers(attrs, 'axes').filter((axis) => shape[axis]! > 1).toSorted((a, b) => b - a);
    const runs: { from: number; to: number }[] = [];
    for (const axis of axes) {
      const last = runs.at(-1);
      // An axis of size 1 between two summed ones does not part them.
      if (last && sizeOf(shape.slice(axis + 1, last.from)) === 1) last.from = axis;
      else runs.push({ from: axis, to: axis });
    }
    if (runs.length === 0) runs.push({ from: shape.length, to: shape.length - 1 });
    runs.forEach(({ from, to }, i) => {
      const [outer, reduce, inner] = [sizeOf(shape.slice(0, from)), sizeOf(shape.slice(from, to + 1)), sizeOf(shape.slice(to + 1))];
      const target = i === runs.length - 1 ? output : temporary(outer * inner);
      emit(Opcode.Sum, target, [target, source, outer, reduce, inner]);
      shape = shape.map((size, axis) => (axis >= from && axis <= to ? 1 : size));
      source = target;
    });
  },
};
