/** Where the items lie in the code, small. */
'use client';
import { useEffect, useRef } from 'react';
import { drawMap, fitPlane } from '../code-map-canvas';
import type { PreviewProps } from './preview-props';
import styles from '../node-preview.module.css';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { useAbout } from './use-about';
import { useOwn } from './use-own';

const HEIGHT = 132;

export function CodeMapPreview({ nodeId, visible, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const state = useView({ kind: 'code-map', count: 500, ...useOwn(), ...useAbout(nodeId, 'code') }, previewPace(visible));
  const { result } = state;
  useEffect(() => {
    if (canvas.current && colors && result?.kind === 'code-map') drawMap(canvas.current, result, fitPlane(result, { width, height: HEIGHT }, 6), { width, height: HEIGHT }, { radius: 1.6, colors });
  }, [result, colors, width]);
  if (result?.kind !== 'code-map') return <NoPicture state={state} />;
  return <canvas ref={canvas} className={styles.canvas} style={{ height: HEIGHT }} role="img" aria-label="Map of the codes" />;
}
