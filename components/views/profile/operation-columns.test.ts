import { expect, it } from 'vitest';
import type { ProfiledOperation } from '@/graph-engine/training/profile/types';
import { byNode, byOperation, columnsOf, rowsOf, sorted } from './operation-columns';

const operation = (ms: number | null, flops: number, node: string | null): ProfiledOperation => ({ name: 'matMul', writes: '%1', shape: [2], fused: 1, phase: 'forward', node, layer: null, ms, flops, bytes: 8, touches: [], line: '' });
const peak = { oneThread: 40, allThreads: 70, threads: 2 };
const operations = [operation(1, 0, 'b'), operation(3, 6e7, null), operation(4, 4e6, 'a')];
const positions = (id: string, descending: boolean): readonly number[] => {
  const by = [byOperation, byNode, ...columnsOf(true)].find((column) => column.id === id)!;
  return sorted(rowsOf(operations, peak, (node) => node.toUpperCase()), by, descending).map(({ position }) => position);
};

it('sorts by any column, with what is not known last in either order', () => {
  expect(positions('time', true)).toEqual([2, 1, 0]);
  expect(positions('time', false)).toEqual([0, 1, 2]);
  expect(positions('rate', true)).toEqual([1, 2, 0]);
  expect(positions('rate', false)).toEqual([2, 1, 0]);
  expect(positions('node', false)).toEqual([2, 0, 1]);
  expect(positions('node', true)).toEqual([0, 2, 1]);
  expect(positions('phase', true)).toEqual([0, 1, 2]);
});
it('gives each row its share of the time, its rate and its part of the peak', () => {
  const rows = rowsOf(operations, peak, (node) => node);
  expect(rows.map(({ share }) => share)).toEqual([1 / 8, 3 / 8, 1 / 2]);
  expect(rows.map(({ rate }) => rate)).toEqual([null, 20, 1]);
  expect(rows.map(({ percent }) => percent)).toEqual([null, 50, 2.5]);
});
it('shares what is computed where nothing was timed', () => {
  const rows = rowsOf([operation(null, 30, null), operation(null, 10, null)], null, (node) => node);
  expect(rows.map(({ share, rate, percent }) => [share, rate, percent])).toEqual([
    [3 / 4, null, null],
    [1 / 4, null, null],
  ]);
  expect(columnsOf(false).map(({ id }) => id)).not.toContain('time');
});
