/** Scores by class, and the threshold as a line that is dragged or moved by keys. */
'use client';
import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { histogram, positionIn, scoreAt, type Histogram } from '@/graph-engine/inspect/anomaly/histogram';
import type { Ranking } from '@/graph-engine/inspect/anomaly/ranking';
import { useSize } from '../use-size';
import styles from './anomalies.module.css';
import chart from './score-histogram.module.css';
import { steppedThreshold } from './judging';
import { scoreText } from './print-row';

interface ScoreHistogramProps {
  readonly ranking: Ranking;
  readonly threshold: number;
  readonly isKnown: boolean;
  onMove(threshold: number): void;
}
const TICKS = 5;
const SHARES_PER_KEY = 100;

/** Bars of one class as a path: heights from 0 to 1 of its own rows. */
function steps(counts: Uint32Array, most: number, total: number, width: number, height: number): string {
  const step = width / counts.length;
  const top = (count: number): number => height - (total === 0 ? 0 : count / total / most) * (height - 6);
  return `M0 ${height}${Array.from(counts, (count, i) => `L${i * step} ${top(count)}L${(i + 1) * step} ${top(count)}`).join('')}L${width} ${height}Z`;
}
const highest = ({ normal, anomalous }: Histogram, { normalCount, anomalousCount }: Ranking): number =>
  Math.max(1e-9, ...Array.from(normal, (count) => count / Math.max(1, normalCount)), ...Array.from(anomalous, (count) => count / Math.max(1, anomalousCount)));

export function ScoreHistogram({ ranking, threshold, isKnown, onMove }: ScoreHistogramProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  const bars = useMemo(() => histogram(ranking), [ranking]);
  if (!bars) return <p className={styles.note}>No score is a finite number.</p>;
  const bins = bars.normal.length;
  const plot = Math.max(0, height - 18);
  const most = highest(bars, ranking);
  const x = (positionIn(bars, threshold) / bins) * width;
  const [high, low] = [ranking.scores[0]!, ranking.scores.at(-1)!];
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    onMove(scoreAt(bars, ((event.clientX - left) / wide) * bins));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const some = event.shiftKey ? 1 : Math.max(1, Math.round(ranking.scores.length / SHARES_PER_KEY));
    const moves: Readonly<Record<string, number>> = { ArrowRight: some, ArrowUp: some, ArrowLeft: -some, ArrowDown: -some, PageUp: 10 * some, PageDown: -10 * some, Home: -Infinity, End: Infinity };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(steppedThreshold(ranking, threshold, move));
  };
  return (
    <div
      ref={box}
      className={chart.histogram}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && follow(event)}
    >
      <svg width={width} height={height} role="img" aria-label={isKnown ? `Histogram of the scores of ${ranking.normalCount} normal and ${ranking.anomalousCount} anomalous rows, ${bars.scale} scale` : `Histogram of the scores of ${ranking.normalCount} rows, ${bars.scale} scale`}>
        <defs>
          <pattern id="anomalous-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V5" className={chart.hatch} />
          </pattern>
        </defs>
        <path className={chart.normalBars} d={steps(bars.normal, most, ranking.normalCount, width, plot)} />
        {isKnown && <path className={chart.anomalousBars} d={steps(bars.anomalous, most, ranking.anomalousCount, width, plot)} />}
        <path className={chart.axis} d={`M0 ${plot + 0.5}H${width}`} />
        {Array.from({ length: TICKS }, (_, i) => (
          <text key={i} className={chart.tick} x={(i / (TICKS - 1)) * width} y={height - 4} textAnchor={i === 0 ? 'start' : i === TICKS - 1 ? 'end' : 'middle'}>
            {scoreText(scoreAt(bars, (i / (TICKS - 1)) * bins))}
          </text>
        ))}
      </svg>
      <div
        className={chart.threshold}
        style={{ left: x, height: plot }}
        role="slider"
        tabIndex={0}
        aria-label="Threshold"
        aria-orientation="horizontal"
        aria-valuemin={low}
        aria-valuemax={high}
        aria-valuenow={threshold}
        aria-valuetext={`${scoreText(threshold)}: rows with a higher score are called anomalous`}
        onKeyDown={onKeyDown}
      >
        <span data-side={x > width / 2 ? 'left' : 'right'}>{scoreText(threshold)}</span>
      </div>
    </div>
  );
}
