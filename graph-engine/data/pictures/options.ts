/** How pictures become items of a table. */
export interface PictureOptions {
  /** `as-they-are`, which is the default: grey stays grey where all are, else all are in colour. */
  readonly colour?: 'grey' | 'colour' | 'as-they-are';
  /** Of an item, in pixels; of one alone the other follows from the usual shape of the pictures. Neither: the size that they have, or their median one. */
  readonly width?: number;
  readonly height?: number;
  /** Where the shape is another: cut what stands over (the default), pull, or put black around. */
  readonly fit?: Fit;
  /** Each file is a sheet of pictures of this size, row by row; `columns` of them where the sheet is wider. */
  readonly tile?: { readonly width: number; readonly height: number; readonly columns?: number };
  /** Each row of pixels is a picture of this size, channels last, as the sheets of CIFAR-10 have it. */
  readonly rows?: { readonly height: number; readonly width: number };
  /** Square pieces from random places, in place of whole pictures. */
  readonly patches?: { readonly size: number; readonly perPicture: number; readonly seed: number };
}
export type Fit = 'crop' | 'stretch' | 'pad';

/** Sides in pixels and counts are whole and positive. @returns what is wrong, or null */
export function optionsFault({ width, height, tile, rows, patches }: PictureOptions): string | null {
  const numbers = { width, height, 'tile.width': tile?.width, 'tile.height': tile?.height, 'tile.columns': tile?.columns, 'rows.width': rows?.width, 'rows.height': rows?.height, 'patches.size': patches?.size, 'patches.perPicture': patches?.perPicture };
  for (const [name, value] of Object.entries(numbers)) if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= 65_536)) return `Expected a whole number from 1 to 65,536 for ${name}, and found ${value}.`;
  if (tile && rows) return 'Expected tiles or rows of pixels, and found both: choose one of them.';
  return null;
}
