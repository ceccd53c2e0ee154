/** Which operations of a program share a record of the list. What the records compute is compared in executor.test.ts. */
import { describe, expect, it } from 'vitest';
import { Builder, type Tensor } from '../../program/builder';
import { makePlan } from '../plan';
import { lower } from './lower';

/** The kinds of each record's operations. */
function recordsOf(build: (b: Builder) => readonly Tensor[]): string[] {
  const b = new Builder();
  const fetch = build(b).map(({ id }) => id);
  const program = b.finish();
  const { steps } = makePlan(program, fetch, { updates: false });
  const fixed = new Map(program.inputs.map(({ value }, i) => [value, 64 * i]));
  const { records } = lower(program, steps.map(({ op }) => op), { fixed, fetch, updates: [] });
  return records.map(({ ops }) => ops.map(({ kind }) => kind).join('+'));
}

describe('the list of a program', () => {
  it('computes the gradient of a loss on the way to the loss, whose value waits', () => {
    const records = recordsOf((b) => {
      const difference = b.sub(b.sigmoid(b.data('x', [40, 30])), b.data('y', [40, 30]));
      const loss = b.mul(b.sum(b.square(difference), [0, 1]), b.data('scale', []));
      return [loss, b.mul(difference, b.data('dy', []))];
    });
    expect(records).toEqual(['sigmoid+sub+square+sum+mul', 'sum', 'mul']);
  });
  it('computes what waits when an operation without a chain reads it', () => {
    const records = recordsOf((b) => {
      const loss = b.mul(b.sum(b.exp(b.data('x', [40, 30])), [0, 1]), b.data('scale', []));
      return [b.concat([b.reshape(loss, [1]), b.data('y', [1])], 0)];
    });
    expect(records).toEqual(['exp+sum', 'sum', 'mul', 'concat', 'concat']);
  });
  const dense = (b: Builder): readonly [Tensor, Tensor] => [b.matMul(b.data('x', [5, 4]), b.data('w', [4, 3])), b.data('b', [3])];
  it('adds a bias and takes ReLU in the product', () => {
    expect(recordsOf((b) => [b.relu(b.add(...dense(b)))])).toEqual(['matMul+add+relu']);
    expect(recordsOf((b) => [b.add(dense(b)[1], b.matMul(b.data('y', [5, 4]), b.data('v', [4, 3])))])).toEqual(['matMul+add']);
    expect(recordsOf((b) => [b.relu(dense(b)[0])])).toEqual(['matMul+relu']);
    expect(recordsOf((b) => [b.relu(b.add(b.matMul(b.data('q', [2, 5, 4]), b.data('k', [2, 4, 3])), b.data('b', [3])))])).toEqual(['matMul+add+relu']);
    const conv = (b: Builder): Tensor => b.emit('conv2d', [b.data('x', [2, 5, 5, 3]), b.data('k', [3, 3, 3, 4])], { strides: [1, 1], padding: 'same' });
    expect(recordsOf((b) => [b.relu(b.add(conv(b), b.data('b', [4])))])).toEqual(['conv2d+add+relu']);
  });
  it('leaves alone a product that others read, too, or that something else follows', () => {
    expect(recordsOf((b) => ((product, bias) => [b.add(product, bias), product])(...dense(b)))).toEqual(['matMul', 'add']);
    expect(recordsOf((b) => ((product, bias) => [b.relu(b.add(product, bias)), b.transpose(product, [1, 0])])(...dense(b)))).toEqual(['matMul', 'transpose', 'add+relu']);
    expect(recordsOf((b) => ((sum) => [b.relu(sum), sum])(b.add(...dense(b))))).toEqual(['matMul', 'add+relu']);
    expect(recordsOf((b) => [b.add(dense(b)[0], b.data('rows', [5, 1]))])).toEqual(['matMul', 'add']);
    expect(recordsOf((b) => [b.add(b.matMul(b.data('q', [2, 5, 4]), b.data('k', [2, 4, 3])), b.data('each', [2, 1, 3]))])).toEqual(['matMul', 'add']);
    expect(recordsOf((b) => [b.add(dense(b)[0], b.data('scalar', []))])).toEqual(['matMul', 'add']);
    expect(recordsOf((b) => [b.tanh(b.add(...dense(b)))])).toEqual(['matMul', 'add+tanh']);
  });
  it('does not add a bias that is computed later', () => {
    expect(recordsOf((b) => ((product, bias) => [b.add(product, b.concat([b.slice(bias, [0], [1]), b.slice(bias, [1], [2])], 0))])(...dense(b))).at(-1)).toBe('add');
  });
  it('reads a sum from memory where numbers of its own chain are divided by it', () => {
    const records = recordsOf((b) => {
      const y = b.exp(b.data('x', [40, 30]));
      return [b.div(y, b.add(b.sum(y, [0, 1]), 1))];
    });
    expect(records).toEqual(['exp+sum', 'sum', 'add', 'div']);
  });
});
