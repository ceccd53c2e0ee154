/** Paints a head from the back to the front: hair behind it, neck, ears, skin, what age leaves, eyes, nose, mouth, hair and glasses. */
import type { Painter } from '../strokes/painter';
import type { Face } from './face';
import { paintBackHair, paintFrontHair } from './hair';
import { Head } from './head';

export const SIZE = 32;

type Place = readonly [u: number, v: number];

/** Where eyes, nose and mouth are, and how many of them there are. */
export interface Parts {
  readonly eyes: readonly Place[];
  readonly noses: readonly Place[];
  readonly mouths: readonly Place[];
}
export const usualParts = (face: Face): Parts => ({ eyes: [[-face.person.eyes, -0.08], [face.person.eyes, -0.08]], noses: [[0, 0.2]], mouths: [[0, 0.56]] });

export function paintFace(painter: Painter, face: Face, parts = usualParts(face)): void {
  const head = new Head(face);
  const { person, light, tilt } = face;
  painter.frame(SIZE / 2, SIZE / 2, 0);
  painter.region(0, 0, SIZE, () => -1, (x, y) => person.ground * (1 + 0.012 * light * x - 0.008 * y));
  const [x, y] = [SIZE / 2 + person.x, SIZE / 2 - 0.2 + person.y];
  painter.frame(x, y, tilt);
  paintBackHair(painter, head);
  painter.frame(x, y, 0.35 * tilt);
  painter.ellipse(0, 19.5, 13.5, 7.5, (u) => person.shirt * (1 + 0.015 * light * u));
  painter.region(0, 11, 6, (u, v) => Math.max(Math.abs(u) - 3.4, Math.abs(v - 11) - 5), head.lit(person.skin * 0.72, 0, 0));
  painter.frame(x, y, tilt);
  paintEars(painter, head);
  const skin = (u: number, v: number): number => head.lit(person.skin, u, v);
  painter.region(0, 0, head.height + 1, (u, v) => head.outline(u, v, 0.35), (u, v) => 0.5 * skin(u, v), 0.8);
  painter.region(0, 0, head.height + 1, (u, v) => head.outline(u, v, -0.25), skin);
  paintAge(painter, head);
  for (const eye of parts.eyes) paintEye(painter, head, eye);
  for (const nose of parts.noses) paintNose(painter, head, nose);
  for (const mouth of parts.mouths) paintMouth(painter, head, mouth);
  paintFrontHair(painter, head);
  if (face.glasses && parts.eyes.length > 0) paintGlasses(painter, head, parts.eyes);
}

function paintEars(painter: Painter, head: Head): void {
  const { turn, person } = head.face;
  for (const side of [-1, 1]) {
    // The ear of the side that the face turns to goes behind it.
    const away = side * Math.sin(turn);
    painter.ellipse(side * (head.width + 0.3) - 1.2 * Math.sin(turn), 0.4, 1.5 * Math.max(0.3, 1 - 1.2 * away), 2.3, (u, v) => 0.9 * head.lit(person.skin, u, v));
  }
}

/** Lines of the forehead, folds beside the mouth, bags under the eyes. */
function paintAge(painter: Painter, head: Head): void {
  const { age, person } = head.face;
  const dark = (x: number, y: number): number => 0.45 * head.lit(person.skin, x, y);
  const depth = Math.max(0, (age - 0.35) / 0.65);
  if (depth === 0) return;
  const through = (points: readonly (readonly [number, number])[]): number[] => points.flatMap(([u, v]) => [head.at(u, v).x, head.at(u, v).y]);
  for (const v of [-0.42, -0.53]) painter.line(through([[-0.4, v + 0.02], [0, v - 0.02], [0.4, v + 0.02]]), 0.3, dark, 0.75 * depth);
  for (const side of [-1, 1]) {
    painter.line(through([[side * 0.24, 0.27], [side * 0.42, 0.45], [side * 0.44, 0.62]]), 0.35, dark, 0.8 * depth);
    painter.line(through([[side * (person.eyes - 0.17), 0.09], [side * person.eyes, 0.13], [side * (person.eyes + 0.17), 0.09]]), 0.3, dark, 0.8 * depth);
    painter.line(through([[side * 0.72, -0.06], [side * 0.86, -0.12]]), 0.25, dark, 0.7 * depth);
  }
}

function paintEye(painter: Painter, head: Head, [u, v]: Place): void {
  const { age, smile, turn, person } = head.face;
  const { x, y, narrow } = head.at(u, v);
  if (narrow < 0.1) return;
  // Children have large eyes; who laughs narrows them.
  const size = 1.3 - 0.4 * Math.min(1, age * 1.3);
  const width = 1.95 * size * (0.35 + 0.65 * narrow);
  const height = 1.35 * size * (1 - 0.25 * Math.max(0, smile));
  painter.ellipse(x, y, width + 0.3, height + 0.3, 0.55 * head.lit(person.skin, x, y));
  painter.ellipse(x, y, width, height, 0.97);
  painter.ellipse(x + 0.9 * Math.sin(turn), y, Math.min(width, 0.95 * size), Math.min(height, 1.05 * size), 0.05);
  const brow = head.at(u, v - 0.24 - 0.03 * smile);
  const tone = person.tone + (0.75 - person.tone) * Math.max(0, age - 0.5) * 1.6;
  const slope = Math.sign(u) * (person.brows - 0.1 * smile) * 4;
  painter.line([brow.x - width, brow.y + slope * 0.5 + 0.2, brow.x, brow.y - 0.35, brow.x + width, brow.y - slope * 0.5 + 0.2], 0.5, tone, 0.9);
}

function paintNose(painter: Painter, head: Head, [u, v]: Place): void {
  const { light, turn, person } = head.face;
  const [bridge, tip] = [head.at(u, v - 0.2), head.at(u, v + 0.05, 1.22)];
  const side = Math.abs(turn) > 0.15 ? Math.sign(turn) : -Math.sign(light || 1);
  const wide = 1.25 * person.nose;
  painter.line([bridge.x + side * 0.3, bridge.y, tip.x + side * wide, tip.y - 0.1], 0.35, 0.55 * head.lit(person.skin, tip.x, tip.y), 0.7);
  painter.ellipse(tip.x, tip.y - 0.3, wide, 0.95, 1.12 * head.lit(person.skin, tip.x * 0.4, tip.y), 0.7);
  painter.line([tip.x - wide, tip.y + 0.55, tip.x, tip.y + 0.85, tip.x + wide, tip.y + 0.55], 0.35, 0.42 * person.skin, 0.85);
}

function paintMouth(painter: Painter, head: Head, [u, v]: Place): void {
  const { smile, person } = head.face;
  const { x, y, narrow } = head.at(u, v, 1.05);
  const half = (3 + 0.8 * smile) * (0.55 + 0.45 * narrow);
  const bend = 2 * smile;
  const curve = (t: number, low = 0): number => y + bend * (0.5 - t * t) + low * (1 - t * t);
  const steps = [-1, -0.6, -0.2, 0.2, 0.6, 1];
  const laugh = Math.max(0, smile - 0.25) / 0.75;
  if (laugh > 0) {
    const open = 2.4 * laugh;
    const inside = (px: number, py: number): number => {
      const t = (px - x) / half;
      return Math.max(curve(t) - py, py - curve(t, open), (Math.abs(t) - 1) * half);
    };
    painter.region(x, y, half + 3, inside, 0.1);
    painter.region(x, y, half + 3, (px, py) => Math.max(inside(px, py), py - curve((px - x) / half) - 0.45 * open - 0.3), 0.98);
  }
  painter.line(steps.flatMap((t) => [x + half * t, curve(t)]), 0.5, 0.3 * person.skin);
  if (laugh > 0) painter.line(steps.flatMap((t) => [x + half * t, curve(t, 2.4 * laugh)]), 0.45, 0.35 * person.skin);
  else painter.line([x - half * 0.4, curve(0.4) + 1.5, x + half * 0.4, curve(0.4) + 1.5], 0.35, 0.65 * head.lit(person.skin, x, y), 0.7);
}

function paintGlasses(painter: Painter, head: Head, eyes: Parts['eyes']): void {
  const spots = eyes.map(([u, v]) => head.at(u, v + 0.01, 1.08)).toSorted((a, b) => a.x - b.x);
  const frame = 0.04;
  const width = (narrow: number): number => 3.2 * (0.4 + 0.6 * narrow);
  for (const { x, y, narrow } of spots) {
    if (narrow < 0.1) continue;
    painter.ellipse(x, y, width(narrow), 3, 0.95, 0.18);
    painter.ring(x, y, width(narrow), 3, 0.42, frame);
  }
  for (const [i, { x, y, narrow }] of spots.slice(0, -1).entries()) {
    const next = spots[i + 1]!;
    painter.line([x + width(narrow), y - 0.4, next.x - width(next.narrow), next.y - 0.4], 0.45, frame);
  }
  const [first, last] = [spots[0]!, spots.at(-1)!];
  const lean = 1.2 * Math.sin(head.face.turn);
  painter.line([first.x - width(first.narrow), first.y - 0.8, Math.min(first.x - width(first.narrow), -head.width - lean), -0.6], 0.4, frame);
  painter.line([last.x + width(last.narrow), last.y - 0.8, Math.max(last.x + width(last.narrow), head.width - lean), -0.6], 0.4, frame);
}
