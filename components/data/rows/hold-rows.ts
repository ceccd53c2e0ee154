/** In the page: which file of rows it uses, for as long as somebody has its table. A page that ends lets go of all. */
import { fileOf } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { lockOf, removeRows } from './browser-files';

/** Of a machine of which nothing is known, and of one with so much memory (GB), a table of 2²⁶ numbers stands in memory; of less, as much less. */
const ENOUGH = 4;
const NUMBERS_A_GIGABYTE = 2 ** 24;
export const mostInMemory = (): number => NUMBERS_A_GIGABYTE * Math.min(ENOUGH, (navigator as { readonly deviceMemory?: number }).deviceMemory ?? ENOUGH);

export interface HeldRows {
  readonly name: string;
  /** The file goes with the table: when nobody has it any more. */
  follow(table: DataTable): void;
  /** There is no table. */
  drop(): void;
}
const tables = new FinalizationRegistry<() => void>((drop) => drop());

/** Takes a new name; null where the browser keeps no files. */
export async function holdRows(): Promise<HeldRows | null> {
  if (!navigator.locks || !navigator.storage?.getDirectory) return null;
  const name = crypto.randomUUID();
  let release: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (release = resolve));
  await new Promise<void>((held) => {
    void navigator.locks.request(lockOf(name), () => {
      held();
      return done;
    });
  });
  const drop = (): void => void removeRows(name).catch(() => undefined).then(release); // What stays is a leftover, which the next page removes.
  return {
    name,
    drop,
    follow(table) {
      const file = fileOf(table);
      if (file) tables.register(file, drop);
      else drop();
    },
  };
}
