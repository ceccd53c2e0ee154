/** Points along a wire as it is drawn, and the animation of what travels along it. */

/** Points of a wire that are passed in a straight line from each to the next. */
const STEPS = 14;
/** Of a journey, at either end: what leaves a node grows, and what arrives is taken in. */
const ENDS = 0.16;
const SMALL = 0.35;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** In the coordinates of the canvas; none while the wire is not drawn. */
export function placesAlong(path: SVGPathElement | null): readonly Place[] {
  const length = path?.getTotalLength() ?? 0;
  if (!path || length === 0) return [];
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const { x, y } = path.getPointAtLength((length * i) / STEPS);
    return { x, y };
  });
}

/** Transforms and opacity alone, so that the compositor moves it without the page. */
export function journey(places: readonly Place[]): Keyframe[] {
  const last = places.length - 1;
  return places.map(({ x, y }, i) => {
    const share = i / last;
    const near = Math.min(1, Math.min(share, 1 - share) / ENDS);
    return { offset: share, transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${(SMALL + (1 - SMALL) * near).toFixed(3)})`, opacity: near.toFixed(3) };
  });
}
