/** The law of masks over the registry of layers, and that it notices layers that do not keep it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor } from '../program/builder';
import { Random } from '../random/random';
import { checkMasks } from '../testing/mask-law';
import { useCpu } from '../testing/run-program';
import { defineLayer, type LayerBuild, type LayerDefinition, type MaskUse } from './definition';
import { meanOfPlaces } from './masks';
import { layers } from './registry';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
beforeAll(useCpu);

it.each(Object.values(layers) as LayerDefinition[])(`$kind keeps the law of masks (SEED=${SEED})`, (layer) => {
  const { faults, runs } = checkMasks(layer, new Random(SEED), 2);
  expect(faults).toEqual([]);
  expect(runs).toBeGreaterThan(0);
});

describe('finds out a layer that', () => {
  /** Takes from each place what is the mean over all places. */
  const centring = (mask: MaskUse | undefined, mean: (x: Tensor, build: LayerBuild) => Tensor): LayerDefinition =>
    defineLayer({
      kind: 'centring',
      title: 'Centring',
      help: 'Takes the mean over the places from each.',
      category: 'normalisation',
      fields: {},
      summary: () => '',
      infer: (_, input) => (input.length === 2 ? input : { expected: 'a sequence', found: 'something else', cure: '' }),
      ...(mask && { mask: () => mask }),
      weights: () => [],
      build: (_, x, build) => build.b.sub(x, mean(x, build)),
      mirror: () => 'it is not needed here',
    });
  const faultsOf = (layer: LayerDefinition): string => checkMasks(layer, new Random(1), 0).faults.join('\n');
  const overAll = (x: Tensor, { b }: LayerBuild): Tensor => b.mean(x, [1], true);

  it('mixes places and says nothing', () => expect(faultsOf(centring(undefined, overAll))).toContain('what lies in padded places changes what comes out'));
  it('says that it uses the mask, and does not', () => expect(faultsOf(centring('uses', overAll))).toContain('what lies in padded places changes what comes out'));
  it('takes padded places for zeros, where they are none', () =>
    expect(faultsOf(centring('uses', (x, { b, mask }) => b.mean(mask ? b.mul(x, b.reshape(mask, [...mask.shape, 1])) : x, [1], true)))).toContain('give something else without padding'));
  it('mixes the items of a batch', () =>
    expect(faultsOf(centring('uses', (x, { b, mask }) => (mask ? meanOfPlaces(b, x, mask, [0, 1], true) : b.mean(x, [0, 1], true))))).toContain('of a padded batch gives something else alone'));
  it('and finds nothing where it leaves padded places out', () =>
    expect(faultsOf(centring('uses', (x, { b, mask }) => (mask ? meanOfPlaces(b, x, mask, [1], true) : b.mean(x, [1], true))))).toBe(''));
});
