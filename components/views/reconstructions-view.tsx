/** Input, corrupted input and output in rows, with the error of each item below. */
'use client';
import { useRef } from 'react';
import type { ImageStrip } from '@/graph-engine/training/protocol';
import { tileOf } from './draw-strip';
import { ImageGrid } from './image-grid';
import styles from './reconstructions-view.module.css';
import { useSize } from './use-size';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

const LABELS = 104;

const first = (strip: ImageStrip, count: number): ImageStrip => ({ ...strip, count: Math.min(count, strip.count) });

export function ReconstructionsView() {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const state = useView({ kind: 'reconstructions', count: 24 });
  return (
    <div ref={box} className={styles.box}>
      <ViewFrame state={state} kind="reconstructions">
        {({ input, corrupted, output, errors }) => {
          const rows = corrupted ? 3 : 2;
          const wide = tileOf(input.shape) === null;
          const cell = Math.max(36, Math.min(wide ? 96 : 76, Math.floor((height - 64) / rows)));
          const columns = Math.max(3, Math.min(input.count, Math.floor((width - LABELS - 28) / (cell + 4))));
          const shown = { columns, cell, gap: 4 };
          return (
            <div className={styles.table}>
              <span>Input</span>
              <ImageGrid strip={first(input, columns)} label={`${columns} held-out inputs`} {...shown} />
              {corrupted && (
                <>
                  <span>With noise</span>
                  <ImageGrid strip={first(corrupted, columns)} label="The same inputs after noise" {...shown} />
                </>
              )}
              <span>Output</span>
              <ImageGrid strip={first(output, columns)} label="Their reconstructions" {...shown} />
              <span title="Mean of the squared differences between input and output">Squared error</span>
              <ol className={styles.errors} style={{ gap: 4 }}>
                {[...errors.slice(0, columns)].map((error, item) => (
                  // The items keep their place.
                  // eslint-disable-next-line react/no-array-index-key
                  <li key={item} style={{ width: cell }}>
                    {Number.isFinite(error) ? error.toPrecision(3) : '—'}
                  </li>
                ))}
              </ol>
            </div>
          );
        }}
      </ViewFrame>
    </div>
  );
}
