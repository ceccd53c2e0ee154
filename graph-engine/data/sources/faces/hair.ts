/** Hair behind a head and before it, by style; it turns grey, and short hair goes back from the forehead. */
import type { Painter } from '../strokes/painter';
import { HAIR } from './face';
import type { Head } from './head';

/** Above which height the hair begins at the middle, as a share of the head, and how far its line comes down at the sides. */
const lines: Readonly<Record<(typeof HAIR)[number], { readonly middle: number; readonly sides: number; readonly thick: number }>> = {
  bald: { middle: 2, sides: 0, thick: 0 },
  short: { middle: 0.55, sides: 0.62, thick: 1 },
  curly: { middle: 0.5, sides: 0.55, thick: 2.2 },
  long: { middle: 0.6, sides: 0.8, thick: 1.2 },
  bob: { middle: 0.34, sides: 0.2, thick: 1.5 },
};

const styleOf = (head: Head): (typeof HAIR)[number] => HAIR[head.face.hair]!;

function toneOf(head: Head): (x: number, y: number) => number {
  const { age, person } = head.face;
  const grey = Math.min(1, Math.max(0, (age - 0.45) / 0.45));
  const tone = person.tone + (0.93 - person.tone) * grey;
  // Strands: a little lighter and darker along the head.
  return (x, y) => head.lit(tone, x, y) * (1 + 0.05 * Math.sin(1.3 * x + 0.3 * y));
}

export function paintBackHair(painter: Painter, head: Head): void {
  const style = styleOf(head);
  const tone = toneOf(head);
  const behind = -2.2 * Math.sin(head.face.turn);
  const dark = (x: number, y: number): number => 0.8 * tone(x, y);
  if (style === 'long') painter.region(behind, 4, 20, (x, y) => Math.max(Math.hypot((x - behind) / (head.width + 2.6), Math.min(0, y + 1) / (head.height + 0.8)) - 1, (y - 15) / 9) * 9, dark);
  if (style === 'bob') painter.region(behind, 0, 16, (x, y) => Math.max(Math.hypot((x - behind) / (head.width + 2.4), Math.min(0, y + 1) / (head.height + 1.2)) - 1, (y - 8) / 9) * 9, dark);
  if (style === 'curly') {
    for (let curl = 0; curl < 11; curl++) {
      const angle = Math.PI * (0.86 + (1.28 * curl) / 10);
      painter.ellipse(behind * 0.6 + (head.width + 0.6) * Math.cos(angle), (head.height + 0.2) * Math.sin(angle), 2.9, 2.9, dark);
    }
  }
}

export function paintFrontHair(painter: Painter, head: Head): void {
  const style = styleOf(head);
  const { age, turn } = head.face;
  if (style === 'bald') return paintShine(painter, head);
  const { middle, sides, thick } = lines[style];
  const back = style === 'short' ? 0.3 * Math.max(0, age - 0.4) : 0.1 * Math.max(0, age - 0.4);
  const shift = head.width * Math.sin(turn) * 0.65;
  const hairline = (x: number): number => {
    const u = (x - shift) / head.width;
    const wave = style === 'curly' ? 0.05 * Math.cos(8 * u) : style === 'long' ? 0.07 * Math.abs(u + 0.25) : 0;
    return -head.height * (middle + back + wave - sides * Math.min(1, u * u * (style === 'bob' ? 0.4 : 1.25)) ** (style === 'short' ? 1.5 : 1));
  };
  const tone = toneOf(head);
  painter.region(0, 0, head.height + thick + 1, (x, y) => Math.max(head.outline(x, y, thick), y - hairline(x)), tone);
}

/** A bald head shines where the light is. */
function paintShine(painter: Painter, head: Head): void {
  const x = 0.35 * head.width * head.face.light;
  painter.ellipse(x, -0.66 * head.height, 2.6, 1.6, 0.98, 0.55);
}
