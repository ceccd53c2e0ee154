/** The curve of a wire, or its way along a lane: drawn, labelled and hit with the same numbers. */
import type { Box } from '@/components/canvas-state/geometry';

export interface WirePath {
  readonly d: string;
  readonly middle: { readonly x: number; readonly y: number };
  /** Points along the curve, ends left out. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** Straight lines from one to the next go its whole way, from end to end. */
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The point of a cubic Bézier curve at `t`, from 0 to 1. */
function cubicAt([p, q, r, s]: readonly [Point, Point, Point, Point], t: number): Point {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: a * p.x + b * q.x + c * r.x + d * s.x, y: a * p.y + b * q.y + c * r.y + d * s.y };
}

const samples = 24;
/** How far before a port a wire with a lane turns, within the gap between two columns. */
const turn = 22;
/** Distance of a lane from the nodes that it passes. */
const clearance = 14;
/** Shorter wires have no room for a lane, nor anything between their ends. */
const leastLane = 120;

/**
 * The height at which a wire should run so that it passes no node from behind: between, above or below those on its way,
 * whichever is nearest. Null where its curve is free. A wire that leads back, as to a node below its own, always has a lane.
 */
export function laneOf(fromX: number, fromY: number, toX: number, toY: number, boxes: readonly Omit<Box, 'id'>[]): number | null {
  const back = toX - fromX < 0;
  if (!back && toX - fromX < leastLane) return null;
  const [left, right] = back ? [toX - turn, fromX + turn] : [fromX + turn + 2, toX - turn - 2];
  const between = boxes.filter((box) => box.x + box.width > left && box.x < right);
  const [low, high] = [Math.min(fromY, toY) - 6, Math.max(fromY, toY) + 6];
  if (!back && !between.some((box) => box.y < high && box.y + box.height > low)) return null;
  const isFree = (y: number): boolean => between.every((box) => y < box.y - 6 || y > box.y + box.height + 6);
  if (!back && isFree(toY)) return toY;
  // Of two in one gap, what leads on takes the first and what leads back the last, so that they run beside each other.
  const cost = (y: number): number => Math.abs(y - fromY) * (back ? 1 : 1.01) + Math.abs(y - toY) * (back ? 1.01 : 1);
  const lanes = between.flatMap((box) => [box.y - clearance, box.y + box.height + clearance]).filter(isFree);
  return lanes.length === 0 ? null : lanes.reduce((best, y) => (cost(y) < cost(best) ? y : best));
}

/** Straight lines through the corners, each corner rounded as far as its lines are long. */
function rounded(corners: readonly Point[]): string {
  const most = 12;
  const towards = (from: Point, to: Point, by: number): Point => {
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
  };
  const last = corners.length - 1;
  return corners
    .map((corner, index) => {
      if (index === 0) return `M${corner.x},${corner.y}`;
      if (index === last) return `L${corner.x},${corner.y}`;
      const [before, after] = [corners[index - 1]!, corners[index + 1]!];
      const radius = Math.min(most, ...[before, after].map((other) => Math.hypot(other.x - corner.x, other.y - corner.y) / 2));
      const [start, end] = [towards(corner, before, radius), towards(corner, after, radius)];
      return `L${start.x},${start.y}Q${corner.x},${corner.y} ${end.x},${end.y}`;
    })
    .join('');
}

function lanePath(fromX: number, fromY: number, toX: number, toY: number, lane: number): WirePath {
  const [left, right] = [fromX + turn, toX - turn];
  const along = Array.from({ length: samples - 1 }, (_, i) => ({ x: left + ((right - left) * (i + 1)) / samples, y: lane }));
  const corners = [{ x: fromX, y: fromY }, { x: left, y: fromY }, { x: left, y: lane }, { x: right, y: lane }, { x: right, y: toY }, { x: toX, y: toY }];
  return { d: rounded(corners), middle: { x: (left + right) / 2, y: lane }, points: along, corners };
}

/** Through the places that the user gave it: level at its ends, and round at each of them. */
export function bentPath(from: Point, bends: readonly Point[], to: Point): WirePath {
  const course = [from, ...bends, to];
  const last = course.length - 1;
  /** A third of the way to the neighbours, in the direction from one to the other. */
  const tangent = (i: number): Point => {
    if (i > 0 && i < last) return { x: (course[i + 1]!.x - course[i - 1]!.x) / 6, y: (course[i + 1]!.y - course[i - 1]!.y) / 6 };
    const [a, b] = i === 0 ? [course[0]!, course[1]!] : [course[last - 1]!, course[last]!];
    return { x: Math.max(24, Math.abs(b.x - a.x) / 2), y: 0 };
  };
  const pieces = course.slice(1).map((end, i) => {
    const [start, out, into] = [course[i]!, tangent(i), tangent(i + 1)];
    return [start, { x: start.x + out.x, y: start.y + out.y }, { x: end.x - into.x, y: end.y - into.y }, end] as const;
  });
  const points = pieces.flatMap((piece) => Array.from({ length: samples / 2 }, (_, i) => cubicAt(piece, (2 * (i + 0.5)) / samples)));
  const print = ({ x, y }: Point): string => `${x},${y}`;
  return { d: `M${print(from)}${pieces.map(([, a, b, end]) => `C${print(a)} ${print(b)} ${print(end)}`).join('')}`, middle: points[Math.floor(points.length / 2)]!, points, corners: [from, ...points, to] };
}

export function wirePath(fromX: number, fromY: number, toX: number, toY: number, lane: number | null = null): WirePath {
  if (lane !== null) return lanePath(fromX, fromY, toX, toY, lane);
  const across = toX - fromX;
  const reach = across >= 0 ? Math.max(32, across / 2) : Math.min(240, 64 + Math.sqrt(-across) * 8);
  const x1 = fromX + reach;
  const x2 = toX - reach;
  const piece = [{ x: fromX, y: fromY }, { x: x1, y: fromY }, { x: x2, y: toY }, { x: toX, y: toY }] as const;
  const at = (t: number): Point => cubicAt(piece, t);
  const points = Array.from({ length: samples - 1 }, (_, i) => at((i + 1) / samples));
  return {
    d: `M${fromX},${fromY}C${x1},${fromY} ${x2},${toY} ${toX},${toY}`,
    middle: at(0.5),
    points,
    corners: [piece[0], ...points, piece[3]],
  };
}

/** How far the curve is from the middle of the box, or null where it passes it by. */
export function wireDistance(path: WirePath, box: Omit<Box, 'id'>): number | null {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const inside = path.points.filter((p) => Math.abs(p.x - x) <= box.width * 0.35 && Math.abs(p.y - y) <= box.height * 0.35);
  return inside.length === 0 ? null : Math.min(...inside.map((p) => Math.hypot(p.x - x, p.y - y)));
}
