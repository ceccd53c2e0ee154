/** Arranges a drawing with frames and pinned nodes: a frame is arranged within, and then as one box among the others; what is pinned stays, and the rest makes way. */
import { changedMoves, snapped, type Box, type Moves } from '@/components/canvas-state/geometry';
import { frameAround } from './frame-members';

export interface Link {
  readonly from: string;
  readonly to: string;
}
/** A frame with what lies in it, which stays together. */
export interface Cluster {
  readonly id: string;
  readonly members: readonly string[];
}
export interface Arranged {
  readonly moves: Moves;
  /** Frames around their members, as these lie now. */
  readonly frames: Readonly<Record<string, Omit<Box, 'id'>>>;
}
/** Places boxes along links; new corners by id, without those that stay. */
export type LayOut<B extends Box> = (boxes: readonly B[], links: readonly Link[]) => Moves;

const overlaps = (a: Omit<Box, 'id'>, b: Omit<Box, 'id'>): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const placed = <B extends Box>(boxes: readonly B[], moves: Moves): readonly B[] => boxes.map((box) => ({ ...box, ...moves[box.id] }));
/** Of a pinned box the layout is asked too, so that the rest is placed around where it would be. */
const free = <B extends Box>(box: B): B => ({ ...box, pinned: false });

/** `clusters` share no members. */
export function arrangeFrames<B extends Box>(boxes: readonly B[], links: readonly Link[], clusters: readonly Cluster[], layOut: LayOut<B>): Arranged {
  const known = new Map(boxes.map((box) => [box.id, box]));
  const groups = clusters.flatMap(({ id, members }) => {
    const own = members.flatMap((member) => known.get(member) ?? []);
    if (own.length === 0) return [];
    const inside = new Set(own.map((box) => box.id));
    const within = placed(own, layOut(own.map(free), links.filter(({ from, to }) => inside.has(from) && inside.has(to))));
    return [{ id, within, inside, box: { ...own[0]!, ...frameAround(within, own[0]!), id, pinned: false } }];
  });
  const groupOf = new Map(groups.flatMap(({ id, inside }) => [...inside].map((member) => [member, id] as const)));
  const outer = [...boxes.filter(({ id }) => !groupOf.has(id)).map(free), ...groups.map(({ box }) => box)];
  const outerLinks = links.map(({ from, to }) => ({ from: groupOf.get(from) ?? from, to: groupOf.get(to) ?? to })).filter(({ from, to }) => from !== to);
  const laid = new Map(placed(outer, layOut(outer, outerLinks)).map((box) => [box.id, box]));
  const all = boxes.map((box): B => {
    const group = groups.find(({ id }) => id === groupOf.get(box.id));
    if (!group) return { ...box, ...laid.get(box.id)!, pinned: box.pinned };
    const [at, was, own] = [laid.get(group.id)!, group.box, group.within.find(({ id }) => id === box.id)!];
    return { ...box, x: own.x + at.x - was.x, y: own.y + at.y - was.y };
  });
  const final = new Map(aroundPinned(boxes, all).map((box) => [box.id, box]));
  return {
    moves: changedMoves(boxes, Object.fromEntries([...final.values()].map(({ id, x, y }) => [id, { x, y }]))),
    frames: Object.fromEntries(groups.map(({ id, inside }) => [id, frameAround([...inside].map((member) => final.get(member)!), { x: 0, y: 0 })])),
  };
}

/** The whole is moved so that the first pinned box is where it was; what would lie on one goes below it. */
function aroundPinned<B extends Box>(before: readonly B[], laid: readonly B[]): readonly B[] {
  const pinned = before.filter((box) => box.pinned);
  const [anchor] = pinned;
  if (!anchor) return laid;
  const at = laid.find(({ id }) => id === anchor.id)!;
  return laid.map((box): B => {
    if (box.pinned) return pinned.find(({ id }) => id === box.id)!;
    const moved = { ...box, ...snapped({ x: box.x + anchor.x - at.x, y: box.y + anchor.y - at.y }) };
    const under = pinned.filter((other) => overlaps(moved, other));
    return under.length === 0 ? moved : { ...moved, ...snapped({ x: moved.x, y: Math.max(...under.map((other) => other.y + other.height)) + 48 }) };
  });
}
