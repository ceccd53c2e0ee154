/** The curve of a wire: drawn, labelled and hit with the same numbers. */
import type { Box } from '@/components/canvas-state/geometry';

export interface WirePath {
  readonly d: string;
  readonly middle: { readonly x: number; readonly y: number };
  /** Points along the curve, ends left out. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
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
/** Room that a wire takes to turn away from its port. */
const turn = 84;
/** Distance from the nodes it goes around. */
const clearance = 26;

/**
 * The height at which a long wire should run so that it passes no node from behind: above or below all that lie on its
 * straight way, whichever is nearer. Null where the way is free.
 */
export function detourOf(fromX: number, fromY: number, toX: number, toY: number, boxes: readonly Omit<Box, 'id'>[]): number | null {
  if (toX - fromX < 2 * turn) return null;
  const low = Math.min(fromY, toY) - 6;
  const high = Math.max(fromY, toY) + 6;
  const between = boxes.filter((box) => box.x + box.width > fromX + 24 && box.x < toX - 24);
  const inTheWay = between.filter((box) => box.y < high && box.y + box.height > low);
  if (inTheWay.length === 0) return null;
  const above = Math.min(...inTheWay.map((box) => box.y)) - clearance;
  const below = Math.max(...inTheWay.map((box) => box.y + box.height)) + clearance;
  const cost = (y: number): number => Math.abs(y - fromY) + Math.abs(y - toY);
  return cost(above) <= cost(below) ? above : below;
}

function detourPath(fromX: number, fromY: number, toX: number, toY: number, height: number): WirePath {
  const [left, right] = [fromX + turn, toX - turn];
  const along = Array.from({ length: samples - 1 }, (_, i) => ({ x: left + ((right - left) * (i + 1)) / samples, y: height }));
  return {
    d: `M${fromX},${fromY}C${fromX + turn * 0.55},${fromY} ${fromX + turn * 0.45},${height} ${left},${height}L${right},${height}C${toX - turn * 0.45},${height} ${toX - turn * 0.55},${toY} ${toX},${toY}`,
    middle: { x: (left + right) / 2, y: height },
    points: along,
  };
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
  return { d: `M${print(from)}${pieces.map(([, a, b, end]) => `C${print(a)} ${print(b)} ${print(end)}`).join('')}`, middle: points[Math.floor(points.length / 2)]!, points };
}

export function wirePath(fromX: number, fromY: number, toX: number, toY: number, detour: number | null = null): WirePath {
  if (detour !== null) return detourPath(fromX, fromY, toX, toY, detour);
  const across = toX - fromX;
  const reach = across >= 0 ? Math.max(32, across / 2) : Math.min(240, 64 + Math.sqrt(-across) * 8);
  const x1 = fromX + reach;
  const x2 = toX - reach;
  const piece = [{ x: fromX, y: fromY }, { x: x1, y: fromY }, { x: x2, y: toY }, { x: toX, y: toY }] as const;
  const at = (t: number): Point => cubicAt(piece, t);
  return {
    d: `M${fromX},${fromY}C${x1},${fromY} ${x2},${toY} ${toX},${toY}`,
    middle: at(0.5),
    points: Array.from({ length: samples - 1 }, (_, i) => at((i + 1) / samples)),
  };
}

/** How far the curve is from the middle of the box, or null where it passes it by. */
export function wireDistance(path: WirePath, box: Omit<Box, 'id'>): number | null {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const inside = path.points.filter((p) => Math.abs(p.x - x) <= box.width * 0.35 && Math.abs(p.y - y) <= box.height * 0.35);
  return inside.length === 0 ? null : Math.min(...inside.map((p) => Math.hypot(p.x - x, p.y - y)));
}
