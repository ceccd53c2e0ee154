/** Whether two lines cross, each given by its points in order. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const side = (a: Point, b: Point, c: Point): number => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

/** Two pieces cross where the ends of each lie on both sides of the other; touching counts. */
function piecesCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const [s, t, u, v] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (s !== 0 || t !== 0 || u !== 0 || v !== 0) return s !== t && u !== v;
  // All on one line: their boxes tell.
  const apart = (p: 'x' | 'y'): boolean => Math.max(a[p], b[p]) < Math.min(c[p], d[p]) || Math.max(c[p], d[p]) < Math.min(a[p], b[p]);
  return !apart('x') && !apart('y');
}

export const cross = (one: readonly Point[], other: readonly Point[]): boolean =>
  one.slice(1).some((b, i) => other.slice(1).some((d, j) => piecesCross(one[i]!, b, other[j]!, d)));
