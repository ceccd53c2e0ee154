/** A CSV file of numbers of any size, the same each time: columns that depend on four hidden ones in bends, so that there is something to learn. */
import { closeSync, openSync, writeSync } from 'node:fs';

const HIDDEN = 4;
/** Different rows; after them they come again, with another first column. */
const DIFFERENT = 5000;

/** @returns the rows below the header */
export function writeLargeCsv(path: string, bytes: number, columns: number): number {
  const file = openSync(path, 'w');
  try {
    let written = writeSync(file, `${Array.from({ length: columns }, (_, place) => `c${place}`).join(',')}\n`);
    let state = 1;
    const uniform = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const tails = Array.from({ length: DIFFERENT }, () => {
      const hidden = Array.from({ length: HIDDEN }, () => 4 * uniform() - 2);
      return `${Array.from({ length: columns - 1 }, (_, place) => (100 * Math.sin(hidden[place % HIDDEN]! * (1 + place / 9) + hidden[(place + 1) % HIDDEN]!) + uniform()).toFixed(4)).join(',')}\n`;
    });
    let rows = 0;
    while (written < bytes) {
      const some: string[] = [];
      for (const tail of tails) some.push(`${(uniform() * 1000).toFixed(3)},${tail}`);
      written += writeSync(file, some.join(''));
      rows += tails.length;
    }
    return rows;
  } finally {
    closeSync(file);
  }
}
