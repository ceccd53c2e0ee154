/** The rows with the highest scores, and what stands out in each; one of them is chosen, by pointer or by arrow keys. */
'use client';
import { memo, useRef, type KeyboardEvent } from 'react';
import type { AnomaliesResult, AnomalyRows } from '@/graph-engine/training/anomaly/types';
import { labelText, percentText, scoreText, standouts } from './print-row';
import styles from './anomalies.module.css';
import tables from './tables.module.css';

interface WorstRowsProps {
  readonly result: AnomaliesResult;
  readonly threshold: number;
  readonly picked: number | null;
  onPick(item: number): void;
}
/** Columns named in a row. */
const NAMED = 3;

export function WorstRows({ result, threshold, picked, onPick }: WorstRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { worst, scores, isNormal, names } = result;
  const { items } = worst;
  const isLabelled = items.length > 0 && labelText(result, items[0]!) !== null;
  const entrance = picked !== null && items.includes(picked) ? picked : items[0];
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || next < 0 || next >= items.length) return;
    event.preventDefault();
    event.stopPropagation();
    onPick(items[next]!);
    body.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={tables.scroll}>
      <table className={tables.worst} aria-label="Rows and what stands out in them">
        <thead>
          <tr>
            <th scope="col" title="Counted from 0">
              Item
            </th>
            <th scope="col">Score</th>
            {isLabelled && <th scope="col">Label</th>}
            <th scope="col">What stands out: value → reconstruction</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {Array.from(items, (item, at) => (
            <tr key={item} data-picked={item === picked || undefined} data-below={scores[item]! <= threshold || undefined}>
              <th scope="row">
                <button type="button" tabIndex={item === entrance ? 0 : -1} aria-pressed={item === picked} aria-label={`Item ${item}`} onClick={() => onPick(item)} onKeyDown={(event) => onKeyDown(event, at)}>
                  {item}
                </button>
              </th>
              <td>{scoreText(scores[item]!)}</td>
              {isLabelled && (
                <td>
                  <i className={styles.class} data-class={isNormal ? (isNormal[item] ? 'normal' : 'anomalous') : undefined} aria-hidden />
                  {labelText(result, item)}
                </td>
              )}
              <td><Named names={names} rows={worst} at={at} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// A threshold that moves changes none of these.
const Named = memo(({ names, rows, at }: { readonly names: readonly string[]; readonly rows: AnomalyRows; readonly at: number }) => (
  <span className={tables.named}>
    {standouts(names, rows, at, NAMED).map(({ name, share, values }) => (
      <span key={name} title={`${percentText(share)} of the score`}>
        <b>{name}</b> {values ? `${values.given} → ${values.rebuilt}` : percentText(share)}
      </span>
    ))}
  </span>
));
