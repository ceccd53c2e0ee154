import { expect, it } from 'vitest';
import type { MemoryTable } from './table';
import { epochOrder, gather, split } from './split';

const sorted = (...parts: Uint32Array[]) => parts.flatMap((part) => [...part]).toSorted((a, b) => a - b);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

it('splits every item into exactly one part, by seed and node alone', () => {
  for (const [count, share, held] of [[1000, 0.1, 100], [10, 0, 0], [5, 0.01, 1], [2, 0.9, 1], [1, 0.5, 0]] as const) {
    const { train, validation } = split(count, share, 7, 'a');
    expect(validation.length).toBe(held);
    expect(sorted(train, validation)).toEqual(upTo(count));
    expect(split(count, share, 7, 'a')).toEqual({ train, validation, test: new Uint32Array() });
  }
  expect(split(1000, 0.1, 8, 'a').validation).not.toEqual(split(1000, 0.1, 7, 'a').validation);
  expect(split(1000, 0.1, 7, 'b').validation).not.toEqual(split(1000, 0.1, 7, 'a').validation);
  expect(() => split(0, 0.1, 1, 'a')).toThrow(/internal/);
  expect(() => split(5, 1, 1, 'a')).toThrow(/internal/);
});

it('orders an epoch anew, without touching the indices', () => {
  const { train } = split(200, 0.1, 7, 'a');
  const kept = train.slice();
  const first = epochOrder(train, 7, 'a', 0);
  expect(sorted(first)).toEqual(sorted(train));
  expect(epochOrder(train, 7, 'a', 0)).toEqual(first);
  for (const other of [epochOrder(train, 7, 'a', 1), epochOrder(train, 8, 'a', 0), epochOrder(train, 7, 'b', 0)]) expect(other).not.toEqual(first);
  expect(train).toEqual(kept);
});

it('gathers scaled items', () => {
  const table: MemoryTable = { name: 't', shape: [1, 2], range: 'unit', count: 3, values: Uint8Array.of(0, 1, 2, 3, 4, 5), scale: 0.5, labels: null, labelNames: null, factors: null };
  const out = new Float32Array(4);
  gather(table, [2, 0], out);
  expect([...out]).toEqual([2, 2.5, 0, 0.5]);
  expect(() => gather(table, [0], out)).toThrow(/internal/);
  expect(() => gather(table, [0, 3], out)).toThrow(/internal: item 3 of 3/);
});
