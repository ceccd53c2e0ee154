/** Decoded draws, of the prior where there is one; another seed draws others. */
'use client';
import { Dices } from 'lucide-react';
import { useState } from 'react';
import { FittedGrid } from './fitted-grid';
import styles from './view-controls.module.css';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

const COUNT = 64;
const CELLS = { gap: 4, least: 36, most: 168 };

export function SamplesView() {
  const [seed, setSeed] = useState(1);
  const state = useView({ kind: 'samples', count: COUNT, seed });
  const controls = (
    <>
      <button type="button" className={styles.button} onClick={() => setSeed((old) => old + 1)}>
        <Dices size={14} aria-hidden /> Draw again
      </button>
      <span>
        Draw no. {seed} {state.result?.kind === 'samples' && `from ${state.result.from}`}, decoded
      </span>
    </>
  );
  return (
    <ViewFrame state={state} kind="samples" controls={controls}>
      {({ images, prior }) => <FittedGrid images={images} cells={CELLS} label={`${images.count} ${prior ? 'samples from the prior' : 'decoded draws'}`} />}
    </ViewFrame>
  );
}
