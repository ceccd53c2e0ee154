import { expect, it } from 'vitest';
import { Random } from '@/graph-engine/random/random';
import { placeCard } from './place-card';

const room = { left: 0, top: 0, width: 1280, height: 720 };
const card = { width: 300, height: 160 };

it('stands right of what it points at, else left, else below or above, else in the middle', () => {
  expect(placeCard({ left: 100, top: 200, width: 200, height: 100 }, card, room)).toEqual({ left: 314, top: 170 });
  expect(placeCard({ left: 900, top: 200, width: 200, height: 100 }, card, room)).toEqual({ left: 586, top: 170 });
  expect(placeCard({ left: 100, top: 600, width: 1100, height: 60 }, card, room).top).toBe(600 - 14 - 160);
  expect(placeCard({ left: 100, top: 20, width: 1100, height: 60 }, card, room).top).toBe(94);
  expect(placeCard(null, card, room)).toEqual({ left: 490, top: 280 });
});
it('stands where it covers least of what is better seen', () => {
  const target = { left: 100, top: 100, width: 200, height: 200 };
  const beside = { left: 330, top: 100, width: 200, height: 200 };
  expect(placeCard(target, card, room, [beside])).toEqual({ left: 50, top: 314 });
  // All alike: as if there were nothing.
  expect(placeCard(target, card, room, [{ left: 900, top: 0, width: 100, height: 100 }])).toEqual(placeCard(target, card, room));
});
it('leaves the panels at the sides alone', () => {
  expect(placeCard({ left: 700, top: 200, width: 200, height: 100 }, card, { left: 212, top: 44, width: 750, height: 676 }).left).toBe(386);
});
it('is always inside its room', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const random = new Random(seed);
  for (let i = 0; i < 200; i++) {
    const target = { left: random.uniform() * 2000 - 400, top: random.uniform() * 1200 - 300, width: random.uniform() * 900, height: random.uniform() * 700 };
    const { left, top } = placeCard(target, card, room);
    expect(left >= 12 && left + card.width <= room.width - 12 && top >= 12 && top + card.height <= room.height - 12, `seed ${seed}: ${JSON.stringify(target)}`).toBe(true);
  }
});
