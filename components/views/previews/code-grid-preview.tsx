/** A code of two numbers as a map that grows while the model learns: what its places decode to, under the items. One can drag in it, and the Decoder follows. */
'use client';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { followPlace, useFollowedPlace } from '@/components/studio-state/followed';
import { useDocument } from '@/components/studio-state/use-studio';
import type { PreviewProps } from './preview-props';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { printCode } from '../print-code';
import { useView } from '../use-view';
import styles from './code-grid-preview.module.css';
import { codeAt, drawCodeGrid, onGrid } from './draw-code-grid';
import { NoPicture, previewPace } from './frame';
import { useAbout, useRoles } from './use-about';
import { useFollowed } from './use-followed';
import { useOwn } from './use-own';

const COUNT = 500;
/** Places along a side. */
const SIDE = 10;
/** Arrow keys go so much of the way from the middle to the border. */
const KEY_STEP = 0.05;

export function CodeGridPreview({ nodeId, visible, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef(0);
  const colors = useThemeColors();
  const document = useDocument(({ id }) => id);
  const pace = previewPace(visible);
  const { code } = useRoles(nodeId, 'code');
  const state = useView({ kind: 'code-grid', count: COUNT, side: SIDE, ...useOwn(), ...useAbout(nodeId, 'code') }, pace);
  const followed = useFollowed(code ? [code.tap] : [], pace);
  const place = useFollowedPlace();
  const own = place?.node === nodeId ? place.code : null;
  const { result } = state;
  useEffect(() => {
    if (canvas.current && colors && result?.kind === 'code-grid') drawCodeGrid(canvas.current, result, width, colors);
  }, [result, colors, width]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  if (result?.kind !== 'code-grid') return <NoPicture state={state} />;

  const go = (at: readonly [number, number]): void => followPlace(document, { node: nodeId, code: at });
  const point = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = codeAt(result, box.width, event.clientX - box.left, event.clientY - box.top);
    // At most once a frame: what the place decodes to is asked for each.
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => go(at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key] ?? [0, 0];
    if (event.key === 'Escape' && own) followPlace(document, null);
    else if (x !== 0 || y !== 0) {
      const [a, b] = own ?? result.centre;
      const reach = result.reach * KEY_STEP;
      go(codeAt(result, 2, ...onGrid(result, 2, a + x! * reach, b + y! * reach)));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const item = followed && code ? followed.ports[code.tap]!.values : null;
  const mark = own ?? (item && ([item[0]!, item[1]!] as const));
  const [x, y] = mark ? onGrid(result, 100, ...mark) : [0, 0];
  const isInside = mark !== null && x >= 0 && x <= 100 && y >= 0 && y <= 100;
  return (
    <>
      <div
        className={`${styles.map} nodrag nopan`}
        style={{ width, height: width }}
        role="slider"
        tabIndex={0}
        aria-label="Map of the code: a place in it is decoded"
        aria-valuemin={-100}
        aria-valuemax={100}
        aria-valuenow={own ? Math.round(2 * x - 100) : 0}
        aria-valuetext={own ? printCode(own) : 'no place chosen'}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          point(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && point(event)}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={styles.canvas} aria-hidden />
        {isInside && <span className={styles.mark} data-of={own ? 'place' : 'item'} style={{ left: `${x}%`, top: `${y}%` }} />}
      </div>
      <div className={styles.row}>
        {own ? (
          <>
            <b>{printCode(own)}</b>
            <button type="button" className="nodrag" onClick={() => followPlace(document, null)}>
              Back to the item
            </button>
          </>
        ) : (
          <span>Drag here: the Decoder follows</span>
        )}
      </div>
    </>
  );
}
