/** Where the items lie in the code: a scatter coloured by label; pointing shows the item, clicking decodes the place. */
'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CodePlane, ViewResult } from '@/graph-engine/training/protocol';
import { useTraining } from '@/components/training/use-training';
import { useHeldOut } from './held-out';
import { useStrip } from '@/components/data/rows/use-strip';
import { drawMap, fitPlane, nearestPoint, toPlane } from './code-map-canvas';
import styles from './code-map-view.module.css';
import { ImageGrid } from '@/components/pictures/image-grid';
import { labelColor } from './label-colors';
import { useSize } from './use-size';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useLastResult, useView } from './use-view';
import { ViewFrame } from './view-frame';
import controls from './view-controls.module.css';

type CodeMap = Extract<ViewResult, { readonly kind: 'code-map' }>;
const COUNT = 1000;
/** Classes beside the map. */
const LEGEND = 60;

export function CodeMapView() {
  const state = useView({ kind: 'code-map', count: COUNT });
  return (
    <ViewFrame state={state} kind="code-map">
      {(map) => <Map map={map} />}
    </ViewFrame>
  );
}

function Map({ map }: { readonly map: CodeMap }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const colors = useThemeColors();
  const heldOut = useHeldOut();
  const looking = useTraining((training) => training.looking !== null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [hover, setHover] = useState<number | null>(null);
  const [place, setPlace] = useState<readonly [number, number] | null>(null);
  const plane = useMemo(() => fitPlane(map, size), [map, size]);
  const code = place && codeAt(map.plane, place);
  const decoded = useLastResult(useView(code ? { kind: 'decode', code } : null), code !== null);
  const used = useMemo(() => (map.labels ? [...new Set<number>(map.labels)].sort((a, b) => a - b) : []), [map]);

  useEffect(() => {
    if (canvas.current && colors && size.width > 0) drawMap(canvas.current, map, plane, size, { radius: 3, colors, hidden, marked: hover, cross: place, grid: true });
  }, [map, plane, size, colors, hidden, hover, place]);

  const nameOf = (label: number): string => map.labelNames?.[label] ?? String(label);
  const item = hover !== null && heldOut && hover < heldOut.indices.length ? heldOut.indices[hover]! : null;
  const pointed = useMemo(() => (item === null ? null : Uint32Array.of(item)), [item]);
  const thumbnail = useStrip(heldOut?.table ?? null, pointed);
  const at = (event: { clientX: number; clientY: number }): readonly [number, number] => {
    const bounds = canvas.current!.getBoundingClientRect();
    return [event.clientX - bounds.left, event.clientY - bounds.top];
  };
  const toggle = (label: number): void =>
    setHidden((old) => {
      const next = new Set(old);
      if (!next.delete(label)) next.add(label);
      return next;
    });
  const label = hover !== null && map.labels ? nameOf(map.labels[hover]!) : null;
  return (
    <div className={styles.map}>
      <div ref={box} className={styles.plot}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label={`${map.points.length / 2} ${looking ? 'items of the file' : 'held-out items'} by ${map.axes.filter(Boolean).join(' and ')}`}
          onPointerMove={(event) => setHover(nearestPoint(map, plane, ...at(event)))}
          onPointerLeave={() => setHover(null)}
          onClick={(event) => setPlace(toPlane(plane, ...at(event)))}
        />
        <span className={styles.axisX}>{map.axes[0]}</span>
        <span className={styles.axisY}>{map.axes[1]}</span>
      </div>
      <aside className={styles.side}>
        {used.length > 0 && (
          <div className={controls.legend}>
            {used.slice(0, LEGEND).map((label) => (
              <button key={label} type="button" aria-pressed={!hidden.has(label)} onClick={() => toggle(label)}>
                <i className={controls.swatch} style={{ background: labelColor(label) }} />
                {nameOf(label)}
              </button>
            ))}
            {used.length > LEGEND && <p>and {(used.length - LEGEND).toLocaleString('en')} more classes</p>}
          </div>
        )}
        <div className={styles.cards}>
          <figure className={styles.card}>
            {thumbnail ? <ImageGrid strip={thumbnail} columns={1} cell={72} label="The item under the pointer" /> : <div className={styles.blank} />}
            <figcaption>{hover === null ? 'Point at an item' : `${label === null ? '' : `${label} · `}item ${looking ? hover : hover + 1}`}</figcaption>
          </figure>
          <figure className={styles.card}>
            {decoded?.kind === 'decode' ? <ImageGrid strip={decoded.images} columns={1} cell={72} label="The chosen place, decoded" /> : <div className={styles.blank} />}
            <figcaption>{decoded?.kind === 'none' ? decoded.reason : place ? place.map((value) => value.toFixed(2)).join(', ') : 'Click to decode a place'}</figcaption>
          </figure>
        </div>
      </aside>
    </div>
  );
}

const codeAt = ({ origin, directions }: CodePlane, [x, y]: readonly [number, number]): readonly number[] =>
  Array.from(origin, (value, i) => value + x * directions[0][i]! + y * directions[1][i]!);
