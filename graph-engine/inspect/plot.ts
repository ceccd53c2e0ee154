/** Curves over steps as the lines of a picture: thinned to what can be seen, on an axis that the first steps or a spike do not flatten. */
import { robustRange } from './robust-range';

export interface PlotCurve {
  readonly key: string;
  /** Step and value, in ascending steps. */
  readonly points: readonly (readonly [step: number, value: number])[];
}
/** A level to beat, drawn across. */
export interface PlotLevel {
  readonly name: string;
  readonly value: number;
}
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}
export interface Tick {
  readonly at: number;
  readonly text: string;
}
/** Places in pixels from the upper left corner. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** `d` of a path for each curve. */
  readonly paths: readonly { readonly key: string; readonly d: string }[];
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  /** Those that lie on the axis. */
  readonly levels: readonly (PlotLevel & { readonly at: number })[];
  /** The greatest value, where the axis does not reach it. */
  readonly cut: number | null;
}

const MARGIN = { left: 46, right: 10, top: 10, bottom: 22 } as const;
/** Pixels of a curve that are one point, the mean of what lies there. */
const BUCKET = 2;

const STEPS = [1, 2, 2.5, 5, 10];
function ticksOf(low: number, high: number, most: number, { isCounted = false } = {}): readonly number[] {
  const rough = Math.max(isCounted ? 1 : 0, (high - low) / most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((one) => one * power >= rough && !(isCounted && one * power % 1 !== 0)) ?? 10);
  return Array.from({ length: Math.floor(high / step) - Math.ceil(low / step) + 1 }, (_, i) => (Math.ceil(low / step) + i) * step);
}
/** With all of its digits: the next tick may differ in the second of them alone. */
function text(value: number): string {
  const exact = Number(value.toPrecision(6));
  return (Math.abs(exact) >= 1e5 || (exact !== 0 && Math.abs(exact) < 1e-3) ? exact.toExponential() : String(exact)).replaceAll('-', '−');
}
const stepText = (step: number): string => (step >= 10_000 ? `${text(step / 1000)}k` : text(step));

/** Means of what lies within a few pixels. */
function thinned(points: PlotCurve['points'], place: (step: number) => number): PlotCurve['points'] {
  const thin: (readonly [number, number])[] = [];
  let [bucket, sum, count, last] = [NaN, 0, 0, 0];
  for (const [step, value] of points) {
    const now = Math.floor(place(step) / BUCKET);
    if (now !== bucket && count > 0) {
      thin.push([last, sum / count]);
      [sum, count] = [0, 0];
    }
    [bucket, sum, count, last] = [now, sum + value, count + 1, step];
  }
  if (count > 0) thin.push([last, sum / count]);
  return thin;
}

export function plotOf(curves: readonly PlotCurve[], levels: readonly PlotLevel[], { width, height }: PlotSize): Plot {
  const finite = curves.map(({ key, points }) => ({ key, points: points.filter(([, value]) => Number.isFinite(value)) }));
  const longest = Math.max(...finite.map(({ points }) => points.length));
  const { low, high, above } = robustRange(finite.map(({ points }) => points.map(([, value]) => value)), [0, longest - 1], false, levels.map(({ value }) => value));
  const steps = finite.flatMap(({ points }) => (points.length > 0 ? [points[0]![0], points.at(-1)![0]] : []));
  const [first, last] = steps.length > 0 ? [Math.min(...steps), Math.max(...steps)] : [0, 1];
  const [left, right, top, bottom] = [MARGIN.left, width - MARGIN.right, MARGIN.top, height - MARGIN.bottom];
  const x = (step: number): number => left + ((right - left) * (step - first)) / (last - first || 1);
  const y = (value: number): number => bottom - ((bottom - top) * (Math.min(value, high) - low)) / (high - low);
  const round = (pixels: number): number => Math.round(10 * pixels) / 10;
  return {
    left,
    right,
    top,
    bottom,
    paths: finite.map(({ key, points }) => ({ key, d: thinned(points, x).map(([step, value], i) => `${i === 0 ? 'M' : 'L'}${round(x(step))} ${round(y(value))}`).join('') })),
    x: ticksOf(first, last || 1, 6, { isCounted: true }).map((step) => ({ at: round(x(step)), text: stepText(step) })),
    y: ticksOf(low, high, 5).map((value) => ({ at: round(y(value)), text: text(value) })),
    levels: levels.filter(({ value }) => value >= low && value <= high).map((level) => ({ ...level, at: round(y(level.value)) })),
    cut: above,
  };
}
