/** The way from one item to another through the code. */
'use client';
import { useMemo, useState } from 'react';
import { useHeldOut } from './held-out';
import { FittedGrid } from './fitted-grid';
import { ItemPicker } from './item-picker';
import { useView } from './use-view';
import styles from './view-controls.module.css';
import { ViewFrame } from './view-frame';

const STEPS = 11;
/** Items that the picker offers. */
const SHOWN = 20;
const CELLS = { gap: 4, least: 40, most: 224 };

export function InterpolationView() {
  const [from, setFrom] = useState(0);
  const [chosen, setTo] = useState<number | null>(null);
  const other = useOtherItem(from);
  const to = chosen ?? other;
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
  return (
    <ViewFrame state={state} kind="interpolation" controls={controls}>
      {({ images }) => <FittedGrid images={images} cells={CELLS} label={`${images.count} codes on the straight line from item ${from + 1} to item ${to + 1}, decoded`} />}
    </ViewFrame>
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
