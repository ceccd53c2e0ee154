import { describe, expect, it } from 'vitest';
import type { Picture } from '../formats/definition';
import { patchesOf } from './patches';
import { rowsOf, tilesIn, tilesOf } from './sheet';
import { rowSide, sheetNotes, tileSides } from './sheet-guess';

const sheet: Picture = { width: 5, height: 4, channels: 1, pixels: Uint8Array.from({ length: 20 }, (_, i) => i) };
const tiles = (tile: { width: number; height: number; columns?: number }) => [...tilesIn('a', sheet, tile)].map(({ pixels }) => [...pixels]);

describe('sheets', () => {
  it('are cut row by row, with what is left over told', () => {
    expect(tiles({ width: 2, height: 2 })).toEqual([[0, 1, 5, 6], [2, 3, 7, 8], [10, 11, 15, 16], [12, 13, 17, 18]]);
    expect(tiles({ width: 2, height: 3, columns: 1 })).toEqual([[0, 1, 5, 6, 10, 11]]);
    expect(tilesOf('a', sheet, { width: 2, height: 3 })).toEqual({ across: 2, down: 1, right: 1, below: 1 });
    expect(() => tilesOf('a', sheet, { width: 6, height: 1 })).toThrow('a: expected a sheet with tiles of 6 × 1 pixels, and found 5 × 4. Choose a smaller tile.');
  });

  it('have a picture in each row of pixels, where that is asked', () => {
    const colour: Picture = { width: 6, height: 2, channels: 3, pixels: Uint8Array.from({ length: 36 }, (_, i) => i) };
    const rows = [...rowsOf('a', colour, { width: 3, height: 2 })];
    expect(rows.map(({ width, height, channels, pixels }) => [width, height, channels, pixels[0], pixels.length])).toEqual([[3, 2, 3, 0, 18], [3, 2, 3, 18, 18]]);
    expect(() => [...rowsOf('a', colour, { width: 4, height: 2 })]).toThrow('a: expected rows of 8 pixels for pictures of 4 × 2, and found 6.');
  });

  it('are suggested where a size divides them', () => {
    expect(tileSides({ width: 280, height: 560 })).toEqual([28, 20, 40, 8]);
    expect(rowSide({ width: 1024, height: 1000 })).toBe(32);
    expect(rowSide({ width: 1000, height: 1000 })).toBeNull();
    expect(sheetNotes('a.png', { width: 280, height: 280 })[0]!.text).toBe('a.png: one picture of 280 × 280 pixels is one item. If it is a sheet of many, say the size of a tile. Tiles of 28 × 28 (100 pictures), 20 × 20 (196 pictures), 40 × 40 (49 pictures), 8 × 8 (1,225 pictures) would divide it.');
    expect(sheetNotes('a.png', { width: 784, height: 997 })[0]!.text).toContain('Each row of pixels may be a picture of 28 × 28.');
    expect(sheetNotes('a.png', { width: 257, height: 263 })[0]!.text).toMatch(/say the size of a tile\.$/);
    expect(sheetNotes('a.png', { width: 64, height: 64 })).toEqual([]);
  });
});

describe('patches', () => {
  it('are the same for the same seed and picture, lie in it, and differ else', () => {
    const take = (seed: number, number = 0) => [...patchesOf(sheet, number, { size: 2, perPicture: 30, seed })].map(({ pixels }) => [...pixels].join());
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
    expect(take(1)).not.toEqual(take(1, 1));
    const all = new Set(take(1).concat(take(2)));
    expect([...all].every((patch) => tilesAtAnyPlace.has(patch))).toBe(true);
    expect(all.size).toBe(tilesAtAnyPlace.size);
    expect([...patchesOf(sheet, 0, { size: 5, perPicture: 1, seed: 1 })]).toEqual([]);
  });
  const tilesAtAnyPlace = new Set([0, 1, 2].flatMap((y) => [0, 1, 2, 3].map((x) => [0, 1, 5, 6].map((from) => from + 5 * y + x).join())));
});
