/** Recordings of a Dataset by their spectra, so many at a time; the one that is chosen is shown with its wave, and can be heard. */
import { useMemo, useState } from 'react';
import type { DataTable } from '@/graph-engine/data/table';
import { ImageGrid } from '@/components/pictures/image-grid';
import { stripOf } from '../shown-table';
import { SoundItem } from '../sound/sound-item';
import styles from './browse.module.css';
import { Pages } from './rows-table';

const PER_PAGE = 30;

export function SoundsPage({ table }: { readonly table: DataTable }) {
  const [from, setFrom] = useState(0);
  const [picked, setPicked] = useState(0);
  const count = Math.min(PER_PAGE, table.count - from);
  const strip = useMemo(() => stripOf(table, Array.from({ length: count }, (_, i) => from + i)), [table, from, count]);
  return (
    <>
      <div className={styles.sounds}>
        <div className={styles.pictures}>
          <ImageGrid strip={strip} columns={5} cell={92} gap={4} label={`Recordings ${from + 1} to ${from + count} of ${table.name}: choose one to hear it`} picked={picked} onPick={setPicked} />
        </div>
        <SoundItem table={table} item={from + picked} width={300} />
      </div>
      <Pages from={from} perPage={PER_PAGE} total={table.count} what="Recordings" go={(next) => (setPicked(0), setFrom(next))} />
    </>
  );
}
