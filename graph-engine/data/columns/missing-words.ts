/** What programs write where nothing was measured, in lower case; beside them an empty cell. */
import type { Cell } from '../formats/definition';

export const missingWords: ReadonlySet<string> = new Set(['na', 'n/a', '#n/a', 'nan', 'null', 'none', 'nil', '-', '?', 'missing', '<na>']);

export const isMissing = (cell: Cell): boolean =>
  cell === null || (typeof cell === 'number' ? Number.isNaN(cell) : typeof cell === 'string' && (cell.trim() === '' || missingWords.has(cell.trim().toLowerCase())));

/** How a cell is called where it is a name; a missing one is the empty text. */
export const textOf = (cell: Cell): string => (isMissing(cell) ? '' : cell instanceof Date ? cell.toISOString() : String(cell).trim());
