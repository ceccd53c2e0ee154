/** The curve of a loss where it is made, with what it is now and what simpler means come to. Drawn past React: a run writes many rows a second. */
'use client';
import { useEffect, useRef } from 'react';
import { unitIn } from '@/graph-engine/program/figures';
import { useDocument } from '@/components/studio-state/use-studio';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useBaselines } from '@/components/training/baselines';
import { metricsLog, type MetricsLog } from '@/components/training/metrics-log';
import { printLoss } from '@/components/training/print';
import { useTraining } from '@/components/training/use-training';
import { SMOOTHING, smooth } from '../charts/chart-groups';
import styles from '../node-preview.module.css';
import { drawSpark, type Spark } from './draw-spark';
import own from './losses-preview.module.css';
import type { PreviewProps } from './preview-props';

/** Of the width. */
const HEIGHT = 0.26;
const EVERY_MS = 250;

const columnOf = (log: MetricsLog, term: string, set: 'train' | 'validation') => log.columns.find((one) => one.term === term && one.set === set)?.values ?? [];
function sparkOf(log: MetricsLog, term: string, baseline: number | null): Spark {
  return { steps: log.steps, train: smooth(columnOf(log, term, 'train'), SMOOTHING), validation: columnOf(log, term, 'validation'), baseline };
}
const lastOf = (values: readonly (number | null)[]): number | null => values.findLast((value) => value !== null) ?? null;

export function LossesPreview({ nodeId, visible, width }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const figure = useRef<HTMLElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const colors = useThemeColors();
  const term = useDocument(({ nodes }) => nodes[nodeId]?.name ?? '');
  const unit = useTraining(({ model }) => (model ? unitIn(model.figures, term) : ''));
  const baselines = useBaselines();
  const toBeat = baselines?.node === nodeId ? (baselines.figures[0] ?? null) : null;
  const height = Math.round(width * HEIGHT);
  const baseline = toBeat?.value ?? null;
  useEffect(() => {
    if (!visible || !colors) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = -1;
    const draw = (): void => {
      timer = undefined;
      if (shown === metricsLog.version || !canvas.current || !figure.current || !room.current) return;
      shown = metricsLog.version;
      const spark = sparkOf(metricsLog, term, baseline);
      // As the legend of the chart has it: the curve is smooth, the figure is not.
      const now = lastOf(spark.validation) ?? lastOf(columnOf(metricsLog, term, 'train'));
      room.current.toggleAttribute('data-empty', now === null);
      drawSpark(canvas.current, spark, { width, height }, colors);
      figure.current.textContent = now === null ? '' : printLoss(now);
      figure.current.title = lastOf(spark.validation) === null ? 'Of the last step' : 'Of held-out items';
    };
    const later = (): void => void (timer ??= setTimeout(draw, EVERY_MS));
    draw();
    const forget = metricsLog.subscribe(later);
    return () => {
      forget();
      clearTimeout(timer);
    };
  }, [visible, colors, term, baseline, width, height]);
  return (
    <div ref={room} className={own.room} data-empty>
      <canvas ref={canvas} className={styles.canvas} style={{ height }} role="img" aria-label={`Curve of ${term}`} />
      <p className={own.figure}>
        <b ref={figure} data-testid={`loss-of-${nodeId}`} /> <span>{unit}</span>
      </p>
      {toBeat && (
        <p className={own.baseline} title={toBeat.help}>
          <span>{toBeat.title}</span> <b>{printLoss(toBeat.value)}</b>
        </p>
      )}
      <p className={`${styles.words} ${own.nothing}`}>Its curve stands here once it trains</p>
    </div>
  );
}
