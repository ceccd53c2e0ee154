/** What is fused into one shader, and what is stored between shaders. */
import { describe, expect, it } from 'vitest';
import { Builder } from '../../program/builder';
import type { Tensor } from '../../program/builder';
import { makePlan } from '../plan';
import { fuse, type FuseRules } from './fuse';
import { opsOf, type Unit } from './units';

const compute: FuseRules = { bindings: 8, outputs: 7, flat: true, sums: () => true, own: false };
const fragment: FuseRules = { bindings: 16, outputs: 4, flat: false, sums: (outer, _, inner) => outer === 1 || inner === 1, own: false };

function units(rules: FuseRules, write: (b: Builder) => readonly Tensor[]): readonly Unit[] {
  const b = new Builder();
  const fetch = write(b).map(({ id }) => id);
  return fuse(makePlan(b.finish(), fetch), rules).units;
}
const text = (unit: Unit): string => {
  if (unit.kind === 'kernel') return opsOf(unit).map(({ kind }) => kind).join(' ');
  if (unit.kind === 'random') return 'random';
  const ops = unit.ops.map(({ kind }) => kind).join(' ');
  if (unit.kind === 'list') return `list(${ops})`;
  return unit.kind === 'sum' ? `sum(${ops})` : `${ops} -> ${unit.outputs.length}`;
};
const weight = (b: Builder, name: string, shape: readonly number[]): Tensor => b.parameter(name, shape, { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin: { node: 'n' } });

describe('fusing', () => {
  it('stores what a kernel reads, and computes the rest where it is read', () => {
    const found = units(compute, (b) => {
      const [x, w] = [b.data('x', [4, 3]), weight(b, 'w', [3, 3])];
      const y = b.tanh(b.exp(b.add(x, 1)));
      return [b.add(b.matMul(y, w), b.square(y))];
    });
    expect(found.map(text)).toEqual(['add exp tanh -> 1', 'matMul', 'square add -> 1']);
  });
  const dense = (b: Builder): Tensor => b.add(b.matMul(b.data('x', [4, 3]), weight(b, 'w', [3, 5])), weight(b, 'bias', [5]));
  it('lets the kernel of a product add the bias and take ReLU', () => {
    expect(units(compute, (b) => [b.relu(dense(b))]).map(text)).toEqual(['matMul add relu']);
    expect(units(fragment, (b) => [dense(b)]).map(text)).toEqual(['matMul add']);
    const [unit] = units(compute, (b) => [b.relu(dense(b))]);
    expect(unit!.inputs).toHaveLength(3);
    const conv = (b: Builder): Tensor => b.emit('conv2d', [b.data('x', [1, 4, 4, 2]), weight(b, 'k', [3, 3, 2, 5])], { strides: [1, 1], padding: 'same' });
    expect(units(compute, (b) => [b.relu(b.add(conv(b), weight(b, 'bias', [5])))]).map(text)).toEqual(['conv2d add relu']);
  });
  it('does not where others read the product, the bias is computed, or the sum is not stored', () => {
    expect(units(compute, (b) => ((product) => [b.add(product, weight(b, 'bias', [5])), product])(b.matMul(b.data('x', [4, 3]), weight(b, 'w', [3, 5])))).map(text)).toEqual(['matMul', 'add -> 1']);
    expect(units(compute, (b) => [b.add(b.matMul(b.data('x', [4, 3]), weight(b, 'w', [3, 5])), b.exp(weight(b, 'bias', [5])))]).map(text)).toEqual(['matMul', 'exp -> 1', 'add -> 1']);
    expect(units(compute, (b) => [b.add(b.matMul(b.data('x', [5, 3]), weight(b, 'w', [3, 5])), weight(b, 'bias', [5, 1]))]).map(text)).toEqual(['matMul', 'add -> 1']);
    expect(units(compute, (b) => [b.tanh(dense(b))]).map(text)).toEqual(['matMul', 'add tanh -> 1']);
  });
  it('takes a sum of what is element-wise without storing it, and sees through changes of shape where memory is flat', () => {
    const loss = (b: Builder): readonly Tensor[] => {
      const [x, y] = [b.data('x', [4, 6]), b.data('y', [4, 2, 3])];
      return [b.sum(b.square(b.sub(b.reshape(b.sigmoid(x), [4, 2, 3]), y)))];
    };
    expect(units(compute, loss).map(text)).toEqual(['sum(sigmoid sub square)']);
    expect(units(fragment, loss).map(text)).toEqual(['sigmoid -> 1', 'reshape', 'sum(sub square)']);
  });
  it.each([['compute', compute], ['fragment', fragment]] as const)('gives the three tensors of an Adam update in one pass of a %s shader, where it may write several', (_, rules) => {
    const adam = (b: Builder): readonly Tensor[] => {
      const [g, w, m, v] = [b.data('g', [5]), ...['w', 'm', 'v'].map((name) => weight(b, name, [5]))] as [Tensor, Tensor, Tensor, Tensor];
      const mean = b.add(b.mul(m, 0.9), b.mul(g, 0.1));
      const square = b.add(b.mul(v, 0.99), b.mul(b.square(g), 0.01));
      const rate = b.schedule('rate', () => 0.1);
      return [mean, square, b.sub(w, b.div(b.mul(mean, rate), b.add(b.sqrt(square), 1e-3)))];
    };
    const together = units(rules, adam);
    expect(together).toHaveLength(1);
    expect(together[0]).toMatchObject({ kind: 'chain', outputs: { length: 3 }, inputs: { length: 4 } });
    expect(units({ ...rules, outputs: 1 }, adam)).toHaveLength(3);
  });
  it('writes tensors of another shape in a pass of their own where their layout is another one', () => {
    const both = (b: Builder): readonly Tensor[] => {
      const x = b.data('x', [4, 3]);
      return [b.exp(x), b.exp(b.broadcastTo(x, [1, 4, 3]))];
    };
    expect(units(compute, both)).toHaveLength(1);
    expect(units(fragment, both)).toHaveLength(2);
  });
  it('stores a part where a shader would read more tensors than it may', () => {
    const found = units(compute, (b) => [Array.from({ length: 12 }, (_, i) => b.data(`x${i}`, [7])).reduce((sum, x) => b.add(sum, x))]);
    expect(found).toHaveLength(2);
    for (const unit of found) expect(unit.inputs.length + 1).toBeLessThanOrEqual(8);
  });
  it('stores what is broadcast, and computes a single number again', () => {
    const found = units(compute, (b) => {
      const [x, bias] = [b.data('x', [4, 3]), b.data('bias', [3])];
      return [b.mul(b.add(x, b.exp(bias)), b.sqrt(b.sum(bias)))];
    });
    expect(found.map(text)).toEqual(['sum()', 'exp -> 1', 'add sqrt mul -> 1']);
  });
  it('releases each tensor after its last use, and none that is asked for', () => {
    const found = units(compute, (b) => {
      const [x, w] = [b.data('x', [3, 3]), weight(b, 'w', [3, 3])];
      const y = b.matMul(x, w);
      const z = b.relu(y);
      return [b.matMul(z, w), y];
    });
    const released = found.flatMap(({ release }) => release);
    expect(new Set(released).size).toBe(released.length);
    expect(found.map((unit) => unit.release.length)).toEqual([0, 0, 1]);
  });
});
