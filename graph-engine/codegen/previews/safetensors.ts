/** Tensors by name: shapes, how many numbers, and between which values they lie. */
import { readSafetensors } from '../../runtime/safetensors';
import { countOf, printCount, printShape, type Describe } from './definition';

function rangeOf(numbers: Float32Array): string {
  let [low, high] = [Infinity, -Infinity];
  for (const x of numbers) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return low > high ? '' : `${Number(low.toPrecision(3))} to ${Number(high.toPrecision(3))}`;
}

export const describeSafetensors: Describe = (bytes) => {
  const found = readSafetensors(bytes);
  if ('problem' in found) return null;
  const { tensors, metadata } = found;
  const numbers = [...tensors.values()].reduce((sum, { shape }) => sum + countOf(shape), 0);
  return {
    about: 'Tensors in the format safetensors.',
    facts: [['Tensors', printCount(tensors.size)], ['Numbers', `${printCount(numbers)} of 32 bits`]],
    tables: [
      { title: 'Tensors', columns: ['Name', 'Shape', 'Numbers', 'From … to'], rows: [...tensors].map(([name, { shape, data }]) => [name, printShape(shape), printCount(countOf(shape)), rangeOf(data)]) },
      { title: 'Metadata', columns: ['Name', 'Text'], rows: Object.entries(metadata) },
    ],
  };
};
