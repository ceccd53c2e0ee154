import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrange, type Card, type Link } from './arrange';

const card = (id: string, more: Partial<Card> = {}): Card => ({ id, width: 200, height: 120, ...more });
const links = (...texts: readonly string[]): readonly Link[] => texts.map((text) => ({ from: text.split('>')[0]!, to: text.split('>')[1]! }));
const spine = [card('data'), card('encoder'), card('code'), card('decoder'), card('loss', { hangs: true })];
const wires = links('data>encoder', 'encoder>code', 'code>decoder', 'decoder>loss', 'data>loss');

it('lays the way of the data in a row with gaps of 40, and the Loss under the Decoder', () => {
  const at = arrange(spine, wires);
  expect(['data', 'encoder', 'code', 'decoder'].map((id) => at[id])).toEqual([0, 240, 480, 720].map((x) => ({ x, y: 0 })));
  expect(at['loss']!.x).toBe(720);
  expect(at['loss']!.y).toBeGreaterThanOrEqual(160);
});
it('puts what changes the data under them, and an opponent with its prior under the code', () => {
  const at = arrange(
    [...spine, card('noise', { below: true }), card('prior'), card('judge', { hangs: true })],
    [...links('data>noise', 'noise>encoder'), ...wires.slice(1), ...links('prior>judge', 'code>judge')],
  );
  expect(at['noise']!.x).toBe(0);
  expect(at['noise']!.y).toBeGreaterThan(120);
  expect([at['encoder'], at['prior']!.x, at['judge']!.x]).toEqual([{ x: 240, y: 0 }, 240, 480]);
});
it('begins a way that leaves the data under them where that is less deep', () => {
  const machines = ['one', 'two', 'three', 'four'].map((id) => card(id, { hangs: true }));
  const at = arrange([...spine, ...machines], [...wires, ...links('data>one', 'one>two', 'two>three', 'three>four')]);
  expect(['one', 'two', 'three'].map((id) => at[id]!.x)).toEqual([0, 240, 480]);
});
it('keeps cards apart, whatever is wired to what', () => {
  const names = 'abcdefghij'.split('');
  const graphs = fc.record({
    cards: fc.array(fc.record({ width: fc.integer({ min: 100, max: 300 }), height: fc.integer({ min: 40, max: 400 }), hangs: fc.boolean(), below: fc.boolean() }), { minLength: 1, maxLength: names.length }),
    wires: fc.array(fc.tuple(fc.constantFrom(...names, 'gone'), fc.constantFrom(...names)), { maxLength: 24 }),
  });
  fc.assert(
    fc.property(graphs, ({ cards, wires: drawn }) => {
      const all = cards.map((one, index): Card => ({ id: names[index]!, ...one }));
      const places = arrange(all, drawn.map(([from, to]) => ({ from, to })));
      expect(Object.keys(places).toSorted()).toEqual(all.map(({ id }) => id));
      const boxes = all.map((one) => ({ ...one, ...places[one.id]! }));
      for (const a of boxes) {
        expect(a.x >= 0 && a.y >= 0).toBe(true);
        for (const b of boxes) if (a.id < b.id) expect(a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y, `${a.id} over ${b.id}`).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
