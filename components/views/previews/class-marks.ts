/** Where classes lie on a small map: a name for each that has a place of its own, so that the map is read without a legend. */

export interface ClassMark {
  readonly label: number;
  /** Medians of its items, in the units of the points. */
  readonly x: number;
  readonly y: number;
}
/** Of fewer items a median tells nothing. */
const FEWEST = 6;
/** Of the items around its mark a class has the most, and at least this share. */
const OWN_SHARE = 0.4;

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * Marks of the classes to which most of the items around their own middle belong, those with most items first; `near` is how far around reaches, and how far two
 * marks are apart at least. `points`: [items, 2].
 */
export function classMarks(points: Float32Array, labels: ArrayLike<number>, near: number): readonly ClassMark[] {
  const members = new Map<number, number[]>();
  for (let i = 0; i < points.length / 2; i++) {
    const known = members.get(labels[i]!);
    if (known) known.push(i);
    else members.set(labels[i]!, [i]);
  }
  const marks: ClassMark[] = [];
  for (const [label, items] of [...members].toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0])) {
    if (items.length < FEWEST || members.size < 2) continue;
    const [x, y] = [0, 1].map((axis) => median(items.map((i) => points[2 * i + axis]!))) as [number, number];
    let all = 0;
    const around = new Map<number, number>();
    for (let i = 0; i < points.length / 2; i++) {
      if (Math.hypot(points[2 * i]! - x, points[2 * i + 1]! - y) > near) continue;
      all++;
      around.set(labels[i]!, (around.get(labels[i]!) ?? 0) + 1);
    }
    const own = around.get(label) ?? 0;
    if (own < OWN_SHARE * all || own < Math.max(...around.values())) continue;
    if (marks.some((mark) => Math.hypot(mark.x - x, mark.y - y) < near)) continue;
    marks.push({ label, x, y });
  }
  return marks;
}
