/** The code of an item changed by hand, decoded: a row for each way to change it, with a strip of what that alone leads to. */
'use client';
import { useMemo, useState } from 'react';
import type { AxisMeasure, ViewResult } from '@/graph-engine/training/protocol';
import { useUi } from '@/components/studio-state/ui-store';
import { contrastText, rangeOf, tileOf } from '@/components/pictures/draw-strip';
import { cellHeight } from '@/components/pictures/draw-cells';
import { ImageGrid } from '@/components/pictures/image-grid';
import { Fill } from './fill';
import { fitRows } from './fit-rows';
import { ItemPicker } from './item-picker';
import { PlacePicker } from './place-picker';
import { TraversalRow } from './traversal-row';
import styles from './traversal-view.module.css';
import controls from './view-controls.module.css';
import type { Size } from './use-size';
import { useLastResult, useView } from './use-view';
import { ViewFrame } from './view-frame';
import { changedCode, type Changes } from './walked-code';

type Traversal = Extract<ViewResult, { readonly kind: 'traversal' }>;
const SHOWN = 8;
const STEPS = 11;
/** Between the decoded code and the rows. */
const BETWEEN = 20;
const none: Changes = new Map();

/** What its caption and the picker of places below it take in height. */
const CAPTION = 30;
const PLACES = 130;
const decodedSize = ({ width, height }: Size, hasPlaces: boolean): number => Math.max(112, Math.min(260, Math.floor(height - CAPTION - (hasPlaces ? PLACES : 0)), Math.floor(width * 0.24)));

const orderName: Record<AxisMeasure, string> = { KL: 'Greatest KL first', variance: 'Greatest variance first' };
const pageName = (form: Traversal['form']): string => ({ numbers: 'Dimensions', bits: 'Bits', classes: 'Groups', entries: 'Entries' })[form];

export function TraversalView() {
  const wide = !useUi((ui) => ui.phone);
  const [item, setItem] = useState(0);
  const [page, setPage] = useState(0);
  const [place, setPlace] = useState(0);
  const [changes, setChanges] = useState(none);
  const [sorted, setSorted] = useState(true);
  const axes = Array.from({ length: SHOWN }, (_, i) => page * SHOWN + i);
  const state = useView({ kind: 'traversal', item, place, axes, steps: STEPS, sorted });
  const result = state.result?.kind === 'traversal' ? state.result : null;
  const code = result && changedCode(result.code, changes);
  const decoded = useLastResult(useView(code ? { kind: 'decode', code, ...(changes.size === 0 && { unasked: true }) } : null, 60), code !== null);
  const pages = result ? Math.ceil(result.axes / SHOWN) : 1;
  const width = result && result.places.length > 0 ? result.code.length / result.places.reduce((product, side) => product * side, 1) : 0;
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
                setChanges(none);
              }}
            />
          </div>
          <button type="button" className={controls.button} disabled={changes.size === 0} onClick={() => setChanges(none)}>
            Back to the item
          </button>
          {result?.measure && result.axes > 1 && (
            <label className={styles.pages}>
              Order
              <select value={sorted ? 'sorted' : 'numbered'} onChange={(event) => setSorted(event.target.value === 'sorted')}>
                <option value="sorted">{orderName[result.measure]}</option>
                <option value="numbered">As numbered</option>
              </select>
            </label>
          )}
          {pages > 1 && (
            <label className={styles.pages}>
              {pageName(result!.form)}
              <select value={page} onChange={(event) => setPage(Number(event.target.value))}>
                {Array.from({ length: pages }, (_, i) => (
                  <option key={i * SHOWN} value={i}>
                    {i * SHOWN + 1} to {Math.min((i + 1) * SHOWN, result!.axes)}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      }
    >
      {(traversal: Traversal) => (
        <Fill>
          {(room) => {
            const large = decodedSize(room, traversal.places.length > 0);
            return (
              <div className={controls.columns}>
                <figure className={styles.decoded}>
                  {decoded?.kind === 'decode' ? <ImageGrid strip={decoded.images} columns={1} cell={large} label="The changed code, decoded" /> : <div className={styles.blank} style={{ width: large, height: large }} />}
                  <figcaption>Decoded</figcaption>
                  {traversal.places.length > 0 && <PlacePicker places={traversal.places} picked={place} changed={new Set([...changes.keys()].map((at) => Math.floor(at / width)))} onPick={setPlace} />}
                </figure>
                <Rows
                  traversal={traversal}
                  code={changedCode(traversal.code, changes)}
                  room={wide ? { width: room.width - large - BETWEEN, height: room.height } : { width: room.width, height: 0 }}
                  onChange={(at, numbers) => setChanges((old) => new Map(old).set(at, numbers))}
                />
              </div>
            );
          }}
        </Fill>
      )}
    </ViewFrame>
  );
}

interface RowsProps {
  readonly traversal: Traversal;
  readonly code: readonly number[];
  readonly room: Size;
  onChange(at: number, numbers: readonly number[]): void;
}

/** All of one contrast, which is told below them where it is none that everybody expects. */
function Rows({ traversal: { rows, form, axes, measure }, code, room, onChange }: RowsProps) {
  const range = useMemo(() => rangeOf(...rows.map(({ images }) => images.values)), [rows]);
  const [images] = rows.map((row) => row.images);
  const tile = images ? tileOf(images.shape) : null;
  const contrast = tile && contrastText(range);
  const most = Math.max(1, ...rows.map((row) => Math.min(row.names.length, (row.form ?? form) === 'numbers' ? STEPS : 2 * STEPS)));
  const { across, cell } = fitRows(rows.length, most, images ? cellHeight(images.shape, 100) / 100 : 1, tile?.width ?? null, room);
  return (
    <div className={styles.rows} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
      {rows.map((row) => (
        <TraversalRow key={row.axis} row={row} measure={measure} form={row.form ?? form} count={axes} code={code} columns={(row.form ?? form) === 'numbers' ? STEPS : 2 * STEPS} cell={cell} range={range} onChange={(numbers) => onChange(row.at, numbers)} />
      ))}
      {contrast && <small className={styles.contrast}>{contrast}</small>}
    </div>
  );
}
