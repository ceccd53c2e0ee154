/**
 * Where the small map stands as an inset: along the lower or the right edge of the canvas, over no card that is mostly in sight, and where it hides least of cut
 * cards and of wires. Pixels of the canvas.
 */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Room {
  readonly width: number;
  readonly height: number;
}
/** Of its right lower corner from that of the canvas. */
export interface MapPlace {
  readonly right: number;
  readonly bottom: number;
}

export const mapSize = { width: 132, height: 84 };
export const mapMargin = 12;
/** The toolbar has the lower left corner, the name of the library the upper right one. */
const [toolbar, attribution] = [{ width: 260, height: 56 }, 28];
const step = 12;
/** A pixel of a cut card is worth a tenth of one of a wire, which is thin; as far as the canvas is wide, a place in the corner is worth that of 40 pixels of a wire. */
const [ofCard, ofDistance] = [0.1, 40];

const shared = (a: Rect, b: Rect): number => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** How much of a card is in sight, from 0 to 1. */
function shareInSight(card: Rect, { width, height }: Room): number {
  return shared(card, { left: 0, top: 0, right: width, bottom: height }) / Math.max(1, (card.right - card.left) * (card.bottom - card.top));
}

/** Length of the line from `a` to `b` within a rectangle (Liang and Barsky 1984). */
export function lengthWithin(a: Point, b: Point, { left, top, right, bottom }: Rect): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [from, to] = [0, 1];
  for (const [towards, away] of [[-dx, a.x - left], [dx, right - a.x], [-dy, a.y - top], [dy, bottom - a.y]] as const) {
    if (towards === 0) {
      if (away < 0) return 0;
    } else if (towards < 0) from = Math.max(from, away / towards);
    else to = Math.min(to, away / towards);
  }
  return Math.max(0, to - from) * Math.hypot(dx, dy);
}

function offers({ width, height }: Room): readonly MapPlace[] {
  const along = (room: number): readonly number[] => Array.from({ length: Math.max(0, Math.floor(room / step)) + 1 }, (_, at) => mapMargin + at * step);
  return [
    ...along(width - 2 * mapMargin - mapSize.width).map((right) => ({ right, bottom: mapMargin })),
    ...along(height - mapMargin - attribution - mapSize.height).map((bottom) => ({ right: mapMargin, bottom })),
  ];
}

/** `wires`: the corners of each. Null where it would lie over a card that is mostly in sight, wherever it stood. */
export function placeMap(cards: readonly Rect[], wires: readonly (readonly Point[])[], room: Room): MapPlace | null {
  const seen = cards.map((card) => ({ card, isMostly: shareInSight(card, room) > 0.5 }));
  const tools: Rect = { left: 0, top: room.height - toolbar.height, right: toolbar.width, bottom: room.height };
  let best: { readonly place: MapPlace; readonly cost: number } | null = null;
  for (const place of offers(room)) {
    const [right, bottom] = [room.width - place.right, room.height - place.bottom];
    const box: Rect = { left: right - mapSize.width, top: bottom - mapSize.height, right, bottom };
    if (box.top < 0 || shared(box, tools) > 0 || seen.some(({ card, isMostly }) => isMostly && shared(box, card) > 0)) continue;
    let cost = ((place.right + place.bottom - 2 * mapMargin) / room.width) * ofDistance;
    for (const { card } of seen) cost += ofCard * shared(box, card);
    for (const corners of wires) for (let at = 1; at < corners.length; at++) cost += lengthWithin(corners[at - 1]!, corners[at]!, box);
    if (!best || cost < best.cost) best = { place, cost };
  }
  return best?.place ?? null;
}
