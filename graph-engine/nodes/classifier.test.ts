import { beforeAll, describe, expect, it } from 'vitest';
import type { PortType } from '../document/port-type';
import type { Params } from '../document/types';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode, termFaults } from '../testing/test-node';
import { classifier } from './classifier';

beforeAll(useCpu);
const features: PortType = { tag: 'features', shape: [2] };
const label: PortType = { tag: 'data', shape: [3], range: 'binary', corrupted: false, source: null, aside: { as: 'label', of: 'dataset' } };
const indices: PortType = { tag: 'indices', shape: [], classes: 3 };

/** Logits are the input and its negative sum: rows [a, b] give [a, b, −a − b]. */
function built(params: Params, labels: PortType, given: readonly number[], rows: readonly number[]) {
  const node = buildNode(classifier, params, { in: [features], label: [labels] }, { batch: rows.length / 2 });
  node.set(node.weights['logits.kernel']!, 1, 0, -1, 0, 1, -1);
  node.set(node.weights['logits.bias']!, 0, 0, 0);
  node.set(node.inputs['in']![0]!, ...rows);
  node.set(node.inputs['label']![0]!, ...given);
  return node;
}
const rows = [2, 1, 0.5, -1, -1, 0];
const logits = (a: number, b: number): number[] => [a, b, -a - b];
const entropy = (z: readonly number[], y: readonly number[]): number => {
  const total = Math.log(z.reduce((sum, v) => sum + Math.exp(v), 0));
  return -z.reduce((sum, v, i) => sum + y[i]! * (v - total), 0);
};

describe('classifier', () => {
  it('is judged by the cross-entropy of its logits, a mean over the items', () => {
    const node = built({ weight: 0.5 }, label, [1, 0, 0, 0, 1, 0, 0, 0, 1], rows);
    expect(node.terms['Node']).toMatchObject({ weight: 0.5, player: 'own' });
    const expected = (entropy(logits(2, 1), [1, 0, 0]) + entropy(logits(0.5, -1), [0, 1, 0]) + entropy(logits(-1, 0), [0, 0, 1])) / 3;
    expect(node.values(node.terms['Node']!.value)[0]).toBeCloseTo(expected, 5);
    expect(node.values(node.metrics['accuracy']!)[0]).toBeCloseTo(2 / 3, 5);
    expect(termFaults(node, node.terms['Node']!.value, [node.inputs['in']![0]!, ...Object.values(node.weights)])).toEqual([]);
  });
  it('leaves out items without a known label, and gives 0 where none is known', () => {
    const node = built({}, label, [1, 0, 0, 0, 0, 0, 0, 0, 1], rows);
    expect(node.values(node.terms['Node']!.value)[0]).toBeCloseTo((entropy(logits(2, 1), [1, 0, 0]) + entropy(logits(-1, 0), [0, 0, 1])) / 2, 5);
    expect(node.values(node.metrics['accuracy']!)[0]).toBeCloseTo(1, 5);
    const none = built({ smoothing: 0.2 }, label, Array(9).fill(0), rows);
    expect([...none.values(none.terms['Node']!.value), ...none.values(none.metrics['accuracy']!)]).toEqual([0, 0]);
  });
  it('spreads a share of the label over all classes', () => {
    const node = built({ smoothing: 0.3 }, label, [1, 0, 0, 0, 0, 0, 0, 0, 1], rows);
    const expected = (entropy(logits(2, 1), [0.8, 0.1, 0.1]) + entropy(logits(-1, 0), [0.1, 0.1, 0.8])) / 2;
    expect(node.values(node.terms['Node']!.value)[0]).toBeCloseTo(expected, 5);
    expect(termFaults(node, node.terms['Node']!.value, [node.inputs['in']![0]!, ...Object.values(node.weights)])).toEqual([]);
  });
  it('takes classes as numbers, too', () => {
    const values = (labels: PortType, given: readonly number[]) => {
      const node = built({}, labels, given, rows);
      return [...node.values(node.terms['Node']!.value), ...node.values(node.metrics['accuracy']!)];
    };
    expect(values(indices, [0, 1, 2])).toEqual(values(label, [1, 0, 0, 0, 1, 0, 0, 0, 1]));
  });
  it('takes its classes from the label', () => {
    expect(inferNode(classifier, {}, { in: [features], label: [label] }).outputs).toEqual({ logits: { tag: 'logits', shape: [3] } });
    expect(inferNode(classifier, {}, { in: [features], label: [{ ...indices, classes: 5 }] }).outputs['logits']!.shape).toEqual([5]);
    expect(inferNode(classifier, {}, { in: [features] })).toEqual({ outputs: {}, diagnostics: [] });
  });
  it.each<[string, PortType]>([
    ['items', { tag: 'data', shape: [3], range: 'binary', corrupted: false, source: 'dataset' }],
    ['numbers', { tag: 'data', shape: [3], range: 'unit', corrupted: false, source: null }],
    ['several labels of an item', { tag: 'indices', shape: [4], classes: 3 }],
  ])('says that %s are no label', (_, type) => {
    const { outputs, diagnostics } = inferNode(classifier, {}, { in: [features], label: [type] });
    expect(outputs).toEqual({});
    expect(diagnostics.map(({ code, at }) => [code, at.port])).toEqual([['label.none', 'label']]);
  });
  it('gives its logits without a term at inference', () => {
    const node = buildNode(classifier, {}, { in: [features], label: [label] }, { mode: 'infer' });
    expect([Object.keys(node.outputs), node.terms, node.metrics]).toEqual([['logits'], {}, {}]);
  });
});
