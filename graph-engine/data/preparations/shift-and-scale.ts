/** For preparations that take `from` off each value of an item and divide by `by`: both were fitted, for each value by itself. */
import { sizeOf, type Shape } from '../../document/shape';
import type { Weights } from '../../runtime/device';
import type { MemoryTable } from '../table';
import { shiftedCode, type Preparation } from './definition';

/** The values of one place of the training items, in double precision. */
export function placeOf({ values, scale, count }: MemoryTable, training: Uint32Array, place: number): Float64Array {
  const size = values.length / Math.max(1, count);
  return Float64Array.from(training, (item) => values[item * size + place]! * scale);
}

/** `fitOne` gives both numbers for the values of one place. */
export function shiftAndScale(from: string, by: string, fitOne: (values: Float64Array) => readonly [number, number]): Pick<Preparation, 'elementwise' | 'fits' | 'fit' | 'apply' | 'undo' | 'write' | 'restore' | 'leaves' | 'assumed'> {
  return {
    elementwise: false,
    fits: (shape: Shape) => ({ [from]: shape, [by]: shape }),
    fit(table, { training }) {
      const size = sizeOf(table.shape);
      const [shift, scale] = [new Float32Array(size), new Float32Array(size)];
      for (let place = 0; place < size; place++) [shift[place], scale[place]] = fitOne(placeOf(table, training, place)) as [number, number];
      return { [from]: weights(table.shape, shift), [by]: weights(table.shape, scale) };
    },
    apply(fitted, values) {
      const [shift, scale] = [fitted[from]!.data, fitted[by]!.data];
      const size = shift.length;
      for (let start = 0; start < values.length; start += size) {
        for (let i = 0; i < size; i++) values[start + i] = (values[start + i]! - shift[i]!) / scale[i]!;
      }
    },
    undo(fitted, values) {
      const [shift, scale] = [fitted[from]!.data, fitted[by]!.data];
      const size = shift.length;
      for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale[i % size]! + shift[i % size]!;
    },
    write: (b, x, fitted) => b.div(b.sub(x, fitted[from]!), fitted[by]!),
    restore: (b, y, fitted) => b.add(b.mul(y, fitted[by]!), fitted[from]!),
    leaves: () => false,
    assumed: null,
  };
}
const weights = (shape: Shape, data: Float32Array): Weights => ({ shape, data });

/** The same in an exported project: `fitOne` is the body of a function of `values`, the sorted numbers of one place, that returns both. */
export const shiftAndScaleTypescript = (name: string, sentence: string, from: string, by: string, fitOne: string): Preparation['typescript'] => ({
  column: {
    functions: shiftedCode,
    text: `{
    names: ['${from}', '${by}'],
    fit(values) {
${fitOne.replace(/^/gm, '  ')}
    },
    apply: shifted,
    undo: unshifted,
  }`,
  },
  functions: () => [
    `/** ${sentence} */
type ${name[0]!.toUpperCase()}${name.slice(1)}Fitted = Record<'${from}' | '${by}', Numbers>;

function ${name}Fit(items: Items, training: number[]): ${name[0]!.toUpperCase()}${name.slice(1)}Fitted {
  const size = sizeOf(items);
  const [${from}, ${by}] = [new Float32Array(size), new Float32Array(size)];
  for (let place = 0; place < size; place++) {
    const values = Float64Array.from(training, (item) => items.values[item * size + place]!).sort();
    const [first, second] = fitOne(values);
    ${from}[place] = first;
    ${by}[place] = second;
  }
  return { ${from}: { shape: items.shape, values: ${from} }, ${by}: { shape: items.shape, values: ${by} } };

  function fitOne(values: Float64Array): [number, number] {
${fitOne}
  }
}`,
    `/** ${sentence} */
function ${name}(items: Items, { ${from}, ${by} }: ${name[0]!.toUpperCase()}${name.slice(1)}Fitted): Items {
  const size = sizeOf(items);
  const values = items.values.map((value, i) => (value - ${from}.values[i % size]!) / ${by}.values[i % size]!);
  return { ...items, values };
}`,
  ],
  fit: (items, training) => `${name}Fit(${items}, ${training})`,
  apply: (items, fitted) => `${name}(${items}, ${fitted})`,
});
