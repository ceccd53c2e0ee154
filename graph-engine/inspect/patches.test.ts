import { expect, it } from 'vitest';
import { cut, joinCuts, patchesOf, placesText } from './patches';

it('cuts items into patches, one after another, and joins them again', () => {
  const shape = [4, 6, 2];
  const patches = patchesOf(shape, [2, 3])!;
  expect(patches).toEqual({ places: [2, 3, 1], patch: [2, 2, 2] });
  expect(placesText(patches)).toBe('2 × 3 patches');
  const items = Float32Array.from({ length: 2 * 48 }, (_, at) => at);
  const cuts = cut(items, shape, patches.patch);
  // The first two pixels of the first two rows.
  expect([...cuts.subarray(0, 8)]).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
  expect(joinCuts(cuts, shape, patches.patch)).toEqual(items);
});
it('takes whole items where there is one place, and refuses places that do not go into an item', () => {
  expect(placesText(patchesOf([5, 3], [1])!)).toBe('whole items');
  expect(patchesOf([5, 3], [2])).toBeNull();
});
