/** Where the judged rows lie in the code: normal ones as dots, the others as crosses; a click chooses one. */
'use client';
import { useEffect, useMemo, useRef } from 'react';
import type { AnomaliesResult } from '@/graph-engine/training/anomaly/types';
import { fitViewport, nearestItem, type Viewport } from '../map/viewport';
import { useSize, type Size } from '../use-size';
import { useThemeColors, type ThemeColors } from '@/components/pictures/use-theme-colors';
import styles from './curves.module.css';

interface CodeScatterProps {
  readonly result: AnomaliesResult;
  readonly threshold: number;
  readonly picked: number | null;
  onPick(item: number): void;
}
/** Normal rows that are drawn; anomalous ones are few, and all are. */
const MOST = 4000;

export function CodeScatter({ result, threshold, picked, onPick }: CodeScatterProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const colors = useThemeColors();
  const { map, judged, isNormal, scores } = result;
  // Without classes the threshold tells the rows apart.
  const by = isNormal ? null : threshold;
  const shown = useMemo(() => {
    const isOdd = (row: number): boolean => (isNormal ? isNormal[row] === 0 : scores[row]! > by!);
    const [odd, usual] = [judged.filter(isOdd), judged.filter((row) => !isOdd(row))];
    const every = Math.max(1, Math.ceil(usual.length / MOST));
    const rows = Uint32Array.from([...usual.filter((_, i) => i % every === 0), ...odd.slice(0, 2 * MOST)]);
    return { rows, usual: Math.ceil(usual.length / every), points: Float32Array.from({ length: 2 * rows.length }, (_, i) => map!.points[2 * rows[i >> 1]! + (i & 1)]!) };
  }, [map, judged, isNormal, scores, by]);
  const plane = useMemo(() => fitViewport(shown.points, size, 12), [shown, size]);
  const marked = picked === null ? null : ([map!.points[2 * picked]!, map!.points[2 * picked + 1]!] as const);
  useEffect(() => {
    if (canvas.current && colors && size.width > 0) draw(canvas.current, shown, plane, size, colors, marked);
  });
  return (
    <div ref={box} className={styles.scatter}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Codes of ${shown.rows.length} rows by ${map!.axes.filter(Boolean).join(' and ')}; ${isNormal ? 'anomalous rows' : 'rows above the threshold'} are crosses`}
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          const at = nearestItem(shown.points, plane, [event.clientX - left, event.clientY - top]);
          if (at !== null) onPick(shown.rows[at]!);
        }}
      />
    </div>
  );
}

interface Shown {
  readonly points: Float32Array;
  /** The first so many are dots. */
  readonly usual: number;
}
function draw(canvas: HTMLCanvasElement, { points, usual }: Shown, plane: Viewport, { width, height }: Size, colors: ThemeColors, marked: readonly [number, number] | null): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const at = (x: number, y: number): readonly [number, number] => [x * plane.scale + plane.left, plane.top - y * plane.scale];
  context.globalAlpha = 0.55;
  context.fillStyle = colors('--series-2');
  context.beginPath();
  for (let i = 0; i < usual; i++) {
    const [x, y] = at(points[2 * i]!, points[2 * i + 1]!);
    context.moveTo(x + 2, y);
    context.arc(x, y, 2, 0, 2 * Math.PI);
  }
  context.fill();
  context.globalAlpha = 0.9;
  context.strokeStyle = colors('--series-1');
  context.lineWidth = 1.4;
  context.beginPath();
  for (let i = usual; i < points.length / 2; i++) {
    const [x, y] = at(points[2 * i]!, points[2 * i + 1]!);
    context.moveTo(x - 2.6, y - 2.6);
    context.lineTo(x + 2.6, y + 2.6);
    context.moveTo(x + 2.6, y - 2.6);
    context.lineTo(x - 2.6, y + 2.6);
  }
  context.stroke();
  if (!marked) return;
  context.globalAlpha = 1;
  context.strokeStyle = colors('--text');
  context.lineWidth = 2;
  context.beginPath();
  context.arc(...at(...marked), 7, 0, 2 * Math.PI);
  context.stroke();
}
