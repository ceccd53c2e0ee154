/** Whether a single picture may be a sheet of many: only suggested, the user says what is so. */
import type { DataNote } from '../table';
import type { PictureSize } from '../formats/picture-limits';

/** Larger pictures are seldom learnt whole. */
const LARGE = 256;
const FEWEST = 4;
const usual = [28, 32, 64, 16, 48, 96, 128, 20, 24, 40, 50, 100, 8] as const;
const SHOWN = 4;

/** Sides of square tiles that a picture is made of, the most usual first. */
export const tileSides = ({ width, height }: PictureSize): readonly number[] => usual.filter((side) => width % side === 0 && height % side === 0 && (width / side) * (height / side) >= FEWEST);

/** The side of the square pictures that rows of pixels may be. */
export function rowSide({ width, height }: PictureSize): number | null {
  const side = Math.sqrt(width);
  return side >= 8 && height > side && (usual as readonly number[]).includes(side) ? side : null;
}

export function sheetNotes(name: string, size: PictureSize): readonly DataNote[] {
  const { width, height } = size;
  if (Math.max(width, height) < LARGE) return [];
  const tiles = tileSides(size).slice(0, SHOWN).map((side) => `${side} × ${side} (${((width / side) * (height / side)).toLocaleString('en')} pictures)`);
  const side = rowSide(size);
  const ways = [...(tiles.length > 0 ? [`tiles of ${tiles.join(', ')} would divide it`] : []), ...(side ? [`or each row of pixels may be a picture of ${side} × ${side}`] : [])];
  const told = ways.length > 0 ? ` ${ways.join(', ').replace(/^or e/, 'e').replace(/^./, (first) => first.toUpperCase())}.` : '';
  return [{ text: `${name}: one picture of ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels is one item. If it is a sheet of many, say the size of a tile.${told}` }];
}
