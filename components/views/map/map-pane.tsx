/** The map itself: all of its pane, with the item at the pointer beside it, and what the chosen place decodes to, large. */
'use client';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { useStrip } from '@/components/data/rows/use-strip';
import { ImageGrid } from '@/components/pictures/image-grid';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useTraining } from '@/components/training/use-training';
import { useHeldOut } from '../held-out';
import { printCode } from '../print-code';
import { useSize } from '../use-size';
import { useLastResult, useView } from '../use-view';
import { codeBetween, codeOnPlane } from './code-between';
import styles from './code-map.module.css';
import { MapStage } from './map-stage';
import { colorsOf, radiusFor } from './painter';
import { PlaceHandle } from './place-handle';
import { boundsOf, nearestItem, toPixels, type Place, type Viewport } from './viewport';

type CodeMap = Extract<ViewResult, { readonly kind: 'code-map' }>;
interface MapPaneProps {
  readonly map: CodeMap;
  /** The axes are those of the code, and the map is a plane in it. */
  readonly isPlane: boolean;
  /** What the map is of, in words. */
  readonly label: string;
  readonly hidden: ReadonlySet<number>;
  readonly lit: number | null;
  nameOf(label: number): string;
}
const THUMBNAIL = 72;
/** Decoding follows a drag as fast as the worker answers. */
const DECODE_EVERY_MS = 30;
const BESIDE = 14;
/** The border and the margins of what the chosen place decodes to: the names of the axes keep clear of it. */
const BESIDE_DECODED = 34;

/** A view in which a place is its own pixel, but for the sign of y. */
const plain: Viewport = { scale: 1, left: 0, top: 0 };
/** The item that lies nearest to the middle of all: a place to begin with that decodes to something real, and stays with it. */
function middleItem(points: Float32Array): number {
  const [minX, maxX, minY, maxY] = boundsOf(points);
  return (minX <= maxX && nearestItem(points, plain, [(minX + maxX) / 2, -(minY + maxY) / 2], Infinity)) || 0;
}
/** Where nobody has chosen: the origin of a plane, if items lie about it, which stays where it is while training goes on; else that item. */
function beginAt(points: Float32Array, isPlane: boolean, item: number): Place {
  const [minX, maxX, minY, maxY] = boundsOf(points);
  if (isPlane && minX <= 0 && maxX >= 0 && minY <= 0 && maxY >= 0) return [0, 0];
  return 2 * item < points.length ? [points[2 * item]!, points[2 * item + 1]!] : [0, 0];
}

export function MapPane({ map, isPlane, label, hidden, lit, nameOf }: MapPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLElement>(null);
  const stage = useRef<MapStage | null>(null);
  const view = useRef(plain);
  const size = useSize(box);
  const theme = useThemeColors();
  const looking = useTraining((training) => training.looking !== null);
  const [hover, setHover] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Place | null>(null);
  const { points } = map;
  const [first] = useState(() => middleItem(points));
  const place = useMemo(() => chosen ?? beginAt(points, isPlane, first), [chosen, points, isPlane, first]);
  const at = useRef(place);

  const putHandle = (): void => {
    const [x, y] = toPixels(view.current, at.current);
    if (handle.current) handle.current.style.transform = `translate(${x}px, ${y}px)`;
  };
  useLayoutEffect(() => {
    at.current = place;
    putHandle();
  }, [place, size]);
  useEffect(() => {
    if (!canvas.current) return;
    const made = new MapStage(canvas.current, {
      onHover: (item, [x, y]) => {
        setHover(item);
        if (!card.current) return;
        const { clientWidth, clientHeight } = canvas.current!;
        const [left, top] = [x + BESIDE + 150 > clientWidth ? x - BESIDE - 150 : x + BESIDE, Math.max(4, Math.min(clientHeight - 110, y - 40))];
        card.current.style.transform = `translate(${left}px, ${top}px)`;
      },
      onPick: setChosen,
      onView: (next) => {
        view.current = next;
        putHandle();
      },
    });
    stage.current = made;
    return () => made.dispose();
  }, []);
  useEffect(() => {
    if (size.width > 0) stage.current?.resize(size);
  }, [size]);
  const colors = useMemo(() => theme && colorsOf(points.length / 2, map.labels, theme, { hidden, lit }), [points, map.labels, theme, hidden, lit]);
  useEffect(() => {
    if (theme && colors) stage.current?.show({ points, colors, radius: radiusFor(points.length / 2), marked: hover, axes: isPlane }, theme);
  }, [points, colors, theme, hover, isPlane]);

  const code = isPlane || !map.codes ? codeOnPlane(map.plane, place) : codeBetween(points, map.codes, place);
  const decoded = useLastResult(useView({ kind: 'decode', code, ...(chosen === null && { unasked: true }) }, DECODE_EVERY_MS), true);
  const large = Math.max(96, Math.min(240, Math.floor(size.height * 0.62), Math.floor(size.width * 0.3)));

  const heldOut = useHeldOut();
  const row = hover !== null && heldOut && hover < heldOut.indices.length ? heldOut.indices[hover]! : null;
  const pointed = useMemo(() => (row === null ? null : Uint32Array.of(row)), [row]);
  const thumbnail = useStrip(heldOut?.table ?? null, pointed);
  const words = (item: number): string => [map.labels && nameOf(map.labels[item]!), `item ${looking ? item : item + 1}`].filter(Boolean).join(' · ');
  const near = nearestItem(points, plain, [place[0], -place[1]], Infinity);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !stage.current?.key(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={box} className={styles.pane} role="group" tabIndex={0} aria-label="Code map: arrow keys move it, + and − zoom, 0 shows all" onKeyDown={onKeyDown}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      <PlaceHandle
        ref={handle}
        label={`Decoded place ${printCode(place)}${near === null ? '' : `, nearest to ${words(near)}`}; arrow keys move it`}
        onMove={([dx, dy]) => setChosen([at.current[0] + dx / view.current.scale, at.current[1] - dy / view.current.scale])}
      />
      {isPlane && <span className={styles.axisX} style={{ right: large + BESIDE_DECODED }}>{map.axes[0]}</span>}
      {isPlane && map.axes[1] && <span className={styles.axisY} style={{ maxWidth: `calc(100% - ${large + BESIDE_DECODED}px)` }}>{map.axes[1]}</span>}
      <figure className={styles.decoded}>
        {decoded?.kind === 'decode' ? <ImageGrid strip={decoded.images} columns={1} cell={large} label="The chosen place, decoded" tellsContrast={false} /> : <div className={styles.blank} style={{ width: large, height: large }} />}
        <figcaption>{decoded?.kind === 'none' ? decoded.reason : `Decoded at ${printCode(place)}`}</figcaption>
      </figure>
      <figure ref={card} className={styles.pointed} hidden={hover === null}>
        {thumbnail && hover !== null && <ImageGrid strip={thumbnail} columns={1} cell={THUMBNAIL} label="The item under the pointer" tellsContrast={false} />}
        <figcaption>{hover !== null && words(hover)}</figcaption>
      </figure>
      <div className={styles.zoom} role="group" aria-label="Zoom of the map">
        <button type="button" aria-label="Nearer" onClick={() => stage.current?.zoom(1.5)}>
          <Plus size={14} aria-hidden />
        </button>
        <button type="button" aria-label="Farther" onClick={() => stage.current?.zoom(1 / 1.5)}>
          <Minus size={14} aria-hidden />
        </button>
        <button type="button" aria-label="Show all points" onClick={() => stage.current?.fit()}>
          <Maximize size={14} aria-hidden />
        </button>
      </div>
    </div>
  );
}
