/** Scores by class in bins of one width to the eye; few scores far out do not squeeze the others, because the outer bins take what lies beyond. */
import type { Ranking } from './ranking';

export interface Histogram {
  readonly scale: 'linear' | 'logarithmic';
  /** bins + 1, rising. All bins but the outer ones are as wide as each other, on the scale. */
  readonly edges: Float64Array;
  /** Normal rows in each bin. */
  readonly normal: Uint32Array;
  readonly anomalous: Uint32Array;
  /** Whether the first bin, or the last, is a wider one that takes what lies beyond the others. */
  readonly open: { readonly first: boolean; readonly last: boolean };
}
export interface HistogramOptions {
  /** At least 3; 40 where it is left out. */
  readonly bins?: number;
  /** Where it is left out: logarithmic when no score is negative and the middle 96 % span two decades. */
  readonly scale?: 'linear' | 'logarithmic';
}

/** Of each class, and at each end, the share of rows that may lie in an open bin. */
const BEYOND = 0.02;
const DECADES = 100;

/** Null where there is no finite score. Infinite scores are counted in the outer bins. A logarithmic scale is for positive scores; zeros go to the first bin. */
export function histogram(ranking: Ranking, { bins = 40, scale }: HistogramOptions = {}): Histogram | null {
  const finite = ranking.scores.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const [highest, lowest] = [finite[0]!, finite[finite.length - 1]!];
  const positive = bulk(ranking, (score) => score > 0);
  const chosen = scale ?? (positive && lowest >= 0 && positive.high > DECADES * positive.low ? 'logarithmic' : 'linear');
  if (chosen === 'logarithmic' && !positive) throw new Error('internal: a logarithmic scale of scores without a positive one');
  const { low, high } = widened(chosen === 'logarithmic' ? positive! : bulk(ranking, () => true)!);
  const edges = edgesOf(low, high, lowest, highest, bins, chosen === 'logarithmic');
  const counts = { normal: new Uint32Array(bins), anomalous: new Uint32Array(bins) };
  ranking.scores.forEach((score, i) => {
    const bin = binOf(edges, score);
    counts.normal[bin]! += ranking.normal[i]!;
    counts.anomalous[bin]! += ranking.anomalous[i]!;
  });
  return { scale: chosen, edges, ...counts, open: { first: lowest < low, last: highest > high } };
}

/** Where the rows of each class lie, but for the share that may lie beyond; of finite scores that count. */
function bulk({ scores, normal, anomalous }: Ranking, isCounted: (score: number) => boolean): { low: number; high: number } | null {
  const counted = (i: number): boolean => Number.isFinite(scores[i]) && isCounted(scores[i]!);
  let [low, high] = [Infinity, -Infinity];
  for (const counts of [normal, anomalous]) {
    let total = 0;
    counts.forEach((count, i) => (total += counted(i) ? count : 0));
    if (total === 0) continue;
    let above = 0;
    counts.forEach((count, i) => {
      if (!counted(i) || count === 0) return;
      // Scores fall: the first with more than the share above or at it, the last with more than the share below or at it.
      if (above <= BEYOND * total && above + count > BEYOND * total) high = Math.max(high, scores[i]!);
      if (total - above > BEYOND * total) low = Math.min(low, scores[i]!);
      above += count;
    });
  }
  return high < low ? null : { low, high };
}

/** Where nearly all rows have one score, some width around it. */
function widened({ low, high }: { low: number; high: number }): { low: number; high: number } {
  const margin = low === high ? Math.abs(low) / 2 || 0.5 : 0;
  return { low: low - margin, high: high + margin };
}

/** Equal steps from low to high, and outer bins out to the lowest and the highest score where these lie beyond. */
function edgesOf(low: number, high: number, lowest: number, highest: number, bins: number, logarithmic: boolean): Float64Array {
  const [to, back] = logarithmic ? [Math.log, Math.exp] : [(x: number) => x, (x: number) => x];
  const [first, last] = [lowest < low ? 1 : 0, highest > high ? bins - 1 : bins];
  const step = (to(high) - to(low)) / (last - first);
  return Float64Array.from({ length: bins + 1 }, (_, i) => {
    if (i < first) return lowest;
    if (i > last) return highest;
    return i === first ? low : i === last ? high : back(to(low) + (i - first) * step);
  });
}

/** The bin from its lower edge to below its upper one; the last has its upper edge too. */
function binOf(edges: Float64Array, score: number): number {
  let [from, to] = [0, edges.length - 1];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (score < edges[middle]!) to = middle;
    else from = middle;
  }
  return from;
}

/** Where a score lies along the bins as they are drawn, side by side and equally wide: 0 at the first edge, `bins` at the last, and no farther. */
export function positionIn({ edges, scale }: Histogram, score: number): number {
  const inside = Math.min(edges[edges.length - 1]!, Math.max(edges[0]!, score));
  const bin = binOf(edges, inside);
  const to = scale === 'logarithmic' && edges[bin]! > 0 ? Math.log : (x: number) => x;
  return bin + (to(inside) - to(edges[bin]!)) / (to(edges[bin + 1]!) - to(edges[bin]!));
}

/** The score at such a position. */
export function scoreAt({ edges, scale }: Histogram, position: number): number {
  const inside = Math.min(edges.length - 1, Math.max(0, position));
  const bin = Math.min(edges.length - 2, Math.floor(inside));
  const [low, high] = [edges[bin]!, edges[bin + 1]!];
  const share = inside - bin;
  return scale === 'logarithmic' && low > 0 ? low * (high / low) ** share : low + share * (high - low);
}
