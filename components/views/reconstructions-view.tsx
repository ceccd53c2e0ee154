/** Input, corrupted input and output in rows, with the error of each item below its output, and what the first baseline gives back. */
'use client';
import { Fragment, useRef, useState } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { partOfStrip } from '@/graph-engine/training/image-strip';
import { useTraining } from '@/components/training/use-training';
import { useUi } from '@/components/studio-state/ui-store';
import { rangeOf, tileOf, type ValueRange } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import styles from './reconstructions-view.module.css';
import { Claim } from './claim';
import { CELL_GAP, fitBands } from './fit-bands';
import { narrowFigure } from './narrow-figure';
import { useRebuilt, type Rebuilt } from './use-rebuilt';
import { useSize } from './use-size';
import { useTextScale } from './use-text-scale';
import { useView } from './use-view';
import { ViewFrame } from './view-frame';

/** In CSS pixels where small words are of the usual size: the names of the rows, one character in the row of errors, that row, and the sentence below the pictures. */
const NAMES = 148;
const CHARACTER = 6.7;
const ERRORS = 22;
const CLAIM = 32;
/** Between two bands, and around all. */
const APART = 12;
const PADDING = { width: 28, height: 20 } as const;
/** The height of the controls. */
const CONTROLS = 52;
/** All items are computed for it. */
const WORST_EVERY_MS = 4000;

export function ReconstructionsView() {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const scale = useTextScale(box);
  const phone = useUi((ui) => ui.phone);
  const looking = useTraining((training) => training.looking !== null);
  const [chosen, setOrder] = useState<Order>('file');
  const order = looking ? chosen : 'file';
  const state = useView({ kind: 'reconstructions', count: 24, ...(order === 'error' && { order }) }, order === 'error' ? WORST_EVERY_MS : undefined);
  const rebuilt = useRebuilt(state.result?.kind === 'reconstructions' ? state.result.items : null);
  const of = looking ? 'items of the file' : 'held-out inputs';
  return (
    <div ref={box} className={styles.box}>
      <ViewFrame
        state={state}
        kind="reconstructions"
        controls={looking && <OrderChoice order={order} onChoose={setOrder} />}
      >
        {(result) => {
          const rows = (result.corrupted ? 3 : 2) + result.between.length + (rebuilt ? 1 : 0);
          const most = phone ? 64 : tileOf(result.input.shape) ? 76 : 96;
          // On a phone each row has its name above it.
          const below = scale * (ERRORS + (looking ? 15 : 0) + (phone ? 20 * rows : 0)) + APART;
          const { cell, columns, bands } = fitBands(
            { rows, count: result.input.count, most, names: phone ? 0 : scale * NAMES, below, after: rebuilt ? scale * CLAIM : 0 },
            { width: width - PADDING.width, height: height - PADDING.height - (looking ? CONTROLS : 0) },
          );
          // One contrast for all, so that an output is as dark as it is.
          const range = rangeOf(result.input.values);
          const all = Array.from({ length: bands }, (_, band) => (
            <Band key={band * columns} of={of} numbered={looking} result={result} rebuilt={rebuilt} range={range} from={band * columns} count={Math.min(columns, result.input.count - band * columns)} cell={cell} scale={scale} />
          ));
          return (
            <>
              {all}
              {!looking && <Claim className={styles.claim} />}
            </>
          );
        }}
      </ViewFrame>
    </div>
  );
}

type Order = 'file' | 'error';
function OrderChoice({ order, onChoose }: { readonly order: Order; onChoose(order: Order): void }) {
  return (
    <label className={styles.order}>
      Order
      <select value={order} onChange={(event) => onChoose(event.target.value === 'error' ? 'error' : 'file')}>
        <option value="file">As in the file</option>
        <option value="error">Largest error first</option>
      </select>
    </label>
  );
}

interface BandProps {
  readonly result: Extract<ViewResult, { readonly kind: 'reconstructions' }>;
  readonly rebuilt: Rebuilt | null;
  readonly from: number;
  readonly count: number;
  readonly cell: number;
  /** Of the words, to their usual size. */
  readonly scale: number;
  readonly range: ValueRange;
  /** What the items are, in words. */
  readonly of: string;
  /** Says which item of its table each is. */
  readonly numbered: boolean;
}
function Band({ result: { items: numbers, input, corrupted, between, output, errors, unit }, rebuilt, from, count, cell, scale, range, of, numbered }: BandProps) {
  const look = { columns: count, cell, gap: CELL_GAP, range };
  return (
    <div className={styles.table}>
      <span>Input</span>
      <ImageGrid strip={partOfStrip(input, from, count)} label={`${count} ${of}`} {...look} />
      {corrupted && (
        <>
          <span>With noise</span>
          <ImageGrid strip={partOfStrip(corrupted, from, count)} label="The same inputs after noise" tellsContrast={false} {...look} />
        </>
      )}
      {between.map(({ name, images }) => (
        <Fragment key={name}>
          <span title={name}>{name}</span>
          <ImageGrid strip={partOfStrip(images, from, count)} label={`What ${name} makes of them`} tellsContrast={false} {...look} range={rangeOf(images.values)} />
        </Fragment>
      ))}
      <span>Output</span>
      <ImageGrid strip={partOfStrip(output, from, count)} label="Their reconstructions" tellsContrast={false} {...look} />
      <span className={styles.unit} title="The squared differences between input and output, without noise">
        {unit}
      </span>
      <ol className={styles.errors} style={{ gap: CELL_GAP }}>
        {Array.from(errors.subarray(from, from + count), (error, item) => (
          <li key={from + item} style={{ width: cell }}>
            {narrowFigure(error, Math.floor((cell + CELL_GAP / 2) / (scale * CHARACTER)))}
            {numbered && <small title="Counted from 0">item {numbers[from + item]}</small>}
          </li>
        ))}
      </ol>
      {rebuilt && (
        <>
          <span title={rebuilt.title}>{rebuilt.title}</span>
          <ImageGrid strip={partOfStrip(rebuilt.images, from, count)} label={`What ${rebuilt.title} gives back of them`} tellsContrast={false} {...look} />
        </>
      )}
    </div>
  );
}
