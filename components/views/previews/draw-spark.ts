/** A curve without axes: what a loss was so far, what it is for held-out items, and the figure to beat as a dotted line. Knows no React. */
import type { ThemeColors } from '@/components/pictures/use-theme-colors';

export interface Spark {
  readonly steps: readonly number[];
  readonly train: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
  readonly baseline: number | null;
}
export interface SparkRange {
  readonly low: number;
  readonly high: number;
}
/** Of the values, the largest ones that the curve may leave at the top: a run begins far above where it is soon. */
const OVER = 0.06;
const AIR = 0.1;

/** What the height stands for: all but a few early values, with the baseline; null of nothing. */
export function sparkRange({ train, validation, baseline }: Spark): SparkRange | null {
  const values = [...train, ...validation].filter((value): value is number => value !== null && Number.isFinite(value)).sort((a, b) => a - b);
  if (values.length === 0) return null;
  const top = values[Math.floor((values.length - 1) * (1 - OVER))]!;
  const [least, most] = [Math.min(values[0]!, baseline ?? Infinity), Math.max(top, baseline ?? -Infinity)];
  const air = (most - least) * AIR || Math.abs(most) * AIR || 1;
  return { low: least - air, high: most + air };
}

export function drawSpark(canvas: HTMLCanvasElement, spark: Spark, { width, height }: { readonly width: number; readonly height: number }, colors: ThemeColors): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  const range = sparkRange(spark);
  if (!context || !range) return;
  context.scale(ratio, ratio);
  const [first = 0] = spark.steps;
  const last = spark.steps.at(-1) ?? first;
  const x = (step: number): number => (last === first ? width / 2 : ((step - first) / (last - first)) * (width - 4) + 2);
  const y = (value: number): number => height - ((value - range.low) / (range.high - range.low)) * height;
  if (spark.baseline !== null) {
    context.strokeStyle = colors('--text-muted');
    context.lineWidth = 1.5;
    context.setLineDash([2, 4]);
    context.beginPath();
    context.moveTo(0, y(spark.baseline));
    context.lineTo(width, y(spark.baseline));
    context.stroke();
    context.setLineDash([]);
  }
  const line = (values: readonly (number | null)[], color: string, dashed: boolean): void => {
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.setLineDash(dashed ? [5, 3] : []);
    context.beginPath();
    let drawn = false;
    values.forEach((value, i) => {
      if (value === null) return;
      if (drawn) context.lineTo(x(spark.steps[i]!), y(value));
      else context.moveTo(x(spark.steps[i]!), y(value));
      drawn = true;
    });
    context.stroke();
  };
  line(spark.train, colors('--accent'), false);
  line(spark.validation, colors('--series-2'), true);
}
