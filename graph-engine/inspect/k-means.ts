/**
 * Clusters points: seeds spread by k-means++ (Arthur & Vassilvitskii 2007), then Lloyd's iteration (Lloyd 1982), which asks for the distances to all centres
 * only where the bounds of Hamerly (2010) leave in doubt which is the nearest.
 */
import { Random } from '../random/random';
import { atOnce, type InParts } from './in-parts';

export interface Clusters {
  /** [clusters, dimensions], row-major. */
  readonly centers: Float32Array;
  /** The centre of each point. */
  readonly assignment: Uint32Array;
  /** Mean squared distance of the points to their centres. */
  readonly distortion: number;
}

/**
 * @param points [n, dimensions], row-major; n ≥ 1. With fewer distinct points than clusters, centres repeat with a little noise, so that they can part in training.
 * @throws `internal:` when there is no point, or a length that is not a multiple of `dimensions`.
 */
export const kMeans = (points: Float32Array, dimensions: number, clusters: number, seed: number, iterations?: number): Clusters => atOnce(kMeansInParts(points, dimensions, clusters, seed, iterations));
/** The same in parts of a few milliseconds. */
export function* kMeansInParts(points: Float32Array, dimensions: number, clusters: number, seed: number, iterations = 25): InParts<Clusters> {
  const n = points.length / dimensions;
  if (!Number.isInteger(n) || n === 0) throw new Error(`internal: k-means of ${points.length} numbers in ${dimensions} dimensions`);
  const random = new Random(seed);
  const centers = yield* spreadSeeds(points, dimensions, clusters, random);
  const assignment = new Uint32Array(n);
  const distances = new Float64Array(n);
  /** At most the distance of each point to any centre but its own. */
  const others = new Float64Array(n).fill(-Infinity);
  let distortion = yield* assign(points, centers, dimensions, assignment, distances, others);
  for (let iteration = 0; iteration < iterations; iteration++) {
    const before = centers.slice();
    recentre(points, centers, dimensions, assignment, distances);
    const moved = farthestMove(before, centers, dimensions);
    for (let i = 0; i < n; i++) others[i]! -= moved;
    const next = yield* assign(points, centers, dimensions, assignment, distances, others);
    const settled = distortion - next <= 1e-6 * distortion;
    distortion = next;
    if (settled) break;
  }
  return { centers, assignment, distortion: distortion / n };
}

/** The nearest of `centers` for each point. */
export function nearest(points: Float32Array, dimensions: number, centers: Float32Array): Uint32Array {
  const n = points.length / dimensions;
  const assignment = new Uint32Array(n);
  atOnce(assign(points, centers, dimensions, assignment, new Float64Array(n), new Float64Array(n).fill(-Infinity)));
  return assignment;
}

/** Products of a part. */
const PART = 4e6;
/** Dimensions that are added up before it is asked whether it is enough. */
const STRIDE = 4;
/** Squared; from `enough` on, any number that is as large. */
function distance(points: Float32Array, i: number, centers: Float32Array, k: number, dimensions: number, enough = Infinity): number {
  const [p, c] = [i * dimensions, k * dimensions];
  let sum = 0;
  for (let from = 0; from < dimensions && sum < enough; from += STRIDE) {
    const to = Math.min(dimensions, from + STRIDE);
    for (let d = from; d < to; d++) {
      const difference = points[p + d]! - centers[c + d]!;
      sum += difference * difference;
    }
  }
  return sum;
}

/** Each further seed is a point drawn in proportion to its squared distance to the nearest seed. */
function* spreadSeeds(points: Float32Array, dimensions: number, clusters: number, random: Random): InParts<Float32Array> {
  const n = points.length / dimensions;
  const centers = new Float32Array(clusters * dimensions);
  const nearest = new Float64Array(n).fill(Infinity);
  let scale = 0;
  for (const x of points) scale = Math.max(scale, Math.abs(x));
  const part = Math.max(1, Math.ceil(PART / points.length));
  for (let k = 0; k < clusters; k++) {
    if (k % part === part - 1) yield;
    let total = 0;
    if (k > 0) for (let i = 0; i < n; i++) total += nearest[i] = Math.min(nearest[i]!, distance(points, i, centers, k - 1, dimensions));
    const chosen = total > 0 ? drawn(nearest, random.uniform() * total) : random.integer(n);
    for (let d = 0; d < dimensions; d++) {
      const noise = k > 0 && total === 0 ? random.normal(0, 1e-3 * (scale || 1)) : 0;
      centers[k * dimensions + d] = points[chosen * dimensions + d]! + noise;
    }
  }
  return centers;
}

/** The first position at which the running sum of `weights` exceeds `mark`. */
function drawn(weights: Float64Array, mark: number): number {
  let sum = 0;
  const position = weights.findIndex((weight) => (sum += weight) > mark);
  return position < 0 ? weights.length - 1 : position;
}

function farthestMove(before: Float32Array, centers: Float32Array, dimensions: number): number {
  let most = 0;
  for (let k = 0; k < centers.length / dimensions; k++) most = Math.max(most, distance(before, k, centers, k, dimensions));
  return Math.sqrt(most);
}

/** Half the distance of each centre to the one next to it: what is nearer to a centre than that is nearest to it. */
function halfGaps(centers: Float32Array, dimensions: number): Float64Array {
  const gaps = new Float64Array(centers.length / dimensions).fill(Infinity);
  for (let a = 0; a < gaps.length; a++) {
    for (let b = 0; b < a; b++) {
      const gap = Math.sqrt(distance(centers, a, centers, b, dimensions)) / 2;
      gaps[a] = Math.min(gaps[a]!, gap);
      gaps[b] = Math.min(gaps[b]!, gap);
    }
  }
  return gaps;
}

/** More than the bounds lose by rounding. */
const MARGIN = 1 + 1e-6;

/** Fills the nearest centre of each point and its squared distance, and renews the bounds `others` where it looks at all centres; gives the sum of the distances. */
function* assign(points: Float32Array, centers: Float32Array, dimensions: number, assignment: Uint32Array, distances: Float64Array, others: Float64Array): InParts<number> {
  const clusters = centers.length / dimensions;
  const gaps = halfGaps(centers, dimensions);
  let total = 0;
  const part = Math.max(1, Math.ceil(PART / centers.length));
  for (let i = 0; i < assignment.length; i++) {
    if (i % part === part - 1) yield;
    let best = distance(points, i, centers, assignment[i]!, dimensions);
    if (Math.sqrt(best) * MARGIN >= Math.max(gaps[assignment[i]!]!, others[i]!)) {
      let second = Infinity;
      best = Infinity;
      for (let k = 0; k < clusters; k++) {
        const candidate = distance(points, i, centers, k, dimensions, second);
        if (candidate < best) {
          second = best;
          best = candidate;
          assignment[i] = k;
        } else if (candidate < second) second = candidate;
      }
      others[i] = Math.sqrt(second);
    }
    distances[i] = best;
    total += best;
  }
  return total;
}

/** Moves each centre to the mean of its points; one without points takes the point farthest from its own centre. */
function recentre(points: Float32Array, centers: Float32Array, dimensions: number, assignment: Uint32Array, distances: Float64Array): void {
  const clusters = centers.length / dimensions;
  const sums = new Float64Array(centers.length);
  const counts = new Uint32Array(clusters);
  assignment.forEach((k, i) => {
    counts[k]!++;
    for (let d = 0; d < dimensions; d++) sums[k * dimensions + d]! += points[i * dimensions + d]!;
  });
  for (let k = 0; k < clusters; k++) {
    if (counts[k]! > 0) {
      for (let d = 0; d < dimensions; d++) centers[k * dimensions + d] = sums[k * dimensions + d]! / counts[k]!;
      continue;
    }
    let farthest = 0;
    for (let i = 1; i < distances.length; i++) if (distances[i]! > distances[farthest]!) farthest = i;
    if (distances[farthest] === 0) continue;
    for (let d = 0; d < dimensions; d++) centers[k * dimensions + d] = points[farthest * dimensions + d]!;
    distances[farthest] = 0;
  }
}
