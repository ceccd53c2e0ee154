/** Where the items lie in a code of more than two numbers, as points. */
'use client';
import { useEffect, useRef } from 'react';
import { colorsOf, MapPainter } from '../map/painter';
import { fitViewport } from '../map/viewport';
import type { PreviewProps } from './preview-props';
import styles from '../node-preview.module.css';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { useAbout } from './use-about';
import { useOwn } from './use-own';

export function CodePointsPreview({ nodeId, visible, width }: PreviewProps) {
  const height = width;
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const state = useView({ kind: 'code-map', count: 500, ...useOwn(), ...useAbout(nodeId, 'code') }, previewPace(visible));
  const { result } = state;
  useEffect(() => {
    if (!canvas.current || !colors || result?.kind !== 'code-map') return;
    const { points, labels } = result;
    const size = { width, height };
    new MapPainter(canvas.current).paint({ points, colors: colorsOf(points.length / 2, labels, colors), radius: 2.2 }, fitViewport(points, size, 8), size, colors);
  }, [result, colors, width, height]);
  if (result?.kind !== 'code-map') return <NoPicture state={state} />;
  return <canvas ref={canvas} className={styles.canvas} style={{ height }} role="img" aria-label="Map of the codes" />;
}
