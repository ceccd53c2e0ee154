import { beforeAll, describe, expect, it } from 'vitest';
import type { PortType } from '../document/port-type';
import { useCpu } from '../testing/run-program';
import { buildNode, inferNode } from '../testing/test-node';
import { paddingMask } from './padding-mask';

beforeAll(useCpu);
const sequence: PortType = { tag: 'data', shape: [3, 2], range: 'unit', corrupted: false, source: 'dataset' };

describe('padding mask', () => {
  it('gives what comes in, with a mask', () => {
    expect(inferNode(paddingMask, {}, { in: [sequence] }).outputs['out']).toEqual({ ...sequence, masked: true });
    expect(inferNode(paddingMask, {}, { in: [] }).outputs).toEqual({});
  });
  it.each([
    { value: 0, expected: [1, 1, 0, 0, 1, 1] },
    { value: 0.1, expected: [1, 1, 1, 1, 0, 1] },
  ])('finds places whose numbers are all $value, beyond rounding', ({ value, expected }) => {
    const built = buildNode(paddingMask, { value }, { in: [sequence] }, { batch: 2 });
    built.set(built.inputs['in']![0]!, 0.5, 0, 0, -1, 0, 0, 0, 0, 0.1, Math.fround(0.3) - Math.fround(0.2), 0.7, 0.7);
    expect(built.values(built.masks['out']!)).toEqual(expected);
    expect(built.outputs['out']).toBe(built.inputs['in']![0]);
  });
  it('leaves out what was left out before', () => {
    const built = buildNode(paddingMask, {}, { in: [{ ...sequence, masked: true }] }, { batch: 1 });
    built.set(built.inputs['in']![0]!, 1, 1, 0, 0, 1, 1);
    built.set(built.inputMasks['in']![0]!, 1, 1, 0);
    expect(built.values(built.masks['out']!)).toEqual([1, 0, 0]);
  });
});
