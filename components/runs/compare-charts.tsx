/** Curves of several runs, a chart for each unit: solid while training, dashed where held out, dotted the baselines. */
import { useEffect, useRef, useState } from 'react';
import { plotOf } from '@/graph-engine/inspect/plot';
import type { Metrics } from '@/graph-engine/training/protocol';
import { reportStore } from '@/components/persistence/report-store';
import { loadRun } from '@/components/training/run-history';
import { seriesColor } from '@/components/ui/series-color';
import { useSize } from '@/components/views/use-size';
import { overlaid, type Overlay } from './overlay';
import { shortFigure } from './run-words';
import kept from '@/components/ui/kept-list.module.css';
import styles from './runs.module.css';
import type { KeptRun } from './use-runs';

/** Until its place is measured. */
const USUAL = 520;
const HEIGHT = 240;

export function CompareCharts({ runs }: { readonly runs: readonly KeptRun[] }) {
  const [rows, setRows] = useState<readonly (readonly Metrics[])[] | null>(null);
  const key = runs.map(({ document, run }) => `${document} ${run}`).join();
  useEffect(() => {
    let live = true;
    Promise.all(runs.map((run) => loadRun(run))).then((found) => live && setRows(found), reportStore);
    return () => {
      live = false;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key names the runs
  }, [key]);
  if (!rows) return <p className={kept.hint} aria-busy="true">Reading the curves…</p>;
  return (
    <div className={styles.charts}>
      {overlaid(runs, rows.slice(0, runs.length)).map((overlay) => (
        <OverlayChart key={`${overlay.title} ${overlay.unit}`} overlay={overlay} />
      ))}
    </div>
  );
}

function OverlayChart({ overlay: { title, unit, curves, levels } }: { readonly overlay: Overlay }) {
  const box = useRef<HTMLElement>(null);
  // As wide as its place: a drawing that is scaled has words of another size.
  const width = useSize(box).width || USUAL;
  const plot = plotOf(curves, levels, { width, height: HEIGHT });
  const { left, right, top, bottom } = plot;
  const of = new Map(curves.map((curve) => [curve.key, curve]));
  return (
    <section ref={box} className={styles.chart} aria-label={title}>
      <h3>
        {title} <small>{[unit, 'by step'].filter(Boolean).join(' ')}</small>
        {plot.cut !== null && <small> · values up to {shortFigure(plot.cut)} are beyond the axis</small>}
      </h3>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={`${title}, ${unit}, of ${new Set(curves.map(({ run }) => run)).size} runs`}>
        {plot.y.map(({ at, text }) => (
          <g key={text}>
            <line x1={left} x2={right} y1={at} y2={at} className={styles.grid} />
            <text x={left - 6} y={at + 4} textAnchor="end">
              {text}
            </text>
          </g>
        ))}
        {plot.x.map(({ at, text }) => (
          <text key={text} x={at} y={bottom + 16} textAnchor="middle">
            {text}
          </text>
        ))}
        <text x={left - 10} y={bottom + 16} textAnchor="end">
          step
        </text>
        {plot.levels.map(({ name, at }) => (
          <g key={name}>
            <line x1={left} x2={right} y1={at} y2={at} className={styles.level} />
            <text x={right} y={at - 4} textAnchor="end">
              {name}
            </text>
          </g>
        ))}
        <svg x={0} y={top} width={width} height={bottom - top} viewBox={`0 ${top} ${width} ${bottom - top}`}>
          {plot.paths.map(({ key, d }) => {
            const { order, set } = of.get(key)!;
            return <path key={key} d={d} fill="none" stroke={seriesColor(order)} strokeWidth={set === 'train' ? 1.4 : 2} {...(set === 'validation' && { strokeDasharray: '6 4' })} />;
          })}
        </svg>
      </svg>
    </section>
  );
}
