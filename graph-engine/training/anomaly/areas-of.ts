import { areas } from '../../inspect/anomaly/areas';
import { areaIntervals } from '../../inspect/anomaly/bootstrap';
import { rank } from '../../inspect/anomaly/ranking';
import type { AreasOf } from './types';

/** Rows of the bootstrap for which its intervals are drawn 200 times; of more, fewer times, so that a large table takes no minute. */
const DRAWN = 20_000_000;
const LEAST = 40;

/** How well scores tell these rows; null where they are of one class, or of none that is known. */
export function areasOf(scores: Float64Array, isNormal: Uint8Array | null, seed: number | null): AreasOf | null {
  if (!isNormal) return null;
  const ranking = rank(scores, isNormal.map((normal) => 1 - normal));
  const found = areas(ranking);
  const resamples = Math.max(LEAST, Math.min(200, Math.floor(DRAWN / Math.max(1, scores.length))));
  return found && { ...found, intervals: seed === null ? null : areaIntervals(ranking, { seed, resamples }) };
}
