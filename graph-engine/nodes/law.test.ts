/** The law of nodes over the registry, and that it notices a lie of any of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultsOf } from '../document/fields';
import type { PortType } from '../document/port-type';
import { Random } from '../random/random';
import { checkNode } from '../testing/node-law';
import { useCpu } from '../testing/run-program';
import type { Inference, NodeDefinition } from './definition';
import { nodes } from './registry';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
beforeAll(useCpu);

const lying = (node: NodeDefinition, lie: (inference: Inference) => Inference): NodeDefinition => ({ ...node, infer: (context) => lie(node.infer(context)) });
const changed = (change: (type: PortType) => PortType) => ({ outputs, ...rest }: Inference): Inference => ({ ...rest, outputs: Object.fromEntries(Object.entries(outputs).map(([port, type]) => [port, change(type)])) });

const foundIn =
  (node: NodeDefinition) =>
  (lie: (inference: Inference) => Inference): boolean =>
    checkNode(lying(node, lie), new Random(SEED), 12).faults.length > 0;

describe.each(Object.values(nodes) as NodeDefinition[])('$kind', (node) => {
  it(`gives what it infers (SEED=${SEED})`, () => {
    const { faults, runs } = checkNode(node, new Random(SEED), 16);
    expect(faults).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(3);
  });
  const found = foundIn(node);

  it('would be found out, if it declared a weight too few or too many, or one of another shape', () => {
    expect(found((inference) => ({ ...inference, weights: [...(inference.weights ?? []), { name: 'nobody', shape: [2], init: { kind: 'zeros' } }] }))).toBe(true);
    const declares = found(({ weights = [], ...rest }) => ({ ...rest, weights: weights.slice(1) }));
    expect(found(({ weights = [], ...rest }) => ({ ...rest, weights: weights.map((weight) => ({ ...weight, shape: weight.shape.map((side) => side + 1) })) }))).toBe(declares);
  });
});

/** What a source or a Prior gives is made in the shape that is inferred, and a Loss gives nothing: there is nothing to compare with. */
const compared = (Object.values(nodes) as NodeDefinition[]).filter((node) => !node.traits.feedsData && !node.traits.isPrior && node.outputs(defaultsOf(node.fields) as never).length > 0);

it.each(compared)('$kind would be found out, if it inferred another shape or type', (node) => {
  const found = foundIn(node);
  expect(found(changed((type) => ({ ...type, shape: [...type.shape, 1] })))).toBe(true);
  expect(found(changed((type) => ({ ...type, shape: type.shape.map((side, axis) => (axis === type.shape.length - 1 ? side + 1 : side)) })))).toBe(true);
  expect(found(changed((type) => (type.tag === 'indices' ? { tag: 'code', shape: type.shape } : { tag: 'indices', shape: type.shape, classes: 2 })))).toBe(true);
  expect(found(({ outputs, ...rest }) => ({ ...rest, outputs: { ...outputs, nobody: { tag: 'code', shape: [2] } } }))).toBe(true);
});
