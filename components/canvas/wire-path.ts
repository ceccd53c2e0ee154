/** The curve of a wire: drawn, labelled and hit with the same numbers. */
import type { Box } from './geometry';

export interface WirePath {
  readonly d: string;
  readonly middle: { readonly x: number; readonly y: number };
  /** Points along the curve, ends left out. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const samples = 24;

export function wirePath(fromX: number, fromY: number, toX: number, toY: number): WirePath {
  const across = toX - fromX;
  const reach = across >= 0 ? Math.max(32, across / 2) : Math.min(240, 64 + Math.sqrt(-across) * 8);
  const x1 = fromX + reach;
  const x2 = toX - reach;
  const at = (t: number): { x: number; y: number } => {
    const u = 1 - t;
    const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    return { x: a * fromX + b * x1 + c * x2 + d * toX, y: (a + b) * fromY + (c + d) * toY };
  };
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
