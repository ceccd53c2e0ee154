/** Derivatives of parts of a value: they are what central differences say, twice, and parts side by side are put together instead of padded. */
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientFaults, sample, useCpu } from '../testing/run-program';
import { derive } from './backward';
import { Builder, type Tensor } from './builder';
import { verify } from './verify';

const shape = [3, 6, 4];
interface Case {
  readonly name: string;
  /** Where parts begin, and their sizes. */
  readonly parts: readonly (readonly [begin: readonly number[], size: readonly number[]])[];
  /** Whether the value is read as a whole, too. */
  readonly whole?: true;
  /** Operations of the derivative that move numbers to their places. */
  readonly pads: number;
  readonly concats: number;
}
const along = (from: number, length: number): readonly [readonly number[], readonly number[]] => [[0, from, 0], [3, length, 4]];
const cases: readonly Case[] = [
  { name: 'one part', parts: [along(1, 2)], pads: 1, concats: 0 },
  { name: 'all of it in parts, not in their order', parts: [along(4, 2), along(0, 1), along(1, 3)], pads: 0, concats: 1 },
  { name: 'parts with gaps before, between and behind', parts: [along(1, 1), along(4, 1)], pads: 0, concats: 1 },
  { name: 'parts that overlap', parts: [along(0, 4), along(2, 4), along(4, 1)], pads: 1, concats: 1 },
  { name: 'parts along two axes', parts: [along(0, 3), along(3, 3), [[0, 0, 1], [3, 6, 1]], [[0, 0, 2], [3, 6, 2]]], pads: 0, concats: 2 },
  { name: 'parts of several axes at once', parts: [[[0, 0, 0], [3, 3, 2]], [[1, 3, 2], [2, 3, 2]]], pads: 2, concats: 0 },
  { name: 'parts beside the whole', parts: [along(0, 2), along(2, 4)], whole: true, pads: 0, concats: 1 },
  { name: 'the whole as a part', parts: [along(0, 6), along(2, 1)], pads: 1, concats: 0 },
];

function written({ parts, whole }: Case): { b: Builder; x: Tensor; y: Tensor } {
  const b = new Builder();
  const x = b.data('x', shape);
  // Each of another function, so that none is written once for two.
  const terms = parts.map(([begin, size], i) => b.sum(b.square(b.add(b.mul(b.tanh(b.slice(b.square(x), begin, size)), i + 1), 0.3))));
  return { b, x, y: [...terms, ...(whole ? [b.sum(b.exp(b.square(x)))] : [])].reduce((sum, term) => b.add(sum, term)) };
}

beforeAll(useCpu);

describe.each(cases)('$name', (one) => {
  it('has the derivative that differences measure, and so has that one', () => {
    const { b, x, y } = written(one);
    const given = { [x.id]: sample(72, 1) };
    expect(gradientFaults(b, y, [x], given)).toEqual([]);
    const [slope] = derive(b, y, [x]);
    expect(gradientFaults(b, b.mul(b.square(slope!), 0.5), [x], given)).toEqual([]);
    verify(b.finish());
  });
  it('moves no more than it must', () => {
    const { b, x, y } = written(one);
    derive(b, y, [x]);
    const counted = (kind: string): number => b.ops.filter((op) => op.kind === kind).length;
    expect([counted('pad'), counted('concat')]).toEqual([one.pads, one.concats]);
  });
});

it('says of what joins parts that it belongs to the node that took them', () => {
  const b = new Builder();
  const x = b.data('x', shape);
  b.origin = { node: 'before' };
  const y = b.tanh(x);
  b.origin = { node: 'taking' };
  const loss = b.add(b.sum(b.exp(b.slice(y, ...along(0, 2)))), b.sum(b.square(b.slice(y, ...along(2, 4)))));
  derive(b, loss, [x]);
  expect(b.ops.find(({ kind }) => kind === 'concat')!.origin).toEqual({ node: 'taking' });
  expect(b.ops.at(-1)!.origin).toEqual({ node: 'before' });
});
