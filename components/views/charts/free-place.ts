/** Where the name of a level stands along its line: at the right or the left, above or below, where it hides least of the curves and no other name. Canvas pixels. */
export interface Place {
  readonly align: 'left' | 'right';
  readonly baseline: 'top' | 'bottom';
  /** Lines of text between it and its line, where names of others have the places beside it. */
  readonly away: number;
}
export interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export type Point = readonly [x: number, y: number];

/** In order of liking. */
const sides = [
  { align: 'right', baseline: 'bottom' },
  { align: 'right', baseline: 'top' },
  { align: 'left', baseline: 'bottom' },
  { align: 'left', baseline: 'top' },
] as const;
const places: readonly Place[] = [0, 1, 2, 3].flatMap((away) => sides.map((side) => ({ ...side, away })));
/** A name over another cannot be read; one away from its line has to be looked for; one over curves can be read. */
const [OF_A_NAME, OF_A_LINE] = [1e8, 1e5];

export const rectOf = ({ align, baseline, away }: Place, y: number, size: { readonly width: number; readonly height: number }, plot: Rect, gap: number): Rect => {
  const left = align === 'right' ? plot.right - gap - size.width : plot.left + gap;
  const top = baseline === 'bottom' ? y - (away + 1) * size.height : y + away * size.height;
  return { left, right: left + size.width, top, bottom: top + size.height };
};
const meet = (a: Rect, b: Rect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const holds = ({ left, right, top, bottom }: Rect, [x, y]: Point): boolean => x >= left && x <= right && y >= top && y <= bottom;

export function freePlace(y: number, size: { readonly width: number; readonly height: number }, plot: Rect, gap: number, points: readonly Point[], names: readonly Rect[]): Place {
  const cost = (place: Place): number => {
    const rect = rectOf(place, y, size, plot, gap);
    if (rect.top < plot.top || rect.bottom > plot.bottom) return Infinity;
    return points.filter((point) => holds(rect, point)).length + OF_A_NAME * names.filter((name) => meet(rect, name)).length + OF_A_LINE * place.away;
  };
  return places.reduce((best, place) => (cost(place) < cost(best) ? place : best));
}
