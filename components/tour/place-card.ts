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

/** `room`: where it may stand. */
export function placeCard(target: Box | null, card: Size, room: Box): { readonly left: number; readonly top: number } {
  const [right, bottom] = [room.left + room.width, room.top + room.height];
  const inside = (left: number, top: number) => ({
    left: Math.max(room.left + EDGE, Math.min(left, right - card.width - EDGE)),
    top: Math.max(room.top + EDGE, Math.min(top, bottom - card.height - EDGE)),
  });
  if (!target) return inside((room.left + right - card.width) / 2, (room.top + bottom - card.height) / 2);
  const { left, top, width, height } = target;
  const middle = top + height / 2 - card.height / 2;
  if (left + width + GAP + card.width + EDGE <= right) return inside(left + width + GAP, middle);
  if (left - GAP - card.width >= room.left + EDGE) return inside(left - GAP - card.width, middle);
  const centre = left + width / 2 - card.width / 2;
  return top + height + GAP + card.height + EDGE <= bottom ? inside(centre, top + height + GAP) : inside(centre, top - GAP - card.height);
}
