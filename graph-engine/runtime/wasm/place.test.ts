import { expect, it } from 'vitest';
import { Random } from '../../random/random';
import { ALIGN, aligned } from './arena';
import { place, type Lifetime } from './place';

const SEED = 20_261_123;

it(`never lets two values that live at the same time overlap, seed ${SEED}`, () => {
  const random = new Random(SEED, 1);
  for (let round = 0; round < 200; round++) {
    const lifetimes = Array.from({ length: 1 + random.integer(40) }, (): Lifetime => {
      const first = random.integer(50);
      return { bytes: random.integer(4000), first, last: first + random.integer(12) };
    });
    const { offsets, bytes } = place(lifetimes);
    lifetimes.forEach((a, i) => {
      expect(offsets[i]! % ALIGN).toBe(0);
      expect(offsets[i]! + aligned(a.bytes)).toBeLessThanOrEqual(bytes);
      lifetimes.slice(0, i).forEach((b, j) => {
        if (a.first > b.last || b.first > a.last) return;
        expect(offsets[i]! + aligned(a.bytes) <= offsets[j]! || offsets[j]! + aligned(b.bytes) <= offsets[i]!, `round ${round}, ${i} and ${j}`).toBe(true);
      });
    });
  }
});
it('gives the room of a value that is not needed any more to the next', () => {
  const chain = Array.from({ length: 10 }, (_, i): Lifetime => ({ bytes: 640, first: i, last: i + 1 }));
  expect(place(chain).bytes).toBe(2 * 640);
});
