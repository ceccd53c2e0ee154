/** Where the card of the tour stands: beside what it points at, where there is room, and never over the panels at the sides. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}
const GAP = 14;
const EDGE = 12;

/** Of the area that both cover. */
function shared(at: { readonly left: number; readonly top: number }, { width, height }: Size, other: Box): number {
  const across = Math.min(at.left + width, other.left + other.width) - Math.max(at.left, other.left);
  const down = Math.min(at.top + height, other.top + other.height) - Math.max(at.top, other.top);
  return Math.max(0, across) * Math.max(0, down);
}

/** `room`: where it may stand; `others`: what is better seen meanwhile. Of the places beside its target it takes the one that covers least of them. */
export function placeCard(target: Box | null, card: Size, room: Box, others: readonly Box[] = []): { readonly left: number; readonly top: number } {
  const [right, bottom] = [room.left + room.width, room.top + room.height];
  const inside = (left: number, top: number) => ({
    left: Math.max(room.left + EDGE, Math.min(left, right - card.width - EDGE)),
    top: Math.max(room.top + EDGE, Math.min(top, bottom - card.height - EDGE)),
  });
  if (!target) return inside((room.left + right - card.width) / 2, (room.top + bottom - card.height) / 2);
  const { left, top, width, height } = target;
  const middle = top + height / 2 - card.height / 2;
  const centre = left + width / 2 - card.width / 2;
  const above = inside(centre, top - GAP - card.height);
  const places = [
    left + width + GAP + card.width + EDGE <= right && inside(left + width + GAP, middle),
    left - GAP - card.width >= room.left + EDGE && inside(left - GAP - card.width, middle),
    top + height + GAP + card.height + EDGE <= bottom && inside(centre, top + height + GAP),
    top - GAP - card.height >= room.top + EDGE && above,
  ].filter((place) => place !== false);
  const covered = (at: { readonly left: number; readonly top: number }): number => others.reduce((sum, other) => sum + shared(at, card, other), 0);
  return places.reduce((best, place) => (covered(place) < covered(best) ? place : best), places[0] ?? above);
}
