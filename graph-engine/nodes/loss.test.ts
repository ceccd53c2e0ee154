import { beforeAll, describe, expect, it } from 'vitest';
import type { PortType } from '../document/port-type';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode, termFaults } from '../testing/test-node';
import { loss } from './loss';

beforeAll(useCpu);
const data = (shape: readonly number[]): PortType => ({ tag: 'data', shape, range: 'unit', corrupted: false, source: null });
const logits = (shape: readonly number[]): PortType => ({ tag: 'logits', shape });

function valueOf(kind: string, types: readonly [PortType, PortType], prediction: number[], target: number[], reduction = 'sum'): number {
  const built = buildNode(loss, { kind, reduction }, { prediction: [types[0]], target: [types[1]] }, { batch: 2 });
  built.set(built.inputs['prediction']![0]!, ...prediction);
  built.set(built.inputs['target']![0]!, ...target);
  const faults = termFaults(built, built.terms['Node']!.value, [built.inputs['prediction']![0]!]);
  expect(faults).toEqual([]);
  return built.values(built.terms['Node']!.value)[0]!;
}
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const p = [0.2, 0.7, 0.4, 0.9];
const t = [0, 1, 0.9, 0.3];
const over = (f: (x: number, y: number) => number, xs = p): number => xs.reduce((total, x, i) => total + f(x, t[i]!), 0);

describe('loss', () => {
  it('sums over an item and averages over the batch', () => {
    expect(valueOf('squared', [data([2]), data([2])], p, t)).toBeCloseTo(over((x, y) => (x - y) ** 2) / 2, 5);
    expect(valueOf('squared', [data([2]), data([2])], p, t, 'mean')).toBeCloseTo(over((x, y) => (x - y) ** 2) / 4, 5);
  });
  it('measures absolute and Huber distances', () => {
    expect(valueOf('absolute', [data([2]), data([2])], p, t)).toBeCloseTo(over((x, y) => Math.abs(x - y)) / 2, 5);
    const far = [0.2, 3, -4, 0.9];
    const huber = (x: number, y: number) => (Math.abs(x - y) <= 1 ? 0.5 * (x - y) ** 2 : Math.abs(x - y) - 0.5);
    expect(valueOf('huber', [data([2]), data([2])], far, t)).toBeCloseTo(over(huber, far) / 2, 5);
  });
  it('reads binary cross-entropy the same from logits and from probabilities', () => {
    const bernoulli = (q: number, y: number) => -(y * Math.log(q) + (1 - y) * Math.log(1 - q));
    const x = [-1, 0.5, 2, -0.3];
    const expected = over((a, y) => bernoulli(sigmoid(a), y), x) / 2;
    expect(valueOf('binary-cross-entropy', [logits([2]), data([2])], x, t)).toBeCloseTo(expected, 4);
    expect(valueOf('binary-cross-entropy', [data([2]), data([2])], x.map(sigmoid), t)).toBeCloseTo(expected, 4);
  });
  it('stays finite far out', () => {
    const built = buildNode(loss, { kind: 'binary-cross-entropy' }, { prediction: [logits([2])], target: [data([2])] }, { batch: 1 });
    built.set(built.inputs['prediction']![0]!, -200, 200);
    built.set(built.inputs['target']![0]!, 1, 0);
    expect(built.values(built.terms['Node']!.value)[0]).toBeCloseTo(400, 1);
    const sure = buildNode(loss, { kind: 'binary-cross-entropy' }, { prediction: [data([1])], target: [data([1])] }, { batch: 1 });
    sure.set(sure.inputs['prediction']![0]!, 0);
    sure.set(sure.inputs['target']![0]!, 1);
    expect(Number.isFinite(sure.values(sure.terms['Node']!.value)[0])).toBe(true);
  });
  it('takes classes as numbers or as one-hot vectors', () => {
    const x = [1, 2, 0.5, -1, 0, 3];
    const softmax = (row: number[]) => row.map((v) => Math.exp(v) / row.reduce((s, u) => s + Math.exp(u), 0));
    const expected = -(Math.log(softmax(x.slice(0, 3))[1]!) + Math.log(softmax(x.slice(3))[2]!)) / 2;
    expect(valueOf('categorical-cross-entropy', [logits([3]), data([3])], x, [0, 1, 0, 0, 0, 1])).toBeCloseTo(expected, 4);
    expect(valueOf('categorical-cross-entropy', [logits([3]), { tag: 'indices', shape: [], classes: 3 }], x, [1, 2])).toBeCloseTo(expected, 4);
  });
  it('compares with the label of a Dataset, and leaves out what has none', () => {
    const label: PortType = { tag: 'data', shape: [3], range: 'binary', corrupted: false, source: null, aside: { as: 'label', of: 'dataset' } };
    const x = [1, 2, 0.5, -1, 0, 3];
    const known = Math.log([1, 2, 0.5].reduce((sum, v) => sum + Math.exp(v), 0)) - 2;
    expect(inferNode(loss, { kind: 'categorical-cross-entropy' }, { prediction: [logits([3])], target: [label] }).diagnostics).toEqual([]);
    expect(valueOf('categorical-cross-entropy', [logits([3]), label], x, [0, 1, 0, 0, 0, 0])).toBeCloseTo(known / 2, 4);
  });
  it('takes a mask of the probabilities that are wanted', () => {
    const built = buildNode(loss, { kind: 'categorical-cross-entropy' }, { prediction: [logits([2, 2])], target: [data([2, 2])], mask: [data([2, 2])] }, { batch: 1 });
    built.set(built.inputs['prediction']![0]!, 0, 0, 0, 0);
    built.set(built.inputs['target']![0]!, 1, 0, 0, 1);
    built.set(built.inputs['mask']![0]!, 1, 1, 0, 0);
    expect(built.values(built.terms['Node']!.value)[0]).toBeCloseTo(Math.log(2), 5);
  });
  it('adds nothing at inference', () => expect(buildNode(loss, {}, { prediction: [data([2])], target: [data([2])] }, { mode: 'infer' }).terms).toEqual({}));

  describe('of a table', () => {
    const places = [
      { name: 'a', kind: 'number', at: 0, width: 1, weight: 2 },
      { name: 'b', kind: 'category', at: 1, width: 2, weight: 1 },
      { name: 'c', kind: 'number', at: 3, width: 1, weight: 0.5 },
    ] as const;
    const row: PortType = { tag: 'data', shape: [4], range: 'standardised', corrupted: false, source: 'dataset', places };
    const [x, wanted, mask] = [[1, 0.3, -0.4, 2, 0.5, 1, 2, -1], [0, 1, 0, 1, 2, 0, 1, -3], [1, 1, 1, 0, 0, 1, 1, 1]];
    const entropy = (a: number, b: number): number => Math.log(1 + Math.exp(b - a));
    const errors = [[2 * 1, entropy(0.3, -0.4), 0.5 * 1], [2 * 2.25, entropy(2, 1), 0.5 * 4]];
    const built = (kind: string, masked: boolean) => {
      const node = buildNode(loss, { kind }, { prediction: [{ ...row, places: undefined } as unknown as PortType], target: [row], ...(masked && { mask: [row] }) }, { batch: 2 });
      node.set(node.inputs['prediction']![0]!, ...x);
      node.set(node.inputs['target']![0]!, ...wanted);
      if (masked) node.set(node.inputs['mask']![0]!, ...mask);
      expect(termFaults(node, node.terms['Node']!.value, [node.inputs['prediction']![0]!])).toEqual([]);
      return node.values(node.terms['Node']!.value)[0]!;
    };
    it('compares numbers by their squares and categories by their logits, each column by its weight', () => {
      expect(built('mixed', false)).toBeCloseTo(errors.flat().reduce((sum, error) => sum + error, 0) / 2, 4);
    });
    it('leaves out what is masked', () => {
      expect(built('mixed', true)).toBeCloseTo((errors[0]![0]! + errors[0]![1]! + errors[1]![1]! + errors[1]![2]!) / 2, 4);
      expect(built('squared', true)).toBeCloseTo((2 * 1 + 0.49 + 0.16 + 1 + 1 + 0.5 * 4) / 2, 4);
    });
  });
  describe('of sequences', () => {
    /** Two items of three places and two channels: the first is whole, the second has one place. */
    const [x, wanted] = [[1, 2, 0, 4, 1, 1, 3, 0, 9, 9, 9, 9], [0, 2, 0, 1, 2, 1, 1, 0, 5, 7, 0, 1]];
    const sequence: PortType = { tag: 'data', shape: [3, 2], range: 'real', corrupted: false, source: null, masked: true };
    const value = (reduction: string): number => {
      const node = buildNode(loss, { reduction }, { prediction: [{ tag: 'features', shape: [3, 2] }], target: [sequence] }, { batch: 2 });
      node.set(node.inputs['prediction']![0]!, ...x);
      node.set(node.inputs['target']![0]!, ...wanted);
      node.set(node.inputMasks['target']![0]!, 1, 1, 1, 1, 0, 0);
      expect(termFaults(node, node.terms['Node']!.value, [node.inputs['prediction']![0]!])).toEqual([]);
      return node.values(node.terms['Node']!.value)[0]!;
    };
    it('leaves out padded places, and averages over those that there are', () => {
      const errors = [1 + 9 + 1, 4];
      expect(value('sum')).toBeCloseTo((errors[0]! + errors[1]!) / 2, 5);
      expect(value('mean')).toBeCloseTo((errors[0]! / 6 + errors[1]! / 2) / 2, 5);
    });
    it('judges tokens where they were chosen alone, and averages over those of each item', () => {
      const [logits, tokens] = [{ tag: 'logits', shape: [3, 4] }, { tag: 'indices', shape: [3], classes: 4, masked: true }] as const;
      const chosen: PortType = { tag: 'data', shape: [3], range: 'binary', corrupted: false, source: null };
      const node = buildNode(loss, { kind: 'categorical-cross-entropy', reduction: 'mean' }, { prediction: [logits], target: [tokens], mask: [chosen] }, { batch: 2 });
      const numbers = Array.from({ length: 24 }, (_, i) => Math.sin(3 * i));
      const wanted = [1, 3, 2, 2, 0, 0];
      node.set(node.inputs['prediction']![0]!, ...numbers);
      node.set(node.inputs['target']![0]!, ...wanted);
      node.set(node.inputMasks['target']![0]!, 1, 1, 1, 1, 0, 0);
      node.set(node.inputs['mask']![0]!, 1, 0, 1, 1, 1, 0);
      const at = (place: number): number => {
        const z = numbers.slice(4 * place, 4 * place + 4);
        return Math.log(z.reduce((sum, x) => sum + Math.exp(x), 0)) - z[wanted[place]!]!;
      };
      expect(node.values(node.terms['Node']!.value)[0]!).toBeCloseTo(((at(0) + at(2)) / 2 + at(3)) / 2, 5);
    });
  });
});
