/** The way from one item to another through the code. */
'use client';
import { useMemo, useRef, useState } from 'react';
import { useHeldOut } from './held-out';
import { ImageGrid } from '@/components/pictures/image-grid';
import { ItemPicker } from './item-picker';
import { useSize } from './use-size';
import { useView } from './use-view';
import styles from './view-controls.module.css';
import { ViewFrame } from './view-frame';

const STEPS = 11;
/** Items that the picker offers. */
const SHOWN = 20;

export function InterpolationView() {
  const [from, setFrom] = useState(0);
  const [chosen, setTo] = useState<number | null>(null);
  const other = useOtherItem(from);
  const to = chosen ?? other;
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const state = useView({ kind: 'interpolation', from, to, steps: STEPS });
  const controls = (
    <>
      <div className={styles.stack}>
        <span>From item {from + 1}</span>
        <ItemPicker label="First item" picked={from} onPick={setFrom} />
      </div>
      <div className={styles.stack}>
        <span>To item {to + 1}</span>
        <ItemPicker label="Second item" picked={to} onPick={setTo} />
      </div>
    </>
  );
  const columns = width < 560 ? 6 : STEPS;
  const cell = Math.max(36, Math.min(92, Math.floor((width - 28) / columns) - 4));
  return (
    <div ref={box} className={styles.box}>
      <ViewFrame state={state} kind="interpolation" controls={controls}>
        {({ images }) => <ImageGrid strip={images} columns={columns} cell={cell} gap={4} label={`${images.count} codes on the straight line from item ${from + 1} to item ${to + 1}, decoded`} />}
      </ViewFrame>
    </div>
  );
}

/** The first held-out item with another label, so that there is a way to go. */
function useOtherItem(from: number): number {
  const heldOut = useHeldOut();
  return useMemo(() => {
    const labels = heldOut?.table.labels;
    const label = (item: number): number | undefined => labels?.[heldOut!.indices[item] ?? -1];
    for (let item = 0; labels && item < SHOWN; item++) if (label(item) !== label(from)) return item;
    return from === 0 ? 1 : 0;
  }, [heldOut, from]);
}
