/** Items of a Dataset as pictures (or bars, where they are none), so many at a time. */
import { useMemo, useState } from 'react';
import type { DataTable } from '@/graph-engine/data/table';
import { ImageGrid } from '@/components/pictures/image-grid';
import { stripOf } from '../shown-table';
import { labelText } from './cell-text';
import styles from './browse.module.css';
import { Pages } from './rows-table';

const PER_PAGE = 60;

export function PicturesPage({ table }: { readonly table: DataTable }) {
  const [from, setFrom] = useState(0);
  const [picked, setPicked] = useState<number | null>(null);
  const count = Math.min(PER_PAGE, table.count - from);
  const strip = useMemo(() => stripOf(table, Array.from({ length: count }, (_, i) => from + i)), [table, from, count]);
  const item = picked === null ? null : from + picked;
  const file = item === null ? '' : (table.beside?.find(({ name }) => name === 'file')?.values[item] ?? '');
  return (
    <>
      <div className={styles.pictures}>
        <ImageGrid strip={strip} columns={10} cell={72} gap={4} label={`Items ${from + 1} to ${from + count} of ${table.name}`} picked={picked} onPick={setPicked} />
      </div>
      <p className={styles.hint} role="status">
        {item === null ? 'Choose a picture to see what it is.' : [`Item ${(item + 1).toLocaleString('en')}`, labelText(table, item), String(file)].filter(Boolean).join(' · ')}
      </p>
      <Pages from={from} perPage={PER_PAGE} total={table.count} what="Items" go={(next) => (setPicked(null), setFrom(next))} />
    </>
  );
}
