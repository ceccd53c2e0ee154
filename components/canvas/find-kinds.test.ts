import { expect, it } from 'vitest';
import { findKinds } from './find-kinds';
import { nodeKinds } from '@/components/canvas-state/kinds';

it('keeps all kinds for an empty query', () => {
  expect(findKinds(nodeKinds, ' ')).toEqual(nodeKinds);
});
it('finds a kind by its name, also with a slip', () => {
  expect(findKinds(nodeKinds, 'deco')[0]?.kind).toBe('decoder');
  expect(findKinds(nodeKinds, 'bottelneck')[0]?.kind).toBe('bottleneck');
});
