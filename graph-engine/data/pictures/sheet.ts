/** Sheets of pictures: tiles side by side, or one picture in each row of pixels. */
import { DataError } from '../data-error';
import type { Picture } from '../formats/definition';
import type { PictureSize } from '../formats/picture-limits';
import { crop } from './crop';
import type { PictureOptions } from './options';

type Tile = NonNullable<PictureOptions['tile']>;
type Rows = NonNullable<PictureOptions['rows']>;

/** How many tiles lie side by side and one below another, and the pixels that are left over. @throws DataError where not one fits */
export function tilesOf(name: string, { width, height }: PictureSize, tile: Tile): { readonly across: number; readonly down: number; readonly right: number; readonly below: number } {
  const fitting = Math.floor(width / tile.width);
  const across = Math.min(fitting, tile.columns ?? fitting);
  const down = Math.floor(height / tile.height);
  if (across < 1 || down < 1) throw new DataError(`${name}: expected a sheet with tiles of ${tile.width} × ${tile.height} pixels, and found ${width} × ${height}. Choose a smaller tile.`);
  return { across, down, right: width - across * tile.width, below: height - down * tile.height };
}

/** Row by row. */
export function* tilesIn(name: string, sheet: Picture, tile: Tile): Generator<Picture, void> {
  const { across, down } = tilesOf(name, sheet, tile);
  for (let row = 0; row < down; row++) for (let column = 0; column < across; column++) yield crop(sheet, column * tile.width, row * tile.height, tile.width, tile.height);
}

/** @throws DataError where a row of pixels is no picture of that size */
export function* rowsOf(name: string, sheet: Picture, { width, height }: Rows): Generator<Picture, void> {
  const { channels, pixels } = sheet;
  if (sheet.width !== width * height) throw new DataError(`${name}: expected rows of ${width * height} pixels for pictures of ${width} × ${height}, and found ${sheet.width}. Choose another size.`);
  const size = sheet.width * channels;
  for (let row = 0; row < sheet.height; row++) yield { width, height, channels, pixels: pixels.subarray(row * size, (row + 1) * size) };
}
