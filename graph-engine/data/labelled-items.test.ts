import { expect, it } from 'vitest';
import { labelledItems } from './labelled-items';

it('takes as many of each class as can be, in the order of the items, and never more than there are', () => {
  const labels = Uint8Array.from([0, 0, 0, 0, 1, 1, 2]);
  const items = Uint32Array.from([6, 0, 1, 4, 2, 5, 3]);
  expect([...labelledItems(items, labels, 3)]).toEqual([6, 0, 4]);
  expect([...labelledItems(items, labels, 5)]).toEqual([6, 0, 4, 1, 5]);
  expect([...labelledItems(items, labels, 100)].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...labelledItems(items.subarray(0, 0), labels, 2)]).toEqual([]);
});
