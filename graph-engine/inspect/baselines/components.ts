/** Principal components of items, by the way that is quick for their size. */
import { componentsByCovarianceInParts } from '../covariance-components';
import type { InParts } from '../in-parts';
import { componentsInParts, projections, type Components } from '../principal-components';

/** Up to so many numbers an item, all eigenvectors are found in a fraction of a second. */
const EXACT_SIZE = 128;
/** Products of a pass over the rows at most: with wide codes fewer rows are looked at. */
const MOST_PRODUCTS = 1e9;

/** At most `wanted` components of `rows`, [n, size]. */
export function* componentsOf(rows: Float32Array, size: number, wanted: number): InParts<Components> {
  const some = rows.subarray(0, size * Math.max(2 * wanted, Math.floor(MOST_PRODUCTS / (size * (wanted + 10)))));
  if (size > EXACT_SIZE) return yield* componentsInParts(some, size, wanted);
  const found = { ...(yield* componentsByCovarianceInParts(rows, size, wanted)), spread: new Float64Array(0) };
  const spread = new Float64Array(found.directions.length);
  projections(found, rows).forEach((along, i) => (spread[i % spread.length]! += (Math.abs(along) * size) / rows.length));
  return { ...found, spread };
}
