/** The law of layers over the registry, and that it notices a lie of any of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Shape } from '../document/shape';
import { Random } from '../random/random';
import { checkLayer } from '../testing/layer-law';
import { useCpu } from '../testing/run-program';
import { isProblem, type LayerDefinition } from './definition';
import { layers } from './registry';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
beforeAll(useCpu);

/** Wrong in one way each. */
const lies: Readonly<Record<string, (output: Shape, input: Shape) => Shape>> = {
  'one more along the last axis': (output) => [...output.slice(0, -1), output.at(-1)! + 1],
  'an axis too many': (output) => [...output, 1],
  'another first side where it is odd': (output) => [output[0]! + (output[0]! % 2), ...output.slice(1)],
  'its sides exchanged': (output) => (output.length < 2 ? [output[0]! * 2] : [output[1]!, output[0]!, ...output.slice(2)]),
};
const lying = (layer: LayerDefinition, lie: (output: Shape, input: Shape) => Shape): LayerDefinition => ({
  ...layer,
  infer(params, input) {
    const output = layer.infer(params, input);
    return isProblem(output) ? output : lie(output, input);
  },
});

describe.each(Object.values(layers) as LayerDefinition[])('$kind', (layer) => {
  it(`gives what it infers (SEED=${SEED})`, () => {
    const { faults, runs } = checkLayer(layer, new Random(SEED), 4);
    expect(faults).toEqual([]);
    // One that refuses everything would keep the law.
    expect(runs).toBeGreaterThanOrEqual(7);
  });
  it.each(Object.keys(lies))('would be found out: %s', (lie) => {
    expect(checkLayer(lying(layer, lies[lie]!), new Random(SEED), 5).faults).not.toEqual([]);
  });
  it('would be found out, if it refused what it can run', () => {
    const refusing: LayerDefinition = { ...layer, infer: (params, input) => (input[0] === 5 || input[0] === 4 ? { expected: 'x', found: 'y', cure: 'z' } : layer.infer(params, input)) };
    expect(checkLayer(refusing, new Random(SEED), 0).faults).not.toEqual([]);
  });
});
