/**
 * Pen strokes as curves. A stroke is written `x,y x,y! x,y`: points in a box of size one, y downwards, `!` marks a sharp corner;
 * `|` lifts the pen. Between corners the curve is a centripetal Catmull-Rom spline (Yuksel et al. 2011), which neither loops nor overshoots.
 */
export interface ControlPoint {
  x: number;
  y: number;
  readonly corner: boolean;
}
export type Stroke = readonly Readonly<ControlPoint>[];

export const parseStrokes = (text: string): readonly Stroke[] =>
  text.split('|').map((stroke) =>
    stroke
      .trim()
      .split(/\s+/)
      .map((point) => {
        const match = /^(-?[\d.]+),(-?[\d.]+)(!?)$/.exec(point);
        if (!match) throw new Error(`internal: "${point}" is no point of a stroke`);
        return { x: Number(match[1]), y: Number(match[2]), corner: match[3] === '!' };
      }),
  );

/** Points along a stroke as x, y pairs, about `spacing` apart. */
export function traceStroke(stroke: readonly ControlPoint[], spacing: number): number[] {
  const first = stroke[0]!;
  const path = [first.x, first.y];
  let start = 0;
  for (let i = 1; i < stroke.length; i++) {
    if (!stroke[i]!.corner && i < stroke.length - 1) continue;
    traceCurve(stroke, start, i, spacing, path);
    start = i;
  }
  return path;
}

function traceCurve(points: readonly ControlPoint[], from: number, to: number, spacing: number, path: number[]): void {
  for (let i = from; i < to; i++) {
    const b = points[i]!;
    const c = points[i + 1]!;
    // Beyond the ends the curve goes on as a mirror image, so that it leaves them straight.
    const a = i > from ? points[i - 1]! : { x: 2 * b.x - c.x, y: 2 * b.y - c.y };
    const d = i + 1 < to ? points[i + 2]! : { x: 2 * c.x - b.x, y: 2 * c.y - b.y };
    const t1 = interval(a, b);
    const t2 = t1 + interval(b, c);
    const t3 = t2 + interval(c, d);
    const pieces = Math.max(1, Math.ceil(Math.hypot(c.x - b.x, c.y - b.y) / spacing));
    for (let k = 1; k <= pieces; k++) {
      const t = t1 + ((t2 - t1) * k) / pieces;
      path.push(barryGoldman(a.x, b.x, c.x, d.x, t1, t2, t3, t), barryGoldman(a.y, b.y, c.y, d.y, t1, t2, t3, t));
    }
  }
}

const interval = (p: { x: number; y: number }, q: { x: number; y: number }): number => Math.max(1e-6, Math.sqrt(Math.hypot(q.x - p.x, q.y - p.y)));

/** Barry & Goldman 1988: the spline through a, b, c, d with knots 0, t1, t2, t3. */
function barryGoldman(a: number, b: number, c: number, d: number, t1: number, t2: number, t3: number, t: number): number {
  const ab = (a * (t1 - t) + b * t) / t1;
  const bc = (b * (t2 - t) + c * (t - t1)) / (t2 - t1);
  const cd = (c * (t3 - t) + d * (t - t2)) / (t3 - t2);
  const abc = (ab * (t2 - t) + bc * t) / t2;
  const bcd = (bc * (t3 - t) + cd * (t - t1)) / (t3 - t1);
  return (abc * (t2 - t) + bcd * (t - t1)) / (t2 - t1);
}
