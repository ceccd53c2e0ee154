/** The uPlot chart of the losses: construction, colours, log scale and new values. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { MetricsLog } from '@/components/training/metrics-log';
import { smooth, type LossSeries } from './loss-series';
import type { ThemeColors } from './use-theme-colors';

export interface LossChartOptions {
  readonly run: MetricsLog;
  readonly series: readonly LossSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly log: boolean;
  readonly smoothing: boolean;
  readonly colors: ThemeColors;
  /** The row under the pointer; null when it left. */
  onCursor(row: number | null): void;
}
export type LossChart = uPlot & { refresh(series: readonly LossSeries[]): void };

const SMOOTHING = 0.96;

const tick = (value: number | null): string => (value === null ? '' : Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(0) : String(Number(value.toPrecision(6))));

export function createLossChart(target: HTMLElement, { run, series, hidden, log, smoothing, colors, onCursor }: LossChartOptions): LossChart {
  const data = (list: readonly LossSeries[]): uPlot.AlignedData => [
    run.steps,
    ...list.map(({ set, values }) => {
      const shown = log ? values.map((value) => (value !== null && value > 0 ? value : null)) : values;
      return smoothing && set === 'train' ? smooth(shown, SMOOTHING) : (shown as (number | null)[]);
    }),
  ];
  const axis: uPlot.Axis = {
    stroke: colors('--text-faint'),
    grid: { stroke: colors('--border'), width: 1 },
    ticks: { show: false },
    font: `11px ${colors('--font')}`,
  };
  const chart = new uPlot(
    {
      width: target.clientWidth || 300,
      height: target.clientHeight || 150,
      legend: { show: false },
      padding: [10, 14, 0, 4],
      cursor: { y: false, points: { size: 6 } },
      scales: { x: { time: false }, y: log ? { distr: 3, log: 10 } : { range: (_chart, low, high) => uPlot.rangeNum(low ?? 0, high ?? 1, 0.08, true) } },
      axes: [
        { ...axis, size: 28, values: (_chart, splits) => splits.map((step) => (step >= 10_000 ? `${step / 1000}k` : String(step))) },
        { ...axis, size: 54, values: (_chart, splits) => splits.map(tick) },
      ],
      series: [
        { label: 'step' },
        ...series.map(({ key, label, set, order }): uPlot.Series => ({
          label,
          show: !hidden.has(key),
          stroke: colors(`--series-${(order % 6) + 1}`),
          width: set === 'train' ? (order === 0 ? 2 : 1.5) : 2,
          ...(set === 'validation' && { dash: [5, 4] }),
          spanGaps: true,
          points: { show: set === 'validation' && run.steps.length < 2000, size: 5 },
        })),
      ],
      hooks: { setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)] },
    },
    data(series),
    target,
  );
  return Object.assign(chart, { refresh: (list: readonly LossSeries[]) => list.length === series.length && chart.setData(data(list)) }) as LossChart;
}
