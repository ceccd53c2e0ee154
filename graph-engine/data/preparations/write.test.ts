/** A preparation as operations of a program gives what it gives when it is applied, and taken back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Builder } from '../../program/builder';
import { Random } from '../../random/counter';
import { runProgram, useCpu } from '../../testing/run-program';
import type { MemoryTable } from '../table';
import { preparationKinds, preparations } from './registry';

const [COUNT, SHAPE] = [30, [2, 3]] as const;
const SIZE = 6;
const random = new Random(3, 8);
const values = Float32Array.from({ length: COUNT * SIZE }, () => 20 * random.normal() + 3);
const table: MemoryTable = { name: 't', shape: SHAPE, range: 'real', count: COUNT, values, scale: 1, labels: null, labelNames: null, factors: null };

beforeAll(useCpu);

describe.each(preparationKinds)('%s', (kind) => {
  const preparation = preparations[kind];
  const fitted = preparation.fit(table, { training: Uint32Array.from({ length: 20 }, (_, i) => i), limits: 'found' });
  it.each([['write', 'apply', values], ['restore', 'undo', values.map((x) => x / 25)]] as const)('%s does what %s does', (written, done, numbers) => {
    const b = new Builder();
    const x = b.data('x', [COUNT, ...SHAPE]);
    const tensors = Object.fromEntries(Object.entries(fitted).map(([name, { shape }]) => [name, b.data(name, shape)]));
    const y = preparation[written](b, x, tensors);
    const given = Object.fromEntries(Object.entries(fitted).map(([name, { data }]) => [tensors[name]!.id, data]));
    const wanted = numbers.slice();
    preparation[done](fitted, wanted);
    expect(y.shape).toEqual(x.shape);
    runProgram(b, { [x.id]: numbers, ...given }, [y.id])[0]!.forEach((found, i) => expect(Math.abs(found - wanted[i]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted[i]!))));
  });
});
