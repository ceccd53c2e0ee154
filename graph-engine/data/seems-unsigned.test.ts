import { describe, expect, it } from 'vitest';
import type { MemoryTable, IntegerType } from './table';
import { Random } from '../random/counter';
import { asUnsigned } from './integers';
import { seemsUnsigned } from './seems-unsigned';

const SIDE = 24;
const COUNT = 40;
const random = new Random(3, 1);
const between = (low: number, high: number): number => Math.round(low + (high - low) * random.uniform());

type Pixel = (x: number, y: number, item: number) => number;
/** A signed file of what a program meant; numbers beyond half of the type wrap, as they do when they are written. */
function file(pixel: Pixel, { bits = 16, shape = [SIDE, SIDE, 1] }: { bits?: IntegerType['bits']; shape?: readonly number[] } = {}): MemoryTable {
  const whole = 2 ** bits;
  const size = SIDE * SIDE;
  const values = Float32Array.from({ length: COUNT * size }, (_, i) => {
    const [item, at] = [Math.floor(i / size), i % size];
    const value = Math.round(pixel(at % SIDE, Math.floor(at / SIDE), item));
    return value >= whole / 2 ? value - whole : value;
  });
  return { name: 'scans.idx', shape, range: 'real', count: COUNT, values, scale: 1, integers: { bits, signed: true }, labels: null, labelNames: null, factors: null };
}
const inside = (x: number, y: number, item: number): boolean => (x - 8 - (item % 7)) ** 2 + (y - 10) ** 2 < 20;
const distance = (x: number, y: number, item: number): number => Math.hypot(x - 8 - (item % 7), y - 10);
const smooth = (x: number, y: number, item: number): number => Math.exp(-(distance(x, y, item) ** 2) / 18);

describe('unsigned numbers in a signed file', () => {
  const unsigned: Readonly<Record<string, MemoryTable>> = {
    'bright figures that stay away from both ends of the signed type': file((x, y, item) => (inside(x, y, item) ? between(40_000, 60_000) : between(0, 900))),
    'figures of one brightness on noise': file((x, y, item) => (inside(x, y, item) ? 50_000 : between(0, 300))),
    'figures of one brightness on nothing': file((x, y, item) => (inside(x, y, item) ? 45_000 : 0)),
    'few small figures on a ground that is not quite dark': file((x, y, item) => (item === 5 && inside(x, y, item) ? between(50_000, 62_000) : between(900, 1200))),
    'grey grounds of many levels': file((x, y, item) => (inside(x, y, item) ? between(45_000, 60_000) : (x + y) * 420 + between(0, 200))),
    'figures that grow through the middle': file((x, y, item) => 60_000 * smooth(x, y, item)),
    'masks of nothing and everything': file((x, y, item) => (inside(x, y, item) ? 65_535 : 0)),
    'figures that are cut off at white': file((x, y, item) => Math.min(65_535, 90_000 * smooth(x, y, item) + between(0, 90))),
    'bytes': file((x, y, item) => (inside(x, y, item) ? between(150, 230) : between(0, 12)), { bits: 8 }),
    'words of 32 bits': file((x, y, item) => (inside(x, y, item) ? between(2.4e9, 3.9e9) : between(0, 9e6)), { bits: 32 }),
  };
  it.each(Object.entries(unsigned))('%s', (_, table) => {
    expect(seemsUnsigned(table)).toBe(true);
    expect(seemsUnsigned(asUnsigned(table))).toBe(false);
  });
});

describe('signed numbers', () => {
  const signed: Readonly<Record<string, MemoryTable>> = {
    'noise around zero': file(() => 3000 * random.normal()),
    'noise over the whole type': file(() => between(-32_768, 32_767)),
    'waves': file((x, y, item) => 20_000 * Math.sin(x / 3 + item) * Math.cos(y / 4)),
    'differences, with sharp figures of both signs': file((x, y, item) => (inside(x, y, item) ? (item % 2 ? 6000 : -6000) + between(-400, 400) : between(-9, 9))),
    'differences on nothing at all': file((x, y, item) => (inside(x, y, item) ? (item % 2 ? 6000 : -6000) + between(-400, 400) : 0)),
    'heights with depths': file((x, y, item) => 4000 * smooth(x, y, item) - 1500 + between(-20, 20)),
    'heights with a number for what was not measured': file((x, y, item) => (inside(x, y, item) ? -9999 : between(0, 3000))),
    'values with −1 for what is missing': file((x, y, item) => (inside(x, y, item) ? -1 : between(0, 3000))),
    'two sorts far from zero': file((x, y, item) => (inside(x, y, item) ? between(-13_000, -9000) : between(9000, 13_000))),
    'densities of a scan, from air to bone': file((x, y, item) => (distance(x, y, item) > 9 ? -1000 + between(-20, 20) : inside(x, y, item) ? between(300, 1500) : between(-120, 80))),
    'three steps': file((x) => Math.sign(x - 12)),
    'small numbers of a byte': file(() => Math.max(-128, Math.min(127, 30 * random.normal())), { bits: 8 }),
    'nothing below zero': file((x, y, item) => 30_000 * smooth(x, y, item)),
  };
  it.each(Object.entries(signed))('%s', (_, table) => expect(seemsUnsigned(table)).toBe(false));
  it('in the columns of a table, each with a zero of its own', () => {
    expect(seemsUnsigned(file((x) => (x % 2 ? between(-9000, -7000) : between(0, 40)), { shape: [SIDE * SIDE] }))).toBe(false);
  });
});
