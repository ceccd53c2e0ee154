/** The uPlot chart of the figures of one unit: construction, colours, log scale, levels, and new values. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { robustRange } from '@/graph-engine/inspect/robust-range';
import type { Progress } from '@/graph-engine/training/protocol';
import type { ThemeColors } from '@/components/pictures/use-theme-colors';
import { seriesToken } from '@/components/ui/series-color';
import { SMOOTHING, smooth, type ChartGroup, type ChartSeries } from './chart-groups';
import { drawLevels, drawStages } from './draw-behind';

export interface UnitChartOptions {
  readonly steps: readonly number[];
  readonly group: ChartGroup;
  readonly hidden: ReadonlySet<string>;
  readonly log: boolean;
  readonly smoothing: boolean;
  readonly colors: ThemeColors;
  /** Stretches of the run, as far as they are known. */
  stages(): Progress['stages'];
  /** The row under the pointer; null when it left. */
  onCursor(row: number | null): void;
  /** The highest value that the axis leaves out; null where it shows all. */
  onCut(above: number | null): void;
}
export interface UnitChart {
  refresh(steps: readonly number[], group: ChartGroup): void;
  resize(width: number, height: number): void;
  /** Shows the line of a row that another chart, or the keyboard, points at. */
  point(row: number | null): void;
  destroy(): void;
}

const MANY = 2000;
/** Between marks of the axis of steps: there is no half a step. */
const wholeSteps = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((of) => of * 10 ** power)).flat();

const tick = (value: number | null): string => (value === null ? '' : Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(0) : String(Number(value.toPrecision(6))));

export function createUnitChart(target: HTMLElement, { steps, group, hidden, log, smoothing, colors, stages, onCursor, onCut }: UnitChartOptions): UnitChart {
  let { dotted } = group;
  const drawn = ({ set, values }: ChartSeries): (number | null)[] => {
    const shown = log ? values.map((value) => (value !== null && value > 0 ? value : null)) : values;
    return smoothing && set === 'train' ? smooth(shown, SMOOTHING) : [...shown];
  };
  const data = (at: readonly number[], list: readonly ChartSeries[]): uPlot.AlignedData => [[...at], ...list.map(drawn)];
  const range = (chart: uPlot): [number, number] => {
    const [x, ...curves] = chart.data as readonly (readonly (number | null)[])[];
    // Rows of the steps that will be shown: the scale of the steps itself is still that of before.
    const [from, to] = chart.series[0]!.idxs ?? [0, x!.length - 1];
    const { low, high, above } = robustRange(curves.filter((_, i) => chart.series[i + 1]!.show), [from, to], log, dotted.map(({ value }) => value));
    onCut(above);
    return [low, high];
  };
  // Larger in a presentation.
  const text = Number.parseFloat(colors('--text-xs'));
  const font = `${text}px ${colors('--font')}`;
  const large = text / 11;
  const axis: uPlot.Axis = { stroke: colors('--text-muted'), grid: { stroke: colors('--border'), width: 1 }, ticks: { show: false }, font };
  const chart = new uPlot(
    {
      width: Math.max(80, target.clientWidth),
      height: Math.max(60, target.clientHeight),
      legend: { show: false },
      padding: [8, 12, 0, 0],
      cursor: { y: false, points: { size: 6 }, drag: { setScale: true, x: true, y: false } },
      scales: { x: { time: false }, y: { ...(log && { distr: 3 as const, log: 10 as const }), range } },
      axes: [
        { ...axis, size: 20 * large, gap: 3, label: 'step', labelSize: 14 * large, labelGap: 0, labelFont: font, space: 60 * large, incrs: wholeSteps, values: (_chart, splits) => splits.map((step) => (step >= 10_000 ? `${step / 1000}k` : String(step))) },
        { ...axis, size: 48 * large, gap: 4, space: 26 * large, values: (_chart, splits) => splits.map(tick) },
      ],
      series: [
        { label: 'step' },
        ...group.series.map(({ key, label, set, order }): uPlot.Series => ({
          label,
          show: !hidden.has(key),
          stroke: colors(seriesToken(order)),
          width: set === 'train' && order > 0 ? 1.5 : 2,
          ...(set === 'validation' && { dash: [5, 4] }),
          spanGaps: true,
          points: { show: set === 'validation' && steps.length < MANY, size: 5 },
        })),
      ],
      hooks: {
        drawClear: [(plot) => drawStages(plot, stages(), colors)],
        draw: [(plot) => drawLevels(plot, dotted, colors)],
        setCursor: [({ cursor }) => onCursor(cursor.idx ?? null)],
      },
    },
    data(steps, group.series),
    target,
  );
  return {
    refresh(at, next) {
      if (next.series.length !== group.series.length) return;
      ({ dotted } = next);
      chart.setData(data(at, next.series));
    },
    resize: (width, height) => chart.setSize({ width, height }),
    point(row) {
      const step = row === null ? undefined : chart.data[0][row];
      chart.setCursor(step === undefined ? { left: -10, top: -10 } : { left: chart.valToPos(step, 'x'), top: 1 }, false);
    },
    destroy: () => chart.destroy(),
  };
}
