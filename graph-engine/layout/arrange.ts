/**
 * Places the cards of a graph for the screen: the longest way through it is the spine, a row from left to right; what ends on it
 * (a Loss, a Discriminator) hangs under what it judges, and every further way is a row below. Columns are ranks of the longest path.
 */
import type { Position } from '../document/types';

export interface Card {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Judges what it is wired to: stands under it. */
  readonly hangs?: boolean;
  /** Stands in the column of its input, below it, and the way goes on from there. */
  readonly below?: boolean;
}
export interface Link {
  readonly from: string;
  readonly to: string;
}

/** Room between columns, which wires turn in, and between cards of one column, where long ones run. */
const [ACROSS, DOWN] = [40, 44];

/** Places of all cards, the upper left one at 0, 0. */
export function arrange(cards: readonly Card[], links: readonly Link[]): Readonly<Record<string, Position>> {
  const { before, after } = withoutLoops(cards, links);
  const card = new Map(cards.map((one) => [one.id, one]));
  const rank = ranksOf(cards, before, after);
  const hung = new Set(cards.filter(({ id, hangs }) => hangs && after.get(id)!.length === 0 && before.get(id)!.length > 0).map(({ id }) => id));
  /** What it hangs under: the furthest of its inputs. */
  const hostOf = (id: string): string => before.get(id)!.reduce((best, one) => (rank.get(one)! > rank.get(best)! ? one : best));
  for (const id of hung) rank.set(id, rank.get(hostOf(id))!);

  const column = new Map<string, number>();
  const top = new Map<string, number>();
  const bottoms: number[] = [];
  const free = (at: number): number => bottoms[at] ?? 0;
  const put = (id: string, at: number, y: number): void => {
    column.set(id, at);
    top.set(id, y);
    bottoms[at] = Math.max(free(at), y + card.get(id)!.height + DOWN);
  };
  const hang = (id: string): void => {
    const host = hostOf(id);
    const at = column.get(host)!;
    const beside = at + 1 < bottoms.length && free(at + 1) <= top.get(host)!;
    if (beside) put(id, at + 1, top.get(host)!);
    else put(id, at, free(at));
  };

  const waiting = new Set(cards.filter(({ id }) => !hung.has(id)).map(({ id }) => id));
  while (waiting.size > 0) {
    const way = longestWay([...waiting], after, waiting);
    for (const id of way) waiting.delete(id);
    const start = rank.get(way[0]!)!;
    const row = (shift: number): number => Math.max(0, ...way.map((id) => free(rank.get(id)! - shift)));
    // A way of several that leaves a source may begin under it, where that is less deep.
    const shift = start > 0 && way.length > 1 && before.get(way[0]!)!.every((one) => before.get(one)!.length === 0) && row(1) < row(0) ? 1 : 0;
    const y = row(shift);
    for (const id of way) {
      const at = rank.get(id)! - shift;
      put(id, at, card.get(id)!.below ? Math.max(y, free(at)) : y);
    }
    for (const id of hung) {
      if (column.has(hostOf(id)) && !column.has(id)) hang(id);
    }
  }

  const lefts: number[] = [];
  const last = Math.max(0, ...column.values());
  for (let at = 0, x = 0; at <= last; at++) {
    lefts.push(x);
    const widths = cards.filter(({ id }) => column.get(id) === at).map(({ width }) => width);
    x += widths.length === 0 ? 0 : Math.max(...widths) + ACROSS;
  }
  return Object.fromEntries(cards.map(({ id }) => [id, { x: lefts[column.get(id)!]!, y: top.get(id)! }]));
}

type Neighbours = ReadonlyMap<string, readonly string[]>;

/** The neighbours of each card, without the links that lead back into a way that comes from them. */
function withoutLoops(cards: readonly Card[], links: readonly Link[]): { readonly before: Neighbours; readonly after: Neighbours } {
  const all = new Map(cards.map(({ id }) => [id, [] as string[]]));
  for (const { from, to } of links) {
    if (from !== to && all.has(to) && all.get(from)?.includes(to) === false) all.get(from)!.push(to);
  }
  const before = new Map(cards.map(({ id }) => [id, [] as string[]]));
  const after = new Map(cards.map(({ id }) => [id, [] as string[]]));
  const state = new Map<string, 'open' | 'done'>();
  const heads = cards.filter(({ id }) => !links.some(({ to }) => to === id));
  for (const { id: root } of [...heads, ...cards]) {
    if (state.has(root)) continue;
    state.set(root, 'open');
    const stack = [{ id: root, next: 0 }];
    while (stack.length > 0) {
      const here = stack.at(-1)!;
      const to = all.get(here.id)![here.next++];
      if (to === undefined) {
        state.set(here.id, 'done');
        stack.pop();
      } else if (state.get(to) !== 'open') {
        after.get(here.id)!.push(to);
        before.get(to)!.push(here.id);
        if (!state.has(to)) {
          state.set(to, 'open');
          stack.push({ id: to, next: 0 });
        }
      }
    }
  }
  return { before, after };
}

/** Inputs before what they lead to. */
function inOrder(ids: readonly string[], before: Neighbours, after: Neighbours): readonly string[] {
  const left = new Map(ids.map((id) => [id, before.get(id)!.length]));
  const order = ids.filter((id) => left.get(id) === 0);
  for (const id of order) {
    for (const to of after.get(id)!) {
      left.set(to, left.get(to)! - 1);
      if (left.get(to) === 0) order.push(to);
    }
  }
  return order;
}

/** The length of the longest way to each card; a source stands right before what it leads to first. */
function ranksOf(cards: readonly Card[], before: Neighbours, after: Neighbours): Map<string, number> {
  const below = new Set(cards.filter((card) => card.below && before.get(card.id)!.length === 1).map(({ id }) => id));
  const rank = new Map<string, number>();
  const ids = cards.map(({ id }) => id);
  for (const id of inOrder(ids, before, after)) rank.set(id, Math.max(0, ...before.get(id)!.map((one) => rank.get(one)! + (below.has(id) ? 0 : 1))));
  const hangs = new Set(cards.filter((card) => card.hangs && after.get(card.id)!.length === 0).map(({ id }) => id));
  const earliest = (id: string): number => Math.min(...after.get(id)!.map((to) => rank.get(to)! - (hangs.has(to) && before.get(to)!.length > 1 ? 1 : 0)));
  for (const id of ids) {
    if (before.get(id)!.length === 0 && after.get(id)!.length > 0) rank.set(id, Math.max(0, earliest(id) - 1));
  }
  return rank;
}

/** The longest chain of links among `ids`; of equal ones the one that was drawn first. */
function longestWay(ids: readonly string[], after: Neighbours, among: ReadonlySet<string>): readonly string[] {
  const inside = new Map(ids.map((id) => [id, after.get(id)!.filter((to) => among.has(to))]));
  const back = new Map(ids.map((id) => [id, [] as string[]]));
  for (const [id, next] of inside) for (const to of next) back.get(to)!.push(id);
  const length = new Map<string, number>();
  for (const id of inOrder(ids, back, inside).toReversed()) length.set(id, 1 + Math.max(0, ...inside.get(id)!.map((to) => length.get(to)!)));
  const longest = (some: readonly string[]): string | undefined => some.reduce<string | undefined>((best, id) => (best === undefined || length.get(id)! > length.get(best)! ? id : best), undefined);
  const way: string[] = [];
  for (let id = longest(ids); id !== undefined; id = longest(inside.get(id)!)) way.push(id);
  return way;
}
