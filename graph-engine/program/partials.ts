/** What the derivatives of one value add up to. Those of its parts (slices) that lie side by side become one tensor: padding each would cost as much, times the number of parts. */
import { sameShape } from '../document/shape';
import type { Builder, Tensor } from './builder';
import type { PartialDerivative } from './ops/definition';
import type { Origin } from './types';

type Part = PartialDerivative;

/** The one axis along which a part is not the whole; null where there are several. */
function axisOf(shape: readonly number[], { derivative }: Part): number | null {
  const [axis, ...more] = shape.flatMap((size, i) => (derivative.shape[i] === size ? [] : [i]));
  return more.length > 0 ? null : axis!;
}
/** Rows of parts of which no two overlap: each part goes into the first that has room behind its last. */
function rowsAlong(axis: number, parts: readonly Part[]): readonly (readonly Part[])[] {
  const rows: Part[][] = [];
  const endOf = ({ begin, derivative }: Part): number => begin[axis]! + derivative.shape[axis]!;
  for (const part of parts.toSorted((one, other) => one.begin[axis]! - other.begin[axis]!)) {
    const row = rows.find((each) => endOf(each.at(-1)!) <= part.begin[axis]!);
    if (row) row.push(part);
    else rows.push([part]);
  }
  return rows;
}

export class Partial {
  private sum: Tensor | null = null;
  private readonly parts: Part[] = [];
  private origin: Origin | null = null;

  constructor(
    private readonly b: Builder,
    private readonly shape: readonly number[],
  ) {}

  add(derivative: Tensor): void {
    this.sum = this.sum ? this.b.add(this.sum, derivative) : derivative;
  }
  addPart(part: Part): void {
    if (sameShape(part.derivative.shape, this.shape)) return this.add(part.derivative);
    this.parts.push(part);
    this.origin = this.b.origin;
  }

  total(): Tensor {
    const { b, shape } = this;
    const { origin } = b;
    if (this.parts.length > 0) b.origin = this.origin;
    const parts = this.parts.splice(0);
    const axes = parts.map((part) => axisOf(shape, part));
    for (const axis of new Set(axes)) {
      const alike = parts.filter((_, i) => axes[i] === axis);
      const rows = axis === null ? alike.map((part) => [part]) : rowsAlong(axis, alike);
      for (const row of rows) this.add(axis === null || row.length === 1 ? this.padded(row[0]!) : this.joined(axis, row));
    }
    b.origin = origin;
    return this.sum!;
  }

  private padded({ begin, derivative }: Part): Tensor {
    return this.b.pad(derivative, this.shape.flatMap((full, i) => [begin[i]!, full - begin[i]! - derivative.shape[i]!]));
  }
  /** One part after the other, with zeros between them. */
  private joined(axis: number, row: readonly Part[]): Tensor {
    const zeros = (length: number): Tensor[] => (length > 0 ? [this.b.constant(0, this.shape.with(axis, length))] : []);
    let at = 0;
    const pieces = row.flatMap(({ begin, derivative }) => {
      const gap = zeros(begin[axis]! - at);
      at = begin[axis]! + derivative.shape[axis]!;
      return [...gap, derivative];
    });
    return this.b.concat([...pieces, ...zeros(this.shape[axis]! - at)], axis);
  }
}
