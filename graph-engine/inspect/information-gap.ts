/** Whether each known factor of variation lies in one number of the code: the mutual information gap. */

/** Values of a code, or of a factor with many, are told apart as this many bins of equal width (Locatello et al. 2019, appendix C). */
const BINS = 20;

function binned(values: ArrayLike<number>, from: number, step: number, count: number): { readonly bins: Uint32Array; readonly of: number } {
  const column = Float64Array.from({ length: count }, (_, i) => values[from + i * step]!);
  const distinct = [...new Set(column)].sort((a, b) => a - b);
  if (distinct.length <= BINS) {
    const places = new Map(distinct.map((value, place) => [value, place]));
    return { bins: Uint32Array.from(column, (value) => places.get(value)!), of: distinct.length };
  }
  const [least, most] = [distinct[0]!, distinct.at(-1)!];
  return { bins: Uint32Array.from(column, (value) => Math.min(BINS - 1, Math.floor((BINS * (value - least)) / (most - least)))), of: BINS };
}

/** In nats, of the empirical distribution. */
function entropy(counts: Float64Array, total: number): number {
  let sum = 0;
  for (const count of counts) if (count > 0) sum -= (count / total) * Math.log(count / total);
  return sum;
}
function counted(bins: Uint32Array, of: number): Float64Array {
  const counts = new Float64Array(of);
  for (const bin of bins) counts[bin]!++;
  return counts;
}

/**
 * Mutual information gap (Chen et al. 2018, eq. 6): for each factor, by how much the number of the code that tells most of it tells more than the second does,
 * as a share of the factor's entropy; the mean over the factors. From 0 to 1; 1 where each factor has a number of its own.
 * `codes`: [n, size]; `factors`: [n, names], row-major. Factors with one value tell nothing and do not count.
 */
export function mutualInformationGap(codes: ArrayLike<number>, size: number, factors: ArrayLike<number>, names: number): number {
  const count = codes.length / size;
  const dimensions = Array.from({ length: size }, (_, d) => binned(codes, d, size, count));
  const gaps: number[] = [];
  for (let f = 0; f < names; f++) {
    const factor = binned(factors, f, names, count);
    const own = entropy(counted(factor.bins, factor.of), count);
    if (own === 0) continue;
    const told = dimensions.map(({ bins, of }) => {
      const joint = new Float64Array(of * factor.of);
      for (let i = 0; i < count; i++) joint[bins[i]! * factor.of + factor.bins[i]!]!++;
      return own + entropy(counted(bins, of), count) - entropy(joint, count);
    });
    const [first = 0, second = 0] = told.toSorted((a, b) => b - a);
    gaps.push((first - second) / own);
  }
  return gaps.length ? gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length : 0;
}
