import { beforeAll, describe, expect, it } from 'vitest';
import { useCpu } from '../testing/run-program';
import { buildNode, termFaults } from '../testing/test-node';
import { adversarialLosses } from './adversarial-losses';
import { discriminator } from './discriminator';

beforeAll(useCpu);
const softplus = (x: number): number => Math.log1p(Math.exp(x));
const inputs = { real: [{ tag: 'code', shape: [3] }], fake: [{ tag: 'code', shape: [3] }] } as const;

describe('discriminator', () => {
  it.each(Object.keys(adversarialLosses))('plays its game with both players (%s)', (loss) => {
    const built = buildNode(discriminator, { loss, weight: 0.5 }, inputs);
    const [real, fake] = [built.inputs['real']![0]!, built.inputs['fake']![0]!];
    expect(built.terms['Node.critic']).toMatchObject({ player: 'own', weight: 1 });
    expect(built.terms['Node.generator']).toMatchObject({ player: 'maker', weight: 0.5 });
    expect(termFaults(built, built.terms['Node.critic']!.value, Object.values(built.weights))).toEqual([]);
    expect(termFaults(built, built.terms['Node.generator']!.value, [fake, ...Object.values(built.weights)])).toEqual([]);
    expect(built.values(built.outputs['score']!)).toHaveLength(3);
    expect(termFaults(built, built.terms['Node.critic']!.value, [real])).toEqual([]);
  });
  it.each([
    ['non-saturating', softplus(-0.5) + softplus(2), softplus(-2)],
    ['least-squares', ((0.5 - 1) ** 2 + 2 ** 2) / 2, (2 - 1) ** 2 / 2],
    ['hinge', 0.5 + 3, -2],
    ['wasserstein', 2 - 0.5, -2],
  ])('makes small what the papers say (%s)', (loss, critic, generator) => {
    const built = buildNode(discriminator, { loss }, { real: [{ tag: 'code', shape: [1] }], fake: [{ tag: 'code', shape: [1] }] }, { batch: 1 });
    built.set(built.weights['score.kernel']!, 1);
    built.set(built.weights['score.bias']!, 0);
    built.set(built.inputs['real']![0]!, 0.5);
    built.set(built.inputs['fake']![0]!, 2);
    expect(built.values(built.terms['Node.critic']!.value)[0]).toBeCloseTo(critic, 5);
    expect(built.values(built.terms['Node.generator']!.value)[0]).toBeCloseTo(generator, 5);
  });
  it('holds the slope of the critic near 1', () => {
    const built = buildNode(discriminator, { loss: 'wasserstein', penalty: 10 }, inputs);
    const kernel = built.values(built.weights['score.kernel']!);
    const length = Math.hypot(...kernel);
    expect(built.terms['Node.penalty']).toMatchObject({ weight: 10, player: 'own' });
    expect(built.values(built.terms['Node.penalty']!.value)[0]).toBeCloseTo((length - 1) ** 2, 4);
    expect(termFaults(built, built.terms['Node.penalty']!.value, [built.weights['score.kernel']!])).toEqual([]);
  });
  it('judges patch by patch without a head of its own, and tells the mean score of an item', () => {
    const type = [{ tag: 'data', shape: [2, 3, 1], range: 'unit', corrupted: false, source: null }] as const;
    const built = buildNode(discriminator, { judges: 'patches', loss: 'least-squares' }, { real: type, fake: type }, { batch: 2 });
    expect(built.weights).toEqual({});
    const fake = built.inputs['fake']![0]!;
    const values = [...built.values(fake)];
    const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value / list.length, 0);
    [0, 1].forEach((item) => expect(built.values(built.outputs['score']!)[item]).toBeCloseTo(mean(values.slice(item * 6, item * 6 + 6)), 5));
    expect(built.values(built.terms['Node.generator']!.value)[0]).toBeCloseTo(mean(values.map((value) => (value - 1) ** 2)) / 2, 5);
  });
  it('scores without terms at inference', () => {
    const built = buildNode(discriminator, {}, inputs, { mode: 'infer' });
    expect(built.terms).toEqual({});
    expect(Object.keys(built.outputs).sort()).toEqual(['realScore', 'score']);
  });
});
