/** One slider per code dimension, the decoded point, and for each dimension a strip of what it alone changes. */
'use client';
import { useState } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { useUi } from '@/components/studio-state/ui-store';
import { ImageGrid } from './image-grid';
import { ItemPicker } from './item-picker';
import styles from './traversal-view.module.css';
import controls from './view-controls.module.css';
import { useLastResult, useView } from './use-view';
import { ViewFrame } from './view-frame';

type Traversal = Extract<ViewResult, { readonly kind: 'traversal' }>;
const SHOWN = 8;
const STEPS = 11;
const SPAN = 3;

export function TraversalView() {
  const wide = !useUi((ui) => ui.phone);
  const [item, setItem] = useState(0);
  const [page, setPage] = useState(0);
  /** Values the user moved; the rest are those of the item. */
  const [moved, setMoved] = useState<Readonly<Record<number, number>>>({});
  const dimensions = Array.from({ length: SHOWN }, (_, i) => page * SHOWN + i);
  const state = useView({ kind: 'traversal', item, dimensions, steps: STEPS, span: SPAN });
  const result = state.result?.kind === 'traversal' ? state.result : null;
  const code = result && Array.from(result.codes, (value, i) => moved[i] ?? value);
  const decoded = useLastResult(useView(code ? { kind: 'decode', code } : null, 60), code !== null);
  const pages = result ? Math.ceil(result.dimensions / SHOWN) : 1;
  return (
    <ViewFrame
      state={state}
      kind="traversal"
      controls={
        <>
          <div className={wide ? controls.line : controls.stack}>
            <span>From item {item + 1}</span>
            <ItemPicker
              label="Item to start from"
              picked={item}
              columns={wide ? 20 : 10}
              onPick={(next) => {
                setItem(next);
                setMoved({});
              }}
            />
          </div>
          <button type="button" className={controls.button} disabled={Object.keys(moved).length === 0} onClick={() => setMoved({})}>
            Back to the item
          </button>
          {pages > 1 && (
            <label className={styles.pages}>
              Dimensions
              <select value={page} onChange={(event) => setPage(Number(event.target.value))}>
                {Array.from({ length: pages }, (_, i) => (
                  <option key={i * SHOWN} value={i}>
                    {i * SHOWN + 1} to {Math.min((i + 1) * SHOWN, result!.dimensions)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      }
    >
      {(traversal: Traversal) => (
        <div className={controls.columns}>
          <figure className={styles.decoded}>
            {decoded?.kind === 'decode' ? <ImageGrid strip={decoded.images} columns={1} cell={120} label="The code of the sliders, decoded" /> : <div className={styles.blank} />}
            <figcaption>Decoded</figcaption>
          </figure>
          <div className={styles.rows}>
            {traversal.rows.map(({ dimension, images }) => {
              const value = moved[dimension] ?? traversal.codes[dimension] ?? 0;
              const set = (next: number): void => setMoved((old) => ({ ...old, [dimension]: next }));
              return (
                <div key={dimension} className={styles.row}>
                  <label className={styles.slider}>
                    <span>z{dimension + 1}</span>
                    <input type="range" min={-SPAN} max={SPAN} step={0.05} value={value} onChange={(event) => set(Number(event.target.value))} aria-label={`Code dimension ${dimension + 1}`} />
                    <output>{value.toFixed(2)}</output>
                  </label>
                  <ImageGrid
                    strip={images}
                    columns={STEPS}
                    cell={wide ? 34 : Math.max(20, Math.floor((window.innerWidth - 24) / STEPS) - 2)}
                    gap={2}
                    tellsContrast={false}
                    label={`Dimension ${dimension + 1} from −${SPAN} to ${SPAN}`}
                    picked={Math.abs(value) <= SPAN ? Math.round(((value + SPAN) / (2 * SPAN)) * (STEPS - 1)) : null}
                    onPick={(step) => set(-SPAN + (2 * SPAN * step) / (STEPS - 1))}
                  />
                </div>
              );
            })}
          </div>
        </div>
      )}
    </ViewFrame>
  );
}
