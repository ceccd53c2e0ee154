/** The uPlot chart of the losses: construction, colours, log scale and new values. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Progress } from '@/graph-engine/training/protocol';
import type { MetricsLog } from '@/components/training/metrics-log';
import { smooth, type LossSeries } from './loss-series';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';

export interface LossChartOptions {
  readonly run: MetricsLog;
  readonly series: readonly LossSeries[];
  readonly hidden: ReadonlySet<string>;
  readonly log: boolean;
  readonly smoothing: boolean;
  readonly colors: ThemeColors;
  /** Stretches of the run, as far as they are known. */
  stages(): Progress['stages'];
  /** The row under the pointer; null when it left. */
  onCursor(row: number | null): void;
}
export type LossChart = uPlot & { refresh(series: readonly LossSeries[]): void };

const SMOOTHING = 0.96;
const STAGE_TEXT = 11;

/** A band over the curves for each stage, with its name; every second one is shaded. */
function drawStages({ ctx, bbox: { left, top, width, height }, scales, valToPos }: uPlot, stages: Progress['stages'], colors: ThemeColors): void {
  const [low, high] = [scales['x']?.min ?? 0, scales['x']?.max ?? 0];
  const ratio = globalThis.devicePixelRatio || 1;
  ctx.save();
  ctx.font = `${STAGE_TEXT * ratio}px ${colors('--font')}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  for (const [index, { name, from, to, isNow }] of stages.entries()) {
    const [start, end] = [Math.max(from, low), Math.min(to, high)].map((step) => Math.min(left + width, Math.max(left, valToPos(step, 'x', true)))) as [number, number];
    if (to <= low || from >= high || end <= start) continue;
    ctx.fillStyle = colors('--border');
    ctx.globalAlpha = index % 2 === 0 ? 0.22 : 0.45;
    ctx.fillRect(start, top, end - start, height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = colors(isNow ? '--text' : '--text-faint');
    const room = end - start - 8 * ratio;
    const shown = ctx.measureText(name).width <= room ? name : `${name.slice(0, Math.max(0, Math.floor((name.length * room) / Math.max(1, ctx.measureText(name).width)) - 1))}…`;
    if (room > 12 * ratio) ctx.fillText(shown, start + 4 * ratio, top + 2 * ratio);
  }
  ctx.restore();
}

const tick = (value: number | null): string => (value === null ? '' : Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(0) : String(Number(value.toPrecision(6))));

export function createLossChart(target: HTMLElement, { run, series, hidden, log, smoothing, colors, stages, onCursor }: LossChartOptions): LossChart {
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
      hooks: { drawClear: [(plot) => drawStages(plot, stages(), colors)], setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)] },
    },
    data(series),
    target,
  );
  return Object.assign(chart, { refresh: (list: readonly LossSeries[]) => list.length === series.length && chart.setData(data(list)) }) as LossChart;
}
