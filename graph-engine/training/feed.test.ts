import { describe, expect, it, vi } from 'vitest';
import type { MemoryTable } from '../data/table';
import { split } from '../data/split';
import { moments } from '../data/moments';
import { preparedRows } from '../data/prepared-rows';
import { preparationKinds, preparations, type PreparationKind } from '../data/preparations/registry';
import { graph } from '../testing/build-document';
import { Feed } from './feed';

const COUNT = 40;

/** Rows shorter and longer than what is copied at once, as bytes and as numbers. */
const tables = [5, 300].flatMap((size) =>
  (['bytes', 'numbers'] as const).map((kind): MemoryTable => {
    const bytes = Uint8Array.from({ length: COUNT * size }, (_, i) => (i * 7919 + (i >> 3)) % 256);
    const values = kind === 'bytes' ? bytes : Float32Array.from(bytes, (x) => x / 255);
    return { name: `${kind} ${size}`, shape: [size], range: 'unit', count: COUNT, values, scale: kind === 'bytes' ? 1 / 255 : 1, labels: null, labelNames: null, factors: null };
  }),
);
const feedOf = (table: MemoryTable, scaling: PreparationKind): Feed => {
  const document = graph().node('dataset', { source: 'file', fileName: 'x', scaling }).done();
  return new Feed(table, Object.values(document.nodes)[0]!, split(COUNT, 0.2, 7, 'dataset'), 7);
};
const quartile = (sorted: readonly number[], quarter: number): number => {
  const at = ((sorted.length - 1) * quarter) / 4;
  return sorted[Math.floor(at)]! * (1 - (at % 1)) + sorted[Math.ceil(at)]! * (at % 1);
};
/** Number by number, with the rounding of 32 bits after each step. */
function plainly(table: MemoryTable, scaling: PreparationKind, training: Uint32Array, item: number): number[] {
  const size = table.shape[0]!;
  const { mean, deviation } = moments(table, training);
  const from = (i: number): readonly [number, number] => [Math.fround(mean[i]!), Math.fround(deviation[i]!)];
  const column = (i: number, of = (x: number) => x): number[] => Array.from(training, (one) => of(table.values[one * size + i]! * table.scale)).toSorted((a, b) => a - b);
  const shifted = (x: number, by: number, factor: number): number => Math.fround((x - Math.fround(by)) / Math.fround(factor));
  return Array.from(table.values.subarray(item * size, (item + 1) * size), (value, i) => {
    const x = Math.fround(value * table.scale);
    if (scaling === 'signed') return Math.fround(2 * x - 1);
    if (scaling === 'binary') return x >= 0.5 ? 1 : 0;
    if (scaling === 'min-max') return shifted(x, column(i)[0]!, column(i).at(-1)! - column(i)[0]!);
    if (scaling === 'robust') return shifted(x, quartile(column(i), 2), quartile(column(i), 3) - quartile(column(i), 1));
    if (scaling === 'log') {
      const logs = column(i, Math.log1p);
      const middle = logs.reduce((sum, one) => sum + one, 0) / logs.length;
      return shifted(Math.fround(Math.log1p(x)), middle, Math.sqrt(logs.reduce((sum, one) => sum + (one - middle) ** 2, 0) / logs.length));
    }
    return scaling === 'standardised' ? Math.fround((x - from(i)[0]) / from(i)[1]) : x;
  });
}

describe.each(tables)('batches of $name', (table) => {
  it.each(preparationKinds)('hold the rows of the items, prepared as %s', (scaling) => {
    const feed = feedOf(table, scaling);
    const { indices, values } = feed.batch(1, 2, 8);
    const size = table.shape[0]!;
    expect(indices).toHaveLength(8);
    indices.forEach((item, row) => expect([...values.subarray(row * size, (row + 1) * size)]).toEqual(plainly(table, scaling, feed.train, item).map((x) => expect.closeTo(x, 5) as unknown)));
  });
});

it('looks the numbers of a large table up, and gets the same', () => {
  for (const table of tables) {
    for (const scaling of preparationKinds) {
      const { train, fitted } = feedOf(table, scaling);
      const [copied, lookedUp] = [Infinity, 0].map((large) => {
        const out = new Float32Array(train.length * table.shape[0]!);
        preparedRows(table, preparations[scaling], fitted, large).write(train, out);
        return out;
      });
      expect(lookedUp).toEqual(copied);
      // A device that keeps the bytes looks them up by itself.
      const { bytes } = preparedRows(table, preparations[scaling], fitted, 0);
      expect(bytes !== null).toBe(table.values instanceof Uint8Array && preparations[scaling].elementwise);
      const size = table.shape[0]!;
      if (bytes) expect(Float32Array.from({ length: train.length * size }, (_, i) => bytes.numbers[bytes.table[train[Math.floor(i / size)]! * size + (i % size)]!]!)).toEqual(copied);
    }
  }
});

it('takes every item of the training set once in an epoch, in another order in the next', () => {
  const feed = feedOf(tables[0]!, 'unit');
  const epoch = (number: number): number[] => Array.from({ length: 4 }, (_, i) => [...feed.batch(number, i, 8).indices]).flat();
  const [first, second] = [epoch(0), epoch(1)];
  expect(first.toSorted((a, b) => a - b)).toEqual([...feed.train].toSorted((a, b) => a - b));
  expect(second.toSorted((a, b) => a - b)).toEqual(first.toSorted((a, b) => a - b));
  expect(second).not.toEqual(first);
  expect(epoch(0)).toEqual(first);
});

it('does not change the table', () => {
  for (const table of tables) {
    const before = table.values.slice();
    for (const scaling of preparationKinds) feedOf(table, scaling).batch(0, 0, 8);
    expect(table.values).toEqual(before);
  }
});

it('makes a batch ahead only for a device that asks for its numbers', () => {
  const feed = feedOf(tables[0]!, 'unit');
  const batch = vi.spyOn(feed, 'batch');
  expect(feed.fed(0, 0, [8, 5]).rows!.indices).toHaveLength(8);
  feed.makeAhead(0, 1, 8);
  expect(batch).not.toHaveBeenCalled();
  expect(feed.fed(0, 1, [8, 5]).data).toHaveLength(40);
  feed.makeAhead(0, 2, 8);
  expect(batch).toHaveBeenLastCalledWith(0, 2, 8);
});
