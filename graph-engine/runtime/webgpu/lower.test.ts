/** What is fused, merged, packed and placed, on small programs. */
import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../document/training-fields';
import { optimizerKinds } from '../../optimizers/registry';
import { Builder, type Tensor } from '../../program/builder';
import { writeTrainingStep, type StepSettings } from '../../program/optimizers/write-training-step';
import { layOut, type LaidOut } from '../../testing/lay-out-webgpu';

const origin = { node: 'n' };
const training = (clipNorm: number): StepSettings => ({
  clipNorm,
  schedule: { kind: 'constant', warmupSteps: 0 },
  optimizer: { kind: 'adam', learningRate: 0.01, momentum: 0, weightDecay: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
});
const weight = (b: Builder, name: string, shape: readonly number[]): Tensor => b.parameter(name, shape, { kind: 'zeros' }, { player: 'autoencoder', trainable: true, origin });
function dense(b: Builder, x: Tensor, name: string, units: number): Tensor {
  return b.add(b.matMul(x, weight(b, `n/${name}`, [x.shape[1]!, units])), weight(b, `n/${name}Bias`, [units]));
}
/** 12-80-12, trained with Adam. */
function autoencoder(clipNorm: number, optimizer = training(clipNorm).optimizer): LaidOut {
  const b = new Builder();
  const x = b.data('x', [8, 12]);
  const output = b.sigmoid(dense(b, b.relu(dense(b, x, 'w1', 80)), 'w2', 12));
  const loss = b.mean(b.square(b.sub(output, x)));
  writeTrainingStep(b, loss, 'autoencoder', { ...training(clipNorm), optimizer }, 100);
  return layOut(b.finish(), [loss.id]);
}
const names = ({ lowered }: LaidOut): string[][] => lowered.dispatches.map((kernels) => kernels.map(({ name }) => name));
const opsOf = ({ lowered }: LaidOut): string[] => lowered.dispatches.flat().map(({ ops }) => ops.map(({ kind }) => kind).join(' '));

describe('what follows a product', () => {
  it('is done by it: a bias and an activation, and whatever is element-wise', () => {
    const b = new Builder();
    const y = b.tanh(b.mul(dense(b, b.data('x', [4, 3]), 'w', 5), 2));
    expect(opsOf(layOut(b.finish(), [y.id]))).toEqual(['matMul add mul tanh']);
  });
  it('leaves the product itself to others that read it', () => {
    const b = new Builder();
    const product = b.matMul(b.data('x', [4, 70]), weight(b, 'n/w', [70, 70]));
    const found = layOut(b.finish(), [b.tanh(product).id, b.matMul(product, product, true).id]);
    expect(found.faults).toEqual([]);
    expect(found.lowered.dispatches.flat()[0]!.writes).toHaveLength(2);
  });
  it('is a kernel of its own where it reads what comes later, or elsewhere', () => {
    const b = new Builder();
    const x = b.data('x', [70, 70]);
    const [first, second] = [b.matMul(x, weight(b, 'n/w', [70, 70])), b.matMul(b.exp(x), x)];
    const found = layOut(b.finish(), [b.add(first, second).id, b.mul(first, b.transpose(first, [1, 0])).id]);
    expect(found.faults).toEqual([]);
    expect(opsOf(found).toSorted()).toEqual(['exp', 'matMul', 'matMul', 'transpose add mul']);
  });
  it('may be the update of the parameter whose gradient it is, in place once nobody reads the old one', () => {
    const found = autoencoder(0);
    expect(found.faults).toEqual([]);
    expect(found.placed.copies).toEqual([]);
    expect(opsOf(found).filter((ops) => ops.includes('sqrt')).map((ops) => ops.split(' ')[0]).toSorted()).toEqual(['matMul', 'matMul', 'sum', 'sum']);
  });
});

it.each(optimizerKinds)('%s is laid out without a fault', (kind) => {
  expect(autoencoder(0, usualSettings(kind)).faults).toEqual([]);
});

it('chains that do the same to all parameters are one, over memory that spans them', () => {
  const found = autoencoder(1);
  expect(found.faults).toEqual([]);
  const updates = found.lowered.dispatches.flat().filter(({ spans }) => spans.length > 0);
  expect(updates).toHaveLength(1);
  // Four tensors are read and three are written, each of four parameters.
  expect(updates[0]!.spans.map(({ members }) => members.length)).toEqual(new Array(7).fill(4));
  expect(found.shaders.at(-1)!.bindings.length).toBeLessThanOrEqual(3);
});
it('kernels that do not wait for each other share a dispatch', () => {
  const found = names(autoencoder(0));
  expect(found.some((kernels) => kernels.length > 2)).toBe(true);
  expect(found.length).toBeLessThanOrEqual(6);
});
it('numbers of the step and constants have a place where a kernel reads them from memory', () => {
  const b = new Builder();
  const rate = b.schedule('rate', (step) => step);
  const rows = b.concat([b.reshape(rate, [1, 1]), b.constant(3, [1, 1]), b.data('x', [2, 1])], 0);
  const found = layOut(b.finish(), [rows.id]);
  expect(found.faults).toEqual([]);
  expect(found.lowered.once).toHaveLength(1);
});
it('parameters may be exchanged, kept as they are, copied to another, and fetched as they were', () => {
  const b = new Builder();
  const [p, q, r] = ['p', 'q', 'r'].map((name) => weight(b, `n/${name}`, [100])) as [Tensor, Tensor, Tensor];
  const moved = b.mul(p, 2);
  b.updates.push({ parameter: 'n/p', value: q.id }, { parameter: 'n/q', value: p.id }, { parameter: 'n/r', value: moved.id });
  const found = layOut(b.finish(), [p.id, moved.id, moved.id, r.id]);
  expect(found.faults).toEqual([]);
  expect(found.plan.fetch).toHaveLength(4);
});
it('one by one, nothing shares a dispatch or a place', () => {
  const b = new Builder();
  const y = b.tanh(dense(b, b.data('x', [4, 3]), 'w', 5));
  const found = layOut(b.finish(), [y.id], { separate: true });
  expect(names(found)).toEqual([['matMul'], ['chain'], ['chain']]);
  expect(new Set([...found.placed.places.values()].map(({ memory, offset }) => `${[...found.placed.places.values()].findIndex((place) => place.memory === memory)} ${offset}`)).size).toBe(found.placed.places.size);
});
it('refuses a device that can bind too few buffers', () => {
  const b = new Builder();
  const y = b.matMul(b.data('x', [70, 70]), b.data('z', [70, 70]));
  expect(() => layOut(b.finish(), [y.id], { bindings: 2 })).toThrow(/^internal: a kernel binds more than 2 buffers/);
});
it('what depends on constants alone is computed from memory, since a compiler refuses log(0) where it sees it', () => {
  const b = new Builder();
  const y = b.log(b.constant(0));
  const found = layOut(b.finish(), [y.id]);
  expect(found.lowered.once.flat().map(({ name, reads }) => `${name} ${reads.length}`)).toEqual(['constant 0', 'chain 1']);
});
it('a constant beyond the largest float is read from memory, for it has no literal', () => {
  const b = new Builder();
  const y = b.mul(b.data('x', [4]), b.constant(1e39));
  expect(layOut(b.finish(), [y.id]).shaders.map(({ code }) => code).join()).not.toMatch(/Infinity/);
});
