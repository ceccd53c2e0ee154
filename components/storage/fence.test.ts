import { expect, test } from 'vitest';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { fenceOf, fenceReading, passFence } from './fence';

function store() {
  const kept = new Map<string, unknown>();
  const name = (key: readonly string[]): string => key.join(' ');
  return { kept, get: async (key: [string, string]) => kept.get(name(key)), put: async (value: number, key: [string, string]) => void kept.set(name(key), value) };
}

test('greater numbers pass and stand from then on, equal ones pass, smaller ones do not, and who has none is not asked', async () => {
  const one = store();
  await passFence(one, 'doc', 5);
  await passFence(one, 'doc', 5);
  await passFence(one, 'doc', 9);
  await expect(passFence(one, 'doc', 5)).rejects.toThrow(SupersededError);
  await passFence(one, 'other', 1);
  await passFence(one, 'doc', undefined);
  await passFence(one, 'doc', null);
  expect([...one.kept]).toEqual([[fenceOf('doc').join(' '), 9], [fenceOf('other').join(' '), 1]]);
});

test('who reads may read also on a full disk, and when overtaken; what is a fault of ours is thrown', async () => {
  await fenceReading(Promise.reject(new DOMException('', 'QuotaExceededError')));
  await fenceReading(Promise.reject(new SupersededError('overtaken')));
  await expect(fenceReading(Promise.reject(new Error('internal: broken')))).rejects.toThrow('internal: broken');
});
