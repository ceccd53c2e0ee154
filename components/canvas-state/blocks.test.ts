import { expect, it } from 'vitest';
import { getBlocks, removeBlock, saveBlock, soundBlocks } from './blocks';

it('are saved under names of their own, and removed', () => {
  expect([saveBlock('Group', 'a'), saveBlock('Group', 'b'), saveBlock('Group', 'c')]).toEqual(['Group', 'Group 2', 'Group 3']);
  removeBlock('Group 2');
  expect(getBlocks().map(({ text }) => text)).toEqual(['a', 'c']);
});
it('are read as far as they are sound', () => {
  expect(soundBlocks({ blocks: [{ name: 'a', text: 'b', more: 1 }, { name: 1, text: 'b' }, null] })).toEqual({ blocks: [{ name: 'a', text: 'b' }] });
  for (const damaged of [null, 3, {}, { blocks: {} }]) expect(soundBlocks(damaged)).toEqual({ blocks: [] });
});
