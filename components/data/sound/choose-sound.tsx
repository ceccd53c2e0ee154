/** Some recordings by their spectra; the one that is chosen is shown with its wave, and can be heard. */
import { useMemo, useState } from 'react';
import type { DataTable } from '@/graph-engine/data/table';
import { ImageGrid } from '@/components/pictures/image-grid';
import { stripOf } from '../shown-table';
import styles from './choose-sound.module.css';
import { SoundItem } from './sound-item';

interface Shown {
  readonly table: DataTable;
  /** The first of them, and how many. */
  readonly from?: number;
  readonly count: number;
  readonly columns: number;
  /** Of a cell, and of the wave, in CSS pixels. */
  readonly cell: number;
  readonly width: number;
  readonly label: string;
}
/** Other items are another chooser: give it a `key`. */
export function ChooseSound({ table, from = 0, count, columns, cell, width, label }: Shown) {
  const [picked, setPicked] = useState(0);
  const strip = useMemo(() => stripOf(table, Array.from({ length: count }, (_, i) => from + i)), [table, from, count]);
  return (
    <div className={styles.sounds}>
      <div className={styles.grid}>
        <ImageGrid strip={strip} columns={Math.min(columns, count)} cell={cell} gap={4} label={`${label}: choose one to hear it`} picked={picked} onPick={setPicked} />
      </div>
      <SoundItem table={table} item={from + Math.min(picked, count - 1)} width={width} />
    </div>
  );
}
