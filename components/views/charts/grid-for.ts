/** How small multiples share a pane: as many columns as leave each chart legible, the rows as high as there is room. */
import type { Size } from '../use-size';

const LEAST_WIDTH = 250;
const LEAST_HEIGHT = 170;
const GAP = 12;

/** Columns, and the height of a row in CSS pixels; the pane scrolls where the least heights do not fit. */
export function gridFor(count: number, { width, height }: Size): { readonly columns: number; readonly height: number } {
  const most = Math.max(1, Math.min(count, Math.floor((width + GAP) / (LEAST_WIDTH + GAP))));
  const rows = Math.max(1, Math.ceil(count / most));
  // Even rows: four charts where three fit stand two by two.
  const columns = Math.max(1, Math.ceil(count / rows));
  return { columns, height: Math.max(LEAST_HEIGHT, Math.floor((height - (rows - 1) * GAP) / rows)) };
}
