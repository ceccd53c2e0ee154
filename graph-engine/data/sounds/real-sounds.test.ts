/** Published recordings, where they lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ByteSource } from '../formats/definition';
import { soundsTable } from './to-table';

const folder = new URL('../../../../shared/data/fsdd/recordings/', import.meta.url).pathname;
const there = existsSync(folder);
if (!there) console.log('skipped: no data at ../shared/data/fsdd');

/** Every tenth, so that the test is quick. */
const files = (): ByteSource[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('0.wav'))
    .map((name): ByteSource => {
      const bytes = new Uint8Array(readFileSync(folder + name));
      return { name, size: bytes.length, slice: (from, to) => Promise.resolve(bytes.subarray(from, to)) };
    });

it.skipIf(!there)('Free Spoken Digits become frames with digits and speakers, and digits are told apart by them', async () => {
  const { table } = await soundsTable(files(), { pattern: '{digit}_{speaker}_{take}' });
  const { count, labels, labelNames, beside, lengths, sound, values } = table;
  expect({ count, labelNames, shape: table.shape.map((side, i) => (i === 1 ? 'frames' : side)) }).toEqual({ count: 200, labelNames: [...'0123456789'], shape: [40, 'frames', 1] });
  expect(beside!.map(({ name, kind, names }) => ({ name, kind, names }))).toEqual([
    { name: 'file', kind: 'text', names: undefined },
    { name: 'speaker', kind: 'group', names: ['george', 'jackson', 'lucas', 'nicolas'] },
    { name: 'take', kind: 'text', names: undefined },
  ]);
  expect(sound!.settings).toMatchObject({ rate: 8000, bands: 40 });
  expect(lengths!.every((length) => length > 5 && length <= table.shape[1]!)).toBe(true);
  // Of the same speaker, the nearest other recording says the same digit more often than not, where one in ten would by chance.
  const size = values.length / count;
  const distance = (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (values[a * size + i]! - values[b * size + i]!) ** 2;
    return sum;
  };
  const speakers = beside![1]!.values as Uint8Array;
  let right = 0;
  for (let item = 0; item < count; item++) {
    const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== item && speakers[other] === speakers[item]);
    const nearest = others.reduce((best, other) => (distance(item, other) < distance(item, best) ? other : best));
    if (labels![nearest] === labels![item]) right++;
  }
  expect(right / count).toBeGreaterThan(0.6);
});
