import { expect, it } from 'vitest';
import { originWords, standingOf, type LayoutOrigin } from './layout-origin';

const origin: LayoutOrigin = { model: 'a', run: 'first', step: 1200, looking: null };
const now = (changed: Partial<LayoutOrigin>): LayoutOrigin => ({ ...origin, ...changed });

it('belongs to the weights that it was computed from', () => {
  expect(standingOf(origin, now({}))).toBe('now');
  expect(standingOf(origin, now({ step: 1201 }))).toBe('earlier');
  // Started over: other weights, at whatever step.
  expect(standingOf(origin, now({ run: 'second' }))).toBe('earlier');
  expect(standingOf(origin, now({ model: 'b' }))).toBe('other');
  expect(standingOf(origin, now({ looking: {} as LayoutOrigin['looking'] }))).toBe('other');
});
it('stays while a model is opened, which may be the same', () => {
  expect(standingOf(origin, now({ model: null, step: 0 }))).toBe('earlier');
});
it('is told by its step, or as of weights that are gone', () => {
  expect(originWords(origin, now({ step: 5000 }))).toBe('of step 1,200');
  expect(originWords(origin, now({ run: 'second', step: 3 }))).toBe('of the weights before');
});
