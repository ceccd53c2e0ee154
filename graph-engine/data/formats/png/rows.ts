/** Unpacks the rows of a PNG picture one after another and undoes their filters: no more is held than two rows and a piece of what is packed. */
import { Unzlib } from 'fflate';
import { DataError } from '../../data-error';
import { broken } from '../picture-limits';
import { PNG, type PngHeader } from './chunks';

/** Deflate makes at most 1032 bytes of one, so that this much unpacks to 17 MB at most. */
const STEP = 16_384;
/** Where the seven passes of an interlaced picture begin, and how far their pixels lie apart. */
const passes = [
  [0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2],
] as const;

export interface PngRow {
  /** Samples as they are packed, big-endian. Changes with the next row. */
  readonly bytes: Uint8Array;
  readonly y: number;
  /** Its pixels lie at `x`, `x + step`, … */
  readonly x: number;
  readonly step: number;
  readonly count: number;
}

/** Calls `take` for each row. @throws DataError where rows are missing or packed wrongly */
export function eachRow(header: PngHeader, data: readonly Uint8Array[], name: string, take: (row: PngRow) => void): void {
  const { width, height, depth, samples, interlaced } = header;
  const plan = (interlaced ? passes : [[0, 0, 1, 1] as const])
    .map(([x, y, step, down]) => ({ x, y, step, down, count: Math.ceil((width - x) / step), rows: Math.ceil((height - y) / down) }))
    .filter(({ count, rows }) => count > 0 && rows > 0);
  const distance = Math.max(1, (depth * samples) / 8);
  let pass = 0;
  let row = 0;
  let filled = 0;
  const rowBytes = (count: number): number => Math.ceil((count * depth * samples) / 8);
  let current = new Uint8Array(1 + rowBytes(plan[0]!.count));
  let before = new Uint8Array(current.length);

  const finishRow = (): void => {
    const { x, y, step, down, count, rows } = plan[pass]!;
    if (!unfilter(current, before, distance)) throw broken(name, PNG, `a row has the unknown filter ${current[0]}`);
    take({ bytes: current.subarray(1), x, y: y + row * down, step, count });
    [current, before] = [before, current];
    filled = 0;
    if (++row < rows) return;
    row = 0;
    const next = plan[++pass];
    if (!next) return;
    current = new Uint8Array(1 + rowBytes(next.count));
    before = new Uint8Array(current.length);
  };
  const stream = new Unzlib((piece) => {
    for (let at = 0; at < piece.length && pass < plan.length; ) {
      const part = piece.subarray(at, at + current.length - filled);
      current.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === current.length) finishRow();
    }
  });
  try {
    for (const part of data) for (let at = 0; at < part.length && pass < plan.length; at += STEP) stream.push(part.subarray(at, at + STEP));
    if (pass < plan.length) stream.push(new Uint8Array(0), true);
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw broken(name, PNG, `its pixels do not unpack: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (pass < plan.length) throw broken(name, PNG, 'rows of pixels are missing');
}

/** `row` and `before` with the filter's number first. False for an unknown one. */
function unfilter(row: Uint8Array, before: Uint8Array, distance: number): boolean {
  const filter = row[0]!;
  const first = 1 + distance;
  if (filter === 0) return true;
  if (filter === 1) for (let i = first; i < row.length; i++) row[i] = row[i]! + row[i - distance]!;
  else if (filter === 2) for (let i = 1; i < row.length; i++) row[i] = row[i]! + before[i]!;
  else if (filter === 3) for (let i = 1; i < row.length; i++) row[i] = row[i]! + (((i < first ? 0 : row[i - distance]!) + before[i]!) >> 1);
  else if (filter === 4) for (let i = 1; i < row.length; i++) row[i] = row[i]! + (i < first ? before[i]! : paeth(row[i - distance]!, before[i]!, before[i - distance]!));
  return filter <= 4;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
