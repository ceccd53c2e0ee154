/** One chart: its name and unit, its legend with the figures at the cursor, and the curves. */
'use client';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Progress } from '@/graph-engine/training/protocol';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { seriesColor } from '@/components/ui/series-color';
import { useSize } from '../use-size';
import type { ChartGroup } from './chart-groups';
import styles from './losses-view.module.css';
import type { UnitChart } from './unit-chart';

export type ChartMaker = typeof import('./unit-chart');
export interface ChartLook {
  readonly log: boolean;
  readonly smoothing: boolean;
  readonly hidden: ReadonlySet<string>;
}
export interface ChartPanelProps {
  readonly maker: ChartMaker;
  readonly steps: readonly number[];
  readonly group: ChartGroup;
  readonly look: ChartLook;
  /** The row that is pointed at in any chart; null for the latest. */
  readonly at: number | null;
  stages(): Progress['stages'];
  onPoint(row: number | null): void;
  onToggle(key: string): void;
}

export function ChartPanel({ maker, steps, group, look, at, stages, onPoint, onToggle }: ChartPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UnitChart | null>(null);
  const size = useSize(box);
  const colors = useThemeColors();
  const [cut, setCut] = useState<number | null>(null);
  const latest = useRef({ steps, group, stages, onPoint });
  useEffect(() => {
    latest.current = { steps, group, stages, onPoint };
  });
  const names = group.series.map(({ key }) => key).join('\n');
  const { log, smoothing, hidden } = look;
  useEffect(() => {
    if (!box.current || !colors) return;
    const chart = maker.createUnitChart(box.current, { ...latest.current, hidden, log, smoothing, colors, stages: () => latest.current.stages(), onCursor: (row) => latest.current.onPoint(row), onCut: setCut });
    plot.current = chart;
    return () => {
      chart.destroy();
      plot.current = null;
    };
    // The names decide the chart; new values are set below.
  }, [maker, names, hidden, log, smoothing, colors]);
  useEffect(() => {
    if (size.width > 0 && size.height > 0) plot.current?.resize(size.width, size.height);
  }, [size, maker, names, hidden, log, smoothing, colors]);
  useEffect(() => {
    plot.current?.refresh(steps, group);
  }, [steps, group]);
  useEffect(() => {
    plot.current?.point(at);
  }, [at, steps]);

  const row = at ?? steps.length - 1;
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = steps.length - 1;
    const by = event.shiftKey ? Math.max(1, Math.round(steps.length / 20)) : 1;
    const next = { ArrowLeft: Math.max(0, row - by), ArrowRight: Math.min(last, row + by), Home: 0, End: last, Escape: null }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onPoint(next);
  };
  const { title, unit, series } = group;
  const words = useMemo(() => `${title} curves${unit && `, ${unit},`} over ${steps.length} recorded steps${cut === null ? '' : `; values up to ${print(cut)} are beyond the axis`}`, [title, unit, steps.length, cut]);
  return (
    <div className={styles.cell}>
      <section className={styles.chart} aria-label={title}>
        <header className={styles.head}>
          <h3 title={title}>{title}</h3>
          {unit && <span className={styles.unit} title={unit}>{unit}</span>}
          {cut !== null && (
            <span className={styles.cut} title="The first steps, or spikes, are cut off so that the rest can be read. Drag over a part to look at it; double-click to go back.">
              ↑ up to {print(cut)}
            </span>
          )}
        </header>
        <ul className={styles.legend}>
          {series.map(({ key, label, short, set, order, values }) => (
            <li key={key}>
              <button type="button" aria-label={`${label} ${read(values, row)}`} aria-pressed={!hidden.has(key)} onClick={() => onToggle(key)} title={hidden.has(key) ? `Show ${label}` : `Hide ${label}`}>
                <i className={set === 'train' ? styles.line : styles.dashes} style={{ color: seriesColor(order) }} />
                <span>{short}</span>
                <output>{read(values, row)}</output>
              </button>
            </li>
          ))}
        </ul>
        <div ref={box} className={styles.plot} role="img" tabIndex={0} aria-label={words} onKeyDown={onKeyDown} onBlur={() => onPoint(null)} />
      </section>
    </div>
  );
}

const print = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 }).replace('-', '−');
/** The value at a row, or the last one before it. */
function read(values: readonly (number | null)[], row: number): string {
  for (let index = Math.min(row, values.length - 1); index >= 0; index--) {
    const value = values[index];
    if (value !== null && value !== undefined) return value.toPrecision(4).replace('-', '−');
  }
  return '—';
}
