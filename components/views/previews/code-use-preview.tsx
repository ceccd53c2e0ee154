/** How often each code is used, small, with the share that is used at all. */
'use client';
import { useEffect, useRef } from 'react';
import { drawHistogram } from '../draw-histogram';
import type { PreviewProps } from './preview-props';
import styles from '../node-preview.module.css';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useView } from '../use-view';
import { NoPicture, previewPace } from './frame';
import { useAbout } from './use-about';
import { useOwn } from './use-own';

const HEIGHT = 108;

export function CodeUsePreview({ nodeId, visible, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const state = useView({ kind: 'code-use', count: 500, ...useOwn(), ...useAbout(nodeId, 'indices') }, previewPace(visible));
  const { result } = state;
  useEffect(() => {
    if (canvas.current && colors && result?.kind === 'code-use') {
      const sorted = result.counts.toSorted((a, b) => b - a);
      drawHistogram(canvas.current, sorted, { width, height: HEIGHT }, { bar: colors('--accent'), unused: colors('--error') });
    }
  }, [result, colors, width]);
  if (result?.kind !== 'code-use') return <NoPicture state={state} />;
  return (
    <>
      <canvas ref={canvas} className={styles.canvas} style={{ height: HEIGHT }} role="img" aria-label="Use of the codes" />
      <div className={styles.row}>
        <span>
          <b>{result.used}</b> of {result.counts.length} used
        </span>
        <span>
          perplexity <b>{result.perplexity.toFixed(1)}</b>
        </span>
      </div>
    </>
  );
}
