import { beforeAll, describe, expect, it } from 'vitest';
import type { PortType } from '../document/port-type';
import { useCpu } from '../testing/run-program';
import { derive } from '../program/backward';
import { buildNode, inferNode } from '../testing/test-node';
import { embedding } from './embedding';

beforeAll(useCpu);
const label: PortType = { tag: 'data', shape: [3], range: 'binary', corrupted: false, source: null, aside: { as: 'label', of: 'dataset' } };
const table = [1, 2, 3, 4, 5, 6];

describe('embedding', () => {
  it('gives the vector of the class, and zeros where no class is known', () => {
    const node = buildNode(embedding, { size: 2 }, { in: [label] });
    node.set(node.weights['vectors']!, ...table);
    node.set(node.inputs['in']![0]!, 0, 1, 0, 0, 0, 0, 0, 0, 1);
    expect(node.values(node.outputs['out']!)).toEqual([3, 4, 0, 0, 5, 6]);
    expect(node.values(derive(node.b, node.b.sum(node.outputs['out']!), [node.weights['vectors']!])[0]!)).toEqual([0, 0, 1, 1, 1, 1]);
  });
  it('gives a vector for each index of a grid', () => {
    const node = buildNode(embedding, { size: 2 }, { in: [{ tag: 'indices', shape: [2, 2], classes: 3 }] }, { batch: 1 });
    node.set(node.weights['vectors']!, ...table);
    node.set(node.inputs['in']![0]!, 2, 0, 1, 2);
    expect(node.outputs['out']!.shape).toEqual([1, 2, 2, 2]);
    expect(node.values(node.outputs['out']!)).toEqual([5, 6, 1, 2, 3, 4, 5, 6]);
    expect(node.values(derive(node.b, node.b.sum(node.outputs['out']!), [node.weights['vectors']!])[0]!)).toEqual([1, 1, 1, 1, 2, 2]);
  });
  it('has a vector per class', () => {
    const { outputs, weights } = inferNode(embedding, { size: 4 }, { in: [label] });
    expect(outputs).toEqual({ out: { tag: 'features', shape: [4] } });
    expect(weights!.map(({ name, shape }) => [name, shape])).toEqual([['vectors', [3, 4]]]);
  });
  it('says that items are no label', () => {
    const { outputs, diagnostics } = inferNode(embedding, {}, { in: [{ ...label, source: 'dataset', aside: undefined } as PortType] });
    expect([outputs, diagnostics.map(({ code }) => code)]).toEqual([{}, ['label.none']]);
  });
});
