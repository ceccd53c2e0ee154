/** The seeds and orders of an exported project, from the text that is written: none is that of another purpose or seed, nor a shift of one. */
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { helpers } from '../helpers';
import { randomSource } from './random';

interface Exported {
  streamSeed(seed: number, purpose: string): number;
  shuffled(items: number[], seed: number, purpose: string): number[];
  seedRandom(seed: number): void;
  nextSeed(purpose: 'weights' | 'noise'): number;
}
function load(): Exported {
  const { code } = transformSync([randomSource, helpers['seedRandom']!.text, helpers['nextSeed']!.text].join('\n'), { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  runInNewContext(code, { module, exports: module.exports });
  return module.exports as Exported;
}
const from = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const items = Array.from({ length: 40 }, (_, i) => i);

it(`draws no seed twice, in neighbouring runs or within one (SEED=${from})`, () => {
  const seeds = Array.from({ length: 60 }, (_, i) => {
    const run = load();
    run.seedRandom(from + i);
    return Array.from({ length: 300 }, (_, j) => run.nextSeed(j % 3 ? 'noise' : 'weights'));
  }).flat();
  expect(new Set(seeds).size).toBe(seeds.length);
  expect(seeds.every(Number.isSafeInteger)).toBe(true);
  for (let bit = 0; bit < 53; bit++) {
    const share = seeds.filter((seed) => Math.floor(seed / 2 ** bit) % 2 === 1).length / seeds.length;
    expect(Math.abs(share - 0.5), `bit ${bit}`).toBeLessThan(0.03);
  }
});

it('draws the same seeds again from the same seed, and weights that do not depend on how much noise was drawn', () => {
  const [a, b] = [load(), load()];
  for (const run of [a, b]) run.seedRandom(7);
  a.nextSeed('noise');
  expect([a.nextSeed('weights'), a.nextSeed('weights')]).toEqual([b.nextSeed('weights'), b.nextSeed('weights')]);
});

it(`shuffles each purpose in an order of its own (SEED=${from})`, () => {
  const { shuffled } = load();
  const purposes = ['split', 'order 0', 'order 1', 'order 10', 'split a', 'split b', 'order 0 a', 'order 0 b'];
  const orders = Array.from({ length: 40 }, (_, i) => purposes.map((purpose) => shuffled(items, from + i, purpose))).flat();
  for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(items);
  const fours = orders.flatMap((order) => order.slice(0, 37).map((_, i) => order.slice(i, i + 4).join()));
  // Four in a row of 40 come again by chance about 30 times; orders that are shifts of each other share them by the thousand.
  expect(fours.length - new Set(fours).size).toBeLessThan(120);
  const firsts = new Array<number>(40).fill(0);
  for (let i = 0; i < 8000; i++) firsts[shuffled(items, from + i, 'split')[0]!]!++;
  for (const count of firsts) expect(Math.abs(count - 200)).toBeLessThan(90);
});
