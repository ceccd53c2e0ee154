/** How items share the room when each stands in a column, input above output: how many columns, in how many bands below each other, and how large a cell is. */
import type { Size } from './use-size';

export const CELL_GAP = 4;
const LEAST = 36;
const FEWEST = 3;
/** Room for more than a few is used for larger pictures of as many. */
const ENOUGH = 10;
const LARGEST = 180;

export interface BandsAsked {
  /** Cells of a column. */
  readonly rows: number;
  readonly count: number;
  /** A cell is no larger while only a few items fit. */
  readonly most: number;
  /** Width of the names beside the rows, and heights in CSS pixels: of what stands below the cells of a band, and of what comes after the last. */
  readonly names: number;
  readonly below: number;
  readonly after: number;
}
export interface FittedBands {
  readonly cell: number;
  readonly columns: number;
  readonly bands: number;
}

export function fitBands({ rows, count, most, names, below, after }: BandsAsked, { width, height }: Size): FittedBands {
  const columnsOf = (cell: number): number => Math.max(FEWEST, Math.min(count, Math.floor((width - names + CELL_GAP) / (cell + CELL_GAP))));
  const widest = (columns: number): number => Math.floor((width - names + CELL_GAP) / columns) - CELL_GAP;
  const highest = (bands: number): number => Math.floor(((height - after) / bands - below) / rows - CELL_GAP);
  const usual = (): FittedBands => {
    const cell = Math.max(LEAST, Math.min(most, highest(1), widest(FEWEST)));
    const columns = columnsOf(cell);
    const bands = Math.max(1, Math.min(Math.ceil(count / columns), Math.floor((height - after) / (rows * (cell + CELL_GAP) + below))));
    return { cell, columns, bands };
  };
  const larger = [1, 2, 3, 4].flatMap((bands): FittedBands[] => {
    const cell = Math.min(LARGEST, highest(bands), widest(Math.ceil(Math.min(count, ENOUGH) / bands)));
    const columns = columnsOf(cell);
    return cell > most ? [{ cell, columns, bands: Math.min(bands, Math.ceil(count / columns)) }] : [];
  });
  return larger.toSorted((a, b) => b.cell - a.cell || b.columns * b.bands - a.columns * a.bands)[0] ?? usual();
}
