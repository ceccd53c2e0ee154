import { expect, it } from 'vitest';
import type { Box } from '@/components/canvas-state/geometry';
import { layoutBoxes } from './layout';

const box = (id: string): Box => ({ id, x: 32, y: 48, width: 200, height: 120 });

it('begins where the drawing began, by the sizes that were measured', () => {
  const moves = layoutBoxes([box('a'), { ...box('b'), height: 300 }, { ...box('loss'), hangs: true }], [{ from: 'a', to: 'b' }, { from: 'b', to: 'loss' }]);
  expect(moves['a']).toBeUndefined();
  expect(moves['b']!.y).toBe(48);
  expect(moves['b']!.x).toBeGreaterThan(232);
  expect(moves['loss']!.x).toBe(moves['b']!.x);
  expect(moves['loss']!.y).toBeGreaterThan(348);
});
it('moves nothing that is in place', () => {
  const links = [{ from: 'a', to: 'b' }];
  const moves = layoutBoxes([box('a'), box('b')], links);
  expect(layoutBoxes([box('a'), { ...box('b'), ...moves['b'] }], links)).toEqual({});
});
