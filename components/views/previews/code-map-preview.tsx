/** Where the items lie in the code, small. */
'use client';
import { useEffect, useRef } from 'react';
import { drawMap, fitPlane } from '../code-map-canvas';
import type { PreviewProps } from '../node-preview';
import styles from '../node-preview.module.css';
import { useThemeColors } from '../use-theme-colors';
import { useView } from '../use-view';
import { NoPicture, PREVIEW_EVERY_MS, PREVIEW_WIDTH } from './frame';

const SIZE = { width: PREVIEW_WIDTH, height: 132 };

export function CodeMapPreview({ visible }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const state = useView(visible ? { kind: 'code-map', count: 500 } : null, PREVIEW_EVERY_MS);
  const { result } = state;
  useEffect(() => {
    if (canvas.current && colors && result?.kind === 'code-map') drawMap(canvas.current, result, fitPlane(result, SIZE, 6), SIZE, { radius: 1.6, colors });
  }, [result, colors]);
  if (result?.kind !== 'code-map') return <NoPicture state={state} />;
  return <canvas ref={canvas} className={styles.canvas} style={SIZE} role="img" aria-label="Map of the codes" />;
}
