/** Curves of every figure of the run, training and validation, while they are measured: a chart for each unit. */
'use client';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Figure } from '@/graph-engine/program/figures';
import type { Progress } from '@/graph-engine/training/protocol';
import { reportFault } from '@/components/studio-state/messages';
import { useBaselines } from '@/components/training/baselines';
import type { MetricsLog } from '@/components/training/metrics-log';
import { printDate } from '@/components/training/print';
import { RunLink } from '@/components/training/run-link';
import { getTraining } from '@/components/training/use-training';
import { counted } from '@/graph-engine/diagnostics/counted';
import { toggled } from '@/components/ui/toggled';
import { chartsOf, type ChartGroup, type DottedLine } from './chart-groups';
import { ChartPanel, type ChartLook, type ChartMaker, type ChartPanelProps } from './chart-panel';
import styles from './losses-view.module.css';
import controls from '../view-controls.module.css';
import { useFigures } from './use-figures';
import { Claim } from '../claim';
import { useShownRun, type ShownRun } from '../use-shown-run';
import { useSize } from '../use-size';
import { Empty } from '../view-frame';
import { gridFor } from './grid-for';

const REDRAW_MS = 120;
const none: Progress['stages'] = [];
const noLines: readonly DottedLine[] = [];
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
function useGroups(run: MetricsLog, figures: readonly Figure[], dotted: readonly DottedLine[]): readonly ChartGroup[] {
  const [groups, setGroups] = useState<readonly ChartGroup[]>(() => chartsOf(run, figures, dotted));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (): void => {
      timer = undefined;
      setGroups(chartsOf(run, figures, dotted));
    };
    refresh();
    const unsubscribe = run.subscribe(() => (timer ??= setTimeout(refresh, REDRAW_MS)));
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [run, figures, dotted]);
  return groups;
}

export function LossesView() {
  const shown = useShownRun();
  const run = shown.log;
  const figures = useFigures();
  const baselines = useBaselines();
  // They are of the model that is open, and so of the run under way.
  const dotted = useMemo(() => (baselines && shown.chosen === null ? baselines.figures.map(({ short, value }): DottedLine => ({ name: short, value, unit: baselines.unit, term: baselines.term })) : noLines), [baselines, shown.chosen]);
  const groups = useGroups(run, figures, dotted);
  const [log, setLog] = useState(false);
  const [smoothing, setSmoothing] = useState(true);
  const [at, setAt] = useState<number | null>(null);
  const empty = useSyncExternalStore(run.subscribe, () => run.steps.length === 0, () => true);
  const maker = useMaker(!empty);
  if (empty) {
    return (
      <Empty title="No curves yet">
        They are drawn here from the first training step on: the total, each term, and the held-out set after every epoch.
        <RunChoice {...shown} />
      </Empty>
    );
  }
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
        <RunLink />
        <p className={styles.step}>{at === null ? 'Latest' : `Step ${(run.steps[at] ?? 0).toLocaleString('en')}`}</p>
        {shown.chosen === null && <Claim className={styles.claim} />}
      </div>
      {maker && (
        // Of an earlier run nothing is known of stages.
        <Charts maker={maker} steps={run.steps} groups={groups} log={log} smoothing={smoothing} at={at} stages={shown.chosen === null ? stagesNow : noStages} onPoint={setAt} />
      )}
    </div>
  );
}

interface ChartsProps extends Omit<ChartPanelProps, 'group' | 'look' | 'onToggle'>, Omit<ChartLook, 'hidden'> {
  readonly groups: readonly ChartGroup[];
}
/** Side by side, as large as the room allows. */
function Charts({ groups, log, smoothing, ...rest }: ChartsProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const look = useMemo(() => ({ log, smoothing, hidden }), [log, smoothing, hidden]);
  const { columns, height } = gridFor(groups.length, size);
  return (
    <div ref={box} className={styles.charts} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridAutoRows: `${height}px` }}>
      {size.width > 0 && groups.map((group) => <ChartPanel key={group.key} group={group} look={look} onToggle={(key) => setHidden((old) => toggled(old, key))} {...rest} />)}
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
          {printDate(started)} · {counted(steps, 'step')}
        </option>
      ))}
    </select>
  );
}
