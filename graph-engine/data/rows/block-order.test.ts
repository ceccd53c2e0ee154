import { expect, it } from 'vitest';
import { Random } from '../../random/counter';
import { POOL } from './blocks';
import { blockOrder } from './block-order';

const SEED = Number(process.env['HOURGLASS_SEED'] ?? 20_261_127);

it(`takes every row once, a pool of blocks after the other, in another order for another seed; seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let round = 0; round < 40; round++) {
    const [count, blockRows] = [1 + random.integer(5000), 1 + random.integer(40)];
    const sorted = Uint32Array.from({ length: count }, (_, i) => i).filter(() => random.chance(0.8));
    const make = (seed: number) => blockOrder(sorted, blockRows, new Random(seed, round));
    const { items, pools } = make(SEED);
    expect(items.toSorted()).toEqual(sorted);
    expect(make(SEED)).toEqual({ items, pools });
    if (sorted.length > 50) expect(make(SEED + 1).items).not.toEqual(items);
    pools.forEach(({ from, blocks }, i) => {
      const members = new Set([...items.subarray(from, pools[i + 1]?.from)].map((item) => Math.floor(item / blockRows)));
      expect([...members].toSorted((a, b) => a - b)).toEqual(blocks.toSorted((a, b) => a - b));
      expect(blocks.length).toBeLessThanOrEqual(POOL);
    });
    expect(new Set(pools.flatMap(({ blocks }) => blocks)).size).toBe(pools.reduce((sum, { blocks }) => sum + blocks.length, 0));
  }
});
it('mixes the rows of a pool, not blocks alone', () => {
  const sorted = Uint32Array.from({ length: 10_000 }, (_, i) => i);
  const { items } = blockOrder(sorted, 100, new Random(SEED));
  const neighbours = items.subarray(1).reduce((sum, item, i) => sum + Number(Math.floor(item / 100) === Math.floor(items[i]! / 100)), 0);
  // Of 32 blocks that are mixed, one row in 32 is followed by one of its own block.
  expect(neighbours / items.length).toBeLessThan(0.06);
});
