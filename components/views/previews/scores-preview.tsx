/** Scores of a Discriminator for the real and the fake, as two histograms over one axis. */
'use client';
import { useEffect, useRef } from 'react';
import { useAnalysis } from '@/components/studio-state/use-studio';
import type { PreviewProps } from './preview-props';
import styles from '../node-preview.module.css';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useView } from '../use-view';
import { binScores, drawScores } from './draw-scores';
import { NoPicture, previewPace } from './frame';
import { useOwn } from './use-own';

const HEIGHT = 108;
const COUNT = 128;

export function ScoresPreview({ nodeId, visible, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  const ports = useAnalysis((analysis) => {
    const node = analysis.nodes[nodeId];
    return (node?.outputs ?? []).filter(({ id }) => node?.types[id]?.tag === 'score').map(({ id }) => id);
  });
  const own = useOwn();
  const request = (port: string | undefined) => (port ? ({ kind: 'tap', tap: `${nodeId}.${port}`, count: COUNT, ...own } as const) : null);
  const fake = useView(request(ports[0]), previewPace(visible));
  const real = useView(request(ports[1]), previewPace(visible));
  const scores = [fake, real].map(({ result }) => (result?.kind === 'tap' ? result.images.values : null));
  const [fakeScores = null, realScores = null] = scores;
  useEffect(() => {
    if (canvas.current && colors && fakeScores) drawScores(canvas.current, binScores(realScores ?? new Float32Array(), fakeScores), { width, height: HEIGHT }, { real: colors('--series-2'), fake: colors('--series-1') });
  }, [fakeScores, realScores, colors, width]);
  if (!fakeScores) return <NoPicture state={fake} />;
  return (
    <>
      <canvas ref={canvas} className={styles.canvas} style={{ height: HEIGHT }} role="img" aria-label="Scores of real and fake" />
      <div className={styles.row}>
        <span className={styles.real}>
          real <b>{mean(realScores)}</b>
        </span>
        <span className={styles.fake}>
          fake <b>{mean(fakeScores)}</b>
        </span>
      </div>
    </>
  );
}
const mean = (values: Float32Array | null): string => (values && values.length > 0 ? (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2) : '—');
