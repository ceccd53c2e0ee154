/** How small multiples share a pane: as many columns as leave each chart legible, so that charts are as large as they can be, and the rows as high as there is room. */
import type { Size } from '../use-size';

const LEAST_WIDTH = 200;
/** Its name, a line of legend and the axis take half of it. */
const LEAST_HEIGHT = 150;
const GAP = 12;
/** Width of a chart that is as good as its height. */
const WIDE = 1.7;

/** Columns, and the height of a row in CSS pixels; the pane scrolls where the least heights do not fit. */
export function gridFor(count: number, { width, height }: Size): { readonly columns: number; readonly height: number } {
  const options = Array.from({ length: Math.max(1, count) }, (_, i) => {
    const rows = i + 1;
    const columns = Math.max(1, Math.ceil(count / rows));
    return { columns, across: (width + GAP) / columns - GAP, height: Math.max(LEAST_HEIGHT, Math.floor((height - (rows - 1) * GAP) / rows)), room: (height - (rows - 1) * GAP) / rows };
  });
  const legible = options.filter(({ across }) => across >= LEAST_WIDTH);
  const best = legible.toSorted((a, b) => Math.min(b.across, WIDE * b.room) - Math.min(a.across, WIDE * a.room))[0] ?? options.at(-1)!;
  return { columns: best.columns, height: best.height };
}
