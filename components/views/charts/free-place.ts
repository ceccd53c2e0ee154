/** Where the name of a level stands along its line: at the right or the left, above or below, where it hides least of the curves and of other names. Canvas pixels. */
export interface Place {
  readonly align: 'left' | 'right';
  readonly baseline: 'top' | 'bottom';
}
export interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export type Point = readonly [x: number, y: number];

/** In order of liking. */
const places: readonly Place[] = [
  { align: 'right', baseline: 'bottom' },
  { align: 'right', baseline: 'top' },
  { align: 'left', baseline: 'bottom' },
  { align: 'left', baseline: 'top' },
];
/** A name over another cannot be read; one over curves can. */
const OF_A_NAME = 1e6;

export const rectOf = ({ align, baseline }: Place, y: number, size: { readonly width: number; readonly height: number }, plot: Rect, gap: number): Rect => {
  const left = align === 'right' ? plot.right - gap - size.width : plot.left + gap;
  const top = baseline === 'bottom' ? y - size.height : y;
  return { left, right: left + size.width, top, bottom: top + size.height };
};
const meet = (a: Rect, b: Rect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = ({ left, right, top, bottom }: Rect, [x, y]: Point): boolean => x >= left && x <= right && y >= top && y <= bottom;

export function freePlace(y: number, size: { readonly width: number; readonly height: number }, plot: Rect, gap: number, points: readonly Point[], names: readonly Rect[]): Place {
  const cost = (place: Place): number => {
    const rect = rectOf(place, y, size, plot, gap);
    if (rect.top < plot.top || rect.bottom > plot.bottom) return Infinity;
    return points.filter((point) => holds(rect, point)).length + OF_A_NAME * names.filter((name) => meet(rect, name)).length;
  };
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
}
