/** What is said of a value at the pointer: its shape and its numbers, or what they come to where they are many. */
import type { PortType } from '@/graph-engine/document/port-type';

/** As many numbers are told one by one. */
const FEW = 8;
const print = (value: number): string => String(Number(value.toPrecision(3))).replaceAll('-', '−');

export function figuresOf(values: Float32Array, type: PortType): readonly string[] {
  const shape = type.shape.length === 0 ? type.tag : `${type.tag} [${type.shape.join(', ')}]`;
  if (values.length <= FEW) return [shape, Array.from(values, print).join('  ')];
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (const value of values) {
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [shape, `from ${print(low)} to ${print(high)}, mean ${print(sum / values.length)}`];
}
