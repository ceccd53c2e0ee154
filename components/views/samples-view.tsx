/** Decoded draws, of the prior where there is one; another seed draws others. */
'use client';
import { Dices } from 'lucide-react';
import { useRef, useState } from 'react';
import { ImageGrid } from '@/components/pictures/image-grid';
import styles from './view-controls.module.css';
import { useSize } from './use-size';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

const COUNT = 64;

export function SamplesView() {
  const [seed, setSeed] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const state = useView({ kind: 'samples', count: COUNT, seed });
  const controls = (
    <>
      <button type="button" className={styles.button} onClick={() => setSeed((old) => old + 1)}>
        <Dices size={14} aria-hidden /> Draw again
      </button>
      <span>
        Draw {seed} {state.result?.kind === 'samples' && `from ${state.result.from}`}, decoded
      </span>
    </>
  );
  return (
    <div ref={box} className={styles.box}>
      <ViewFrame state={state} kind="samples" controls={controls}>
        {({ images, prior }) => {
          const cell = width < 500 ? 44 : 56;
          const columns = Math.max(4, Math.min(images.count, Math.floor((width - 28) / (cell + 4))));
          return <ImageGrid strip={images} columns={columns} cell={cell} gap={4} label={`${images.count} ${prior ? 'samples from the prior' : 'decoded draws'}`} />;
        }}
      </ViewFrame>
    </div>
  );
}
