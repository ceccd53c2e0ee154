/** The range of a vertical axis on which a spike, or the first steps, do not flatten the rest. */

export type Curve = ArrayLike<number | null | undefined>;
export interface AxisRange {
  readonly low: number;
  readonly high: number;
  /** The highest and the lowest value that lie beyond the range; null where all lie within. */
  readonly above: number | null;
  readonly below: number | null;
}

/** Of a curve with fewer values all are shown. */
const FEW = 12;
/** Values that quantiles are taken of, at most. */
const SAMPLED = 2000;
const ROOM = 0.06;

interface Span {
  readonly low: number;
  readonly high: number;
  readonly least: number;
  readonly most: number;
}
/** What one curve needs of the axis: its extremes where they are near the bulk, which lies between the quantiles 15 and 85 %, else the bulk and a quarter. */
function spanOf(curve: Curve, from: number, to: number, log: boolean): Span | null {
  const values: number[] = [];
  for (let i = from; i <= to; i++) {
    const value = curve[i];
    if (typeof value === 'number' && Number.isFinite(value) && (!log || value > 0)) values.push(log ? Math.log10(value) : value);
  }
  if (values.length === 0) return null;
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  if (values.length < FEW) return { low: least, high: most, least, most };
  const stride = Math.ceil(values.length / SAMPLED);
  const sorted = Float64Array.from(values.filter((_, i) => i % stride === 0)).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const [bottom, top] = [at(0.15), at(0.85)];
  const bulk = top - bottom || Math.abs(top) * 0.1;
  return { low: least >= bottom - bulk ? least : bottom - bulk / 4, high: most <= top + bulk ? most : top + bulk / 4, least, most };
}

/** `levels`: horizontal lines, which are taken in as long as the curves keep half of the room. `log`: a logarithmic axis, which knows positive values alone. */
export function robustRange(curves: readonly Curve[], [from, to]: readonly [number, number], log: boolean, levels: readonly number[] = []): AxisRange {
  const spans = curves.flatMap((curve) => spanOf(curve, from, to, log) ?? []);
  const back = (value: number): number => (log ? 10 ** value : value);
  if (spans.length === 0) return { low: log ? 0.1 : 0, high: 1, above: null, below: null };
  let low = Math.min(...spans.map((span) => span.low));
  let high = Math.max(...spans.map((span) => span.high));
  const [most, least] = [Math.max(...spans.map((span) => span.most)), Math.min(...spans.map((span) => span.least))];
  const reach = high - low || Math.abs(high);
  for (const level of levels.flatMap((one) => (log ? (one > 0 ? [Math.log10(one)] : []) : [one])).toSorted((a, b) => Math.abs(a - high) - Math.abs(b - high))) {
    if (Math.max(high, level) - Math.min(low, level) <= 2 * reach) [low, high] = [Math.min(low, level), Math.max(high, level)];
  }
  const room = ROOM * (high - low) || Math.abs(high) * ROOM || 1;
  // Zero is where it is expected, once it is near.
  const start = !log && low >= 0 && (low - room < 0 || low < 0.2 * high) ? 0 : low - room;
  const end = high + room;
  return { low: back(start), high: back(end), above: most > end ? back(most) : null, below: least < start ? back(least) : null };
}
