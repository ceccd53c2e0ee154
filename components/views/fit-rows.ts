/** How strips of pictures, each beside its slider, share the room: in one column or two, with cells as large as they can be. */
import { crispCell } from '@/components/pictures/fit-cells';
import type { Size } from './use-size';

/** The slider with its gap, in CSS pixels. */
const SLIDER = 142;
const COLUMN_GAP = 24;
const ROW_GAP = 6;
const CELL_GAP = 2;
const LEAST = 20;
const MOST = 120;
/** With smaller cells nobody sees what changes: the rows run down instead. */
const SMALL = 28;
const LARGE_BELOW = 64;

export interface FittedRows {
  /** Rows side by side. */
  readonly across: number;
  readonly cell: number;
}

/** `steps`: cells of a strip. `aspect`: height of a cell for a width of 1. `pixels`: of a picture, across; null for what is none. A height of 0: rows may run down as far as they like, with their sliders above. */
export function fitRows(rows: number, steps: number, aspect: number, pixels: number | null, { width, height }: Size): FittedRows {
  const wideIn = (across: number): number => {
    const own = (width - (across - 1) * COLUMN_GAP) / across - (height > 0 ? SLIDER : 0);
    return Math.floor((own + CELL_GAP) / steps - CELL_GAP);
  };
  const within = (across: number): number => Math.floor(Math.min(MOST, wideIn(across), ((height + ROW_GAP) / Math.ceil(rows / across) - ROW_GAP) / aspect));
  const fitting = (height > 0 ? (rows > 1 ? [1, 2] : [1]) : []).map((across) => ({ across, cell: within(across) })).toSorted((a, b) => b.cell - a.cell)[0];
  const best = fitting && fitting.cell >= SMALL ? fitting : { across: 1, cell: Math.min(LARGE_BELOW, wideIn(1)) };
  const cell = Math.max(LEAST, best.cell);
  const crisp = crispCell(cell, pixels);
  return { across: best.across, cell: crisp >= Math.max(LEAST, 0.85 * cell) ? crisp : cell };
}
