/** Curves of the total loss and of every term, training and validation, while they are measured. */
'use client';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Progress } from '@/graph-engine/training/protocol';
import { reportFault } from '@/components/studio-state/messages';
import type { MetricsLog } from '@/components/training/metrics-log';
import { printDate } from '@/components/training/print';
import { getTraining } from '@/components/training/use-training';
import type { LossChart } from './loss-chart';
import { seriesOf, type LossSeries } from './loss-series';
import styles from './losses-view.module.css';
import controls from './view-controls.module.css';
import { useShownRun, type ShownRun } from './use-shown-run';
import { useSize } from './use-size';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { Empty } from './view-frame';

const REDRAW_MS = 120;
const none: Progress['stages'] = [];

type Charts = typeof import('./loss-chart');
/** What draws the chart, fetched once there is something to draw. */
function useCharts(wanted: boolean): Charts | null {
  const [charts, setCharts] = useState<Charts | null>(null);
  useEffect(() => {
    if (wanted) import('./loss-chart').then(setCharts).catch(reportFault);
  }, [wanted]);
  return charts;
}

/** The log's series, read at most eight times a second. */
function useSeries(run: MetricsLog): readonly LossSeries[] {
  const [series, setSeries] = useState<readonly LossSeries[]>(() => seriesOf(run));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      setSeries(seriesOf(run));
    };
    refresh();
    const unsubscribe = run.subscribe(() => (timer ??= setTimeout(refresh, REDRAW_MS)));
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [run]);
  return series;
}

export function LossesView() {
  const shown = useShownRun();
  const run = shown.log;
  const series = useSeries(run);
  const [log, setLog] = useState(false);
  const [smoothing, setSmoothing] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<LossChart | null>(null);
  const size = useSize(box);
  const colors = useThemeColors();
  const names = series.map(({ key }) => key).join('\n');
  // Of an earlier run nothing is known of stages.
  const isNow = shown.chosen === null;
  const empty = useSyncExternalStore(run.subscribe, () => run.steps.length === 0, () => true);

  const charts = useCharts(!empty);

  useEffect(() => {
    if (!box.current || !colors || empty || !charts) return;
    const chart = charts.createLossChart(box.current, { run, series: seriesOf(run), hidden, log, smoothing, colors, stages: () => (isNow ? (getTraining().progress?.stages ?? none) : none), onCursor: setAt });
    plot.current = chart;
    return () => {
      chart.destroy();
      plot.current = null;
    };
    // The names decide the chart; new values are set below.
  }, [charts, run, isNow, names, hidden, log, smoothing, colors, empty]);
  useEffect(() => {
    if (plot.current && size.width > 0 && size.height > 0) plot.current.setSize({ width: size.width, height: size.height });
  }, [size, charts, run, names, hidden, log, smoothing, colors, empty]);
  useEffect(() => {
    plot.current?.refresh(series);
  }, [series]);

  if (empty) {
    return (
      <Empty title="No curves yet">
        They are drawn here from the first training step on: the total, each term, and the held-out set after every epoch.
        <RunChoice {...shown} />
      </Empty>
    );
  }

  const toggle = (key: string): void =>
    setHidden((old) => {
      const next = new Set(old);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const row = at ?? run.steps.length - 1;
  return (
    <div className={styles.losses}>
      <div className={styles.side}>
        <div className={styles.toggles}>
          <button type="button" className={controls.button} aria-pressed={log} onClick={() => setLog(!log)}>
            Log scale
          </button>
          <button type="button" className={controls.button} aria-pressed={smoothing} onClick={() => setSmoothing(!smoothing)}>
            Smooth
          </button>
        </div>
        <RunChoice {...shown} />
        <p className={styles.step}>{at === null ? 'Latest' : `Step ${(run.steps[row] ?? 0).toLocaleString('en')}`}</p>
        <ul className={styles.legend}>
          {series.map(({ key, label, set, order, values }) => (
            <li key={key}>
              <button type="button" aria-pressed={!hidden.has(key)} onClick={() => toggle(key)}>
                <i className={set === 'train' ? styles.line : styles.dashes} style={{ color: `var(--series-${(order % 6) + 1})` }} />
                <span>{label}</span>
                <output>{read(values, row)}</output>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div ref={box} className={styles.chart} role="img" aria-label={`Loss curves over ${run.steps.length} recorded steps`} />
    </div>
  );
}

/** Earlier runs of the document stay, to be looked at beside the one under way. */
function RunChoice({ earlier, chosen, choose, refresh }: ShownRun) {
  if (earlier.length === 0) return null;
  return (
    <select className={styles.runs} aria-label="Run" value={chosen ?? ''} onFocus={refresh} onChange={(event) => choose(event.target.value || null)}>
      <option value="">This run</option>
      {earlier.map(({ run, started, steps }) => (
        <option key={run} value={run}>
          {printDate(started)} · {steps.toLocaleString('en')} {steps === 1 ? 'step' : 'steps'}
        </option>
      ))}
    </select>
  );
}

/** The value at a row, or the last one before it. */
function read(values: readonly (number | null)[], row: number): string {
  for (let index = Math.min(row, values.length - 1); index >= 0; index--) {
    const value = values[index];
    if (value !== null && value !== undefined) return value.toPrecision(4);
  }
  return '—';
}
