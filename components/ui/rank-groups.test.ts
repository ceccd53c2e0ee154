import { expect, test } from 'vitest';
import { layers } from '@/graph-engine/layers/registry';
import { rankGroups } from './rank-groups';

const groups = [
  { title: 'Core', entries: [{ value: 'Dense', keywords: ['A weighted sum.'] }, { value: 'Residual', keywords: ['Two Conv2D, added to their input.'] }] },
  { title: 'Convolution', entries: [{ value: 'ConvTranspose2D' }, { value: 'Conv2D', keywords: ['A small filter.'] }] },
  { title: 'Empty', entries: [] },
];
const order = (search: string): string[] => rankGroups(groups, search).map(({ title, entries }) => `${title}: ${entries.map(({ value }) => value).join(', ')}`);

test('the group of the best entry comes first, and its best entry first in it', () => {
  expect(order('conv2d')).toEqual(['Convolution: Conv2D, ConvTranspose2D', 'Core: Residual']);
  expect(order('weighted')).toEqual(['Core: Dense']);
  expect(order('nothing like it')).toEqual([]);
});
test('without a search everything stays where it is', () => {
  expect(order(' ')).toEqual(['Core: Dense, Residual', 'Convolution: ConvTranspose2D, Conv2D']);
});
test('the title of every layer finds that layer', () => {
  const all = Object.values(layers).map(({ title, help, category }) => ({ title: category, entries: [{ value: title, keywords: [help] }] }));
  for (const { title } of Object.values(layers)) expect(rankGroups(all, title)[0]!.entries[0]!.value).toBe(title);
});
test('what is found by its meaning is not found by letters of its name', () => {
  const meant = [{ title: 'Add', entries: [{ value: 'add bottleneck', meaning: { title: 'Bottleneck', words: ['vae'], help: 'Makes the code.' } }] }, ...groups];
  const titles = (search: string): string[] => rankGroups(meant, search).map(({ title }) => title);
  expect(titles('VAE')[0]).toBe('Add');
  expect(titles('btlnck')).toEqual([]);
});
