/** Whether pictures are to be asked about: one that may be a sheet of many, and large ones, which are seldom learned whole. */
import type { FileReading } from '@/graph-engine/data/file-reading';
import type { DataTable } from '@/graph-engine/data/table';

/** Height and width that a small network learns. */
const LARGE = 128;

export function asksOfPictures({ shape, count }: DataTable, { pictures }: FileReading): boolean {
  if (pictures) return false;
  const [height = 0, width = 0] = shape;
  return count === 1 || Math.max(height, width) > LARGE;
}
