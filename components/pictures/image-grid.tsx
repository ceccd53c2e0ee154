/** A strip of images (or vectors, as bars) on one canvas; `onPick` makes its cells choosable by pointer and by arrow keys. */
'use client';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { ImageStrip } from '@/graph-engine/training/image-strip';
import { cellHeight, drawCells } from './draw-cells';
import { contrastText, rangeOf, tileOf, type ValueRange } from './draw-strip';
import styles from './image-grid.module.css';
import { useThemeColors } from './use-theme-colors';

export interface ImageGridProps {
  readonly strip: ImageStrip;
  readonly columns: number;
  /** Width of a cell in CSS pixels. */
  readonly cell: number;
  readonly gap?: number;
  readonly range?: ValueRange;
  /** False where many grids are of one contrast, which is said once beside them. */
  readonly tellsContrast?: boolean;
  /** What it shows, for assistive technology. */
  readonly label: string;
  readonly picked?: number | null;
  readonly onPick?: (item: number) => void;
  /** Picks when it is let go, not when it is pressed: a press may begin a drag of what the grid lies on. */
  readonly picksOnClick?: boolean;
}

export function ImageGrid({ strip, columns, cell, gap = 3, range: given, tellsContrast = true, label, picked = null, onPick, picksOnClick = false }: ImageGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const [cursor, setCursor] = useState(0);
  const rows = Math.max(1, Math.ceil(strip.count / columns));
  const height = cellHeight(strip.shape, cell);
  const range = useMemo(() => given ?? rangeOf(strip.values), [given, strip]);
  const contrast = tileOf(strip.shape) && contrastText(range);
  useEffect(() => {
    if (canvas.current && colors) drawCells(canvas.current, strip, { columns, rows, width: cell, height, gap }, { bar: colors('--accent'), ground: colors('--surface-sunken') }, range);
  }, [strip, columns, rows, cell, height, gap, range, colors]);

  const size = { width: columns * (cell + gap) - gap, height: rows * (height + gap) - gap };
  const picture = <canvas ref={canvas} className={styles.canvas} style={size} role={onPick ? undefined : 'img'} aria-label={onPick ? undefined : label} aria-hidden={onPick ? true : undefined} />;
  const words = contrast && tellsContrast && <small className={styles.contrast}>{contrast}</small>;
  if (!onPick) {
    return contrast ? (
      <span className={styles.grid} style={{ maxWidth: size.width }} title={contrast}>
        {picture}
        {words}
      </span>
    ) : (
      picture
    );
  }

  const at = (item: number) => ({ left: (item % columns) * (cell + gap), top: Math.floor(item / columns) * (height + gap), width: cell, height });
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (move !== undefined) setCursor(Math.min(strip.count - 1, Math.max(0, cursor + move)));
    else if (event.key === 'Enter' || event.key === ' ') onPick(cursor);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pickAt = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    // What lies on the canvas is drawn at its zoom.
    const zoom = box.width / size.width;
    const [column, row] = [Math.floor((event.clientX - box.left) / zoom / (cell + gap)), Math.floor((event.clientY - box.top) / zoom / (height + gap))];
    const item = row * columns + column;
    if (column < 0 || column >= columns || item < 0 || item >= strip.count) return;
    setCursor(item);
    onPick(item);
  };
  const choice = (
    <div
      className={styles.pickable}
      style={size}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, strip.count - 1)}
      aria-valuenow={cursor}
      aria-valuetext={`Item ${cursor + 1} of ${strip.count}${picked === cursor ? ', chosen' : ''}`}
      onKeyDown={onKeyDown}
      onPointerDown={picksOnClick ? undefined : pickAt}
      onClick={picksOnClick ? pickAt : undefined}
    >
      {picture}
      {picked !== null && picked < strip.count && <span className={styles.picked} style={at(picked)} />}
      <span className={styles.cursor} style={at(Math.min(cursor, strip.count - 1))} />
    </div>
  );
  return contrast ? (
    <div className={styles.grid} title={contrast}>
      {choice}
      {words}
    </div>
  ) : (
    choice
  );
}
