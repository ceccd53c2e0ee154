/** Curves of every figure of the run, training and validation, while they are measured: a chart for each unit. */
'use client';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Figure } from '@/graph-engine/program/figures';
import type { Progress } from '@/graph-engine/training/protocol';
import { reportFault } from '@/components/studio-state/messages';
import type { MetricsLog } from '@/components/training/metrics-log';
import { printDate } from '@/components/training/print';
import { getTraining } from '@/components/training/use-training';
import { chartsOf, type ChartGroup } from './chart-groups';
import { ChartPanel, type ChartMaker } from './chart-panel';
import styles from './losses-view.module.css';
import controls from '../view-controls.module.css';
import { useFigures } from './use-figures';
import { useShownRun, type ShownRun } from '../use-shown-run';
import { useSize } from '../use-size';
import { Empty } from '../view-frame';
import { gridFor } from './grid-for';

const REDRAW_MS = 120;
const none: Progress['stages'] = [];
const noStages = (): Progress['stages'] => none;
const stagesNow = (): Progress['stages'] => getTraining().progress?.stages ?? none;

/** What draws the charts, fetched once there is something to draw. */
function useMaker(wanted: boolean): ChartMaker | null {
  const [maker, setMaker] = useState<ChartMaker | null>(null);
  useEffect(() => {
    if (wanted) import('./unit-chart').then(setMaker).catch(reportFault);
  }, [wanted]);
  return maker;
}

/** The log's charts, read at most eight times a second. */
function useGroups(run: MetricsLog, figures: readonly Figure[]): readonly ChartGroup[] {
  const [groups, setGroups] = useState<readonly ChartGroup[]>(() => chartsOf(run, figures));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      setGroups(chartsOf(run, figures));
    };
    refresh();
    const unsubscribe = run.subscribe(() => (timer ??= setTimeout(refresh, REDRAW_MS)));
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [run, figures]);
  return groups;
}

export function LossesView() {
  const shown = useShownRun();
  const run = shown.log;
  const figures = useFigures();
  const groups = useGroups(run, figures);
  const [log, setLog] = useState(false);
  const [smoothing, setSmoothing] = useState(true);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const look = useMemo(() => ({ log, smoothing, hidden }), [log, smoothing, hidden]);
  const empty = useSyncExternalStore(run.subscribe, () => run.steps.length === 0, () => true);
  const maker = useMaker(!empty);
  const toggle = useCallback(
    (key: string): void =>
      setHidden((old) => {
        const next = new Set(old);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );

  if (empty) {
    return (
      <Empty title="No curves yet">
        They are drawn here from the first training step on: the total, each term, and the held-out set after every epoch.
        <RunChoice {...shown} />
      </Empty>
    );
  }
  const { columns, height } = gridFor(groups.length, size);
  return (
    <div className={styles.losses}>
      <div className={styles.controls}>
        <button type="button" className={controls.button} aria-pressed={log} onClick={() => setLog(!log)}>
          Log scale
        </button>
        <button type="button" className={controls.button} aria-pressed={smoothing} onClick={() => setSmoothing(!smoothing)}>
          Smooth
        </button>
        <RunChoice {...shown} />
        <p className={styles.step}>{at === null ? 'Latest' : `Step ${(run.steps[at] ?? 0).toLocaleString('en')}`}</p>
      </div>
      <div ref={box} className={styles.charts} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: `${height}px` }}>
        {maker &&
          size.width > 0 &&
          groups.map((group) => (
            // Of an earlier run nothing is known of stages.
            <ChartPanel key={group.key} maker={maker} steps={run.steps} group={group} look={look} at={at} stages={shown.chosen === null ? stagesNow : noStages} onPoint={setAt} onToggle={toggle} />
          ))}
      </div>
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
