/** How large the cells of a grid of pictures can be in the room that there is. */

export interface Room {
  readonly width: number;
  readonly height: number;
}
export interface CellBounds {
  readonly gap: number;
  /** Widths of a cell, in CSS pixels. */
  readonly least: number;
  readonly most: number;
  /** Height of a cell for a width of 1. */
  readonly aspect?: number;
  /** Pixels that a picture has across, of which whole multiples are crisp; null for what is no picture. */
  readonly pixels?: number | null;
}
export interface FittedCells {
  readonly columns: number;
  readonly cell: number;
}
/** A smaller cell is taken for being crisp down to this share of what would fit. */
const WORTH = 0.8;

/** The largest cells of which `count` fit; where not even the least do, the grid has more rows than there is room for. */
export function fitCells(count: number, { width, height }: Room, { gap, least, most, aspect = 1, pixels = null }: CellBounds): FittedCells {
  const columnsOf = (cell: number): number => Math.max(1, Math.min(count, Math.floor((width + gap) / (cell + gap))));
  const fits = (cell: number): boolean => cell <= width && Math.ceil(count / columnsOf(cell)) * (cell * aspect + gap) - gap <= height;
  let cell = Math.max(1, Math.floor(most));
  while (cell > least && !fits(cell)) cell--;
  const crisp = crispCell(cell, pixels);
  const chosen = crisp >= Math.max(least, WORTH * cell) ? crisp : cell;
  return { columns: columnsOf(chosen), cell: chosen };
}

/** The greatest width up to `cell` at which every pixel of a picture is as large as the others on this screen. */
export function crispCell(cell: number, pixels: number | null, ratio = globalThis.devicePixelRatio || 1): number {
  if (!pixels) return cell;
  const times = Math.floor((cell * ratio) / pixels);
  return times === 0 ? cell : (times * pixels) / ratio;
}
