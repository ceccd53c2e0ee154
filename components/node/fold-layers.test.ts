import { expect, it } from 'vitest';
import { foldLayers, type FoldedLayer } from './fold-layers';

const layer = (title: string, summary: string, hasWeights = true): FoldedLayer => ({ title, summary, hasWeights });
const decoder = [layer('Dense', '400 · relu'), layer('Dense', '784 · linear'), layer('Reshape', '28 × 28 × 1', false)];

it('tells what holds weights, and the function that all end by', () => {
  expect(foldLayers(decoder, 40)).toBe('Dense 400 → 784 · relu');
  expect(foldLayers([layer('Dense', '9 · relu'), layer('Dense', '4 · tanh')], 40)).toBe('Dense 9 → 4');
});
it('leaves the function out before a size', () => {
  expect(foldLayers(decoder, 20)).toBe('Dense 400 → 784');
});
it('names kinds where they change', () => {
  expect(foldLayers([layer('Conv', '8 × 4 / 2 · relu'), layer('Conv', '16 × 4 / 2 · relu'), layer('Flatten', '', false), layer('Dense', '128 · relu')], 60)).toBe('Conv 8 → 16 → Dense 128 · relu');
});
it('names what there is where nothing has weights', () => {
  expect(foldLayers([layer('Flatten', '', false)], 40)).toBe('Flatten');
});
