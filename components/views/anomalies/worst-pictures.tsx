/** Pictures with their reconstructions, by score; one of them is chosen, by pointer or by arrow keys. */
'use client';
import { memo, useMemo, useRef, type KeyboardEvent } from 'react';
import type { AnomaliesResult, AnomalyRows } from '@/graph-engine/training/anomaly/types';
import { partOfStrip } from '@/graph-engine/training/image-strip';
import { rangeOf } from '@/components/pictures/draw-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import { labelText, scoreText } from './print-row';
import styles from './anomalies.module.css';
import shown from './worst-pictures.module.css';

type Pictures = NonNullable<AnomalyRows['pictures']>;
interface WorstPicturesProps {
  readonly result: AnomaliesResult;
  readonly pictures: Pictures;
  readonly threshold: number;
  readonly picked: number | null;
  onPick(item: number): void;
}
const CELL = 52;
/** Every one is two canvases. */
const SHOWN = 60;

export function WorstPictures({ result, pictures, threshold, picked, onPick }: WorstPicturesProps) {
  const list = useRef<HTMLUListElement>(null);
  const { worst, scores, isNormal } = result;
  const items = worst.items.subarray(0, SHOWN);
  const entrance = picked !== null && items.includes(picked) ? picked : items[0];
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || next < 0 || next >= items.length) return;
    event.preventDefault();
    event.stopPropagation();
    onPick(items[next]!);
    list.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <ul ref={list} className={shown.gallery} aria-label="Pictures and their reconstructions">
      {Array.from(items, (item, at) => {
        const label = labelText(result, item);
        const said = [label, scoreText(scores[item]!)].filter(Boolean).join(' ');
        return (
          <li key={item}>
            <button type="button" title={said} tabIndex={item === entrance ? 0 : -1} aria-pressed={item === picked} data-below={scores[item]! <= threshold || undefined} aria-label={`Item ${item}, score ${scoreText(scores[item]!)}${label === null ? '' : `, ${label}`}`} onClick={() => onPick(item)} onKeyDown={(event) => onKeyDown(event, at)}>
              <Pair pictures={pictures} at={at} />
              <span>
                {isNormal && <i className={styles.class} data-class={isNormal[item] ? 'normal' : 'anomalous'} aria-hidden />}
                {said}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

// A threshold that moves draws none of these anew.
const Pair = memo(({ pictures, at }: { readonly pictures: Pictures; readonly at: number }) => {
  const [given, rebuilt] = useMemo(() => [partOfStrip(pictures.input, at), partOfStrip(pictures.output, at)], [pictures, at]);
  const range = useMemo(() => rangeOf(given!.values), [given]);
  const look = { columns: 1, cell: CELL, tellsContrast: false, range };
  return (
    <span className={shown.pair}>
      <ImageGrid strip={given!} label="Picture" {...look} />
      <ImageGrid strip={rebuilt!} label="Its reconstruction" {...look} />
    </span>
  );
});
