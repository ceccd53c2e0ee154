/** The outline of one nucleus, and what is measured on it. */
import type { Random } from '../../../random/counter';

/** Points of an outline. */
const POINTS = 48;
/** Slow waves have the shape, fast ones the roughness. */
const SLOW = 5;
const FAST = 12;
/** Points that a chord spans, where hollows are looked for. */
const CHORD = 6;
const RULERS = [1, 2, 3, 4, 6];
/** Grey values are looked at on a grid of so many rings and spokes. */
const [RINGS, SPOKES] = [4, 12];

export interface NucleusStyle {
  /** In pixels. */
  readonly radius: number;
  /** Share of the radius by which slow and fast waves move the outline. */
  readonly irregularity: number;
  readonly roughness: number;
  /** 0 for a circle. */
  readonly elongation: number;
  /** Depth of the grain, in grey levels. */
  readonly grain: number;
}
type Outline = readonly (readonly [x: number, y: number])[];

/** Radius, texture, perimeter, area, smoothness, compactness, concavity, concave points, symmetry, fractal dimension, in the order of `features`. */
export function measureNucleus(style: NucleusStyle, random: Random): number[] {
  const outline = drawOutline(style, random);
  const distances = outline.map(([x, y]) => Math.hypot(x, y));
  const radius = mean(distances);
  const perimeter = lengthOf(outline, 1);
  const area = Math.abs(outline.reduce((sum, [x, y], i) => sum + x * at(outline, i + 1)[1] - y * at(outline, i + 1)[0], 0)) / 2;
  const smoothness = mean(distances.map((distance, i) => Math.abs(distance - (at(distances, i - 1) + at(distances, i + 1)) / 2))) / radius;
  const depths = outline.map((_, i) => hollow(outline, i) / radius);
  return [
    radius,
    textureOf(style.grain, random),
    perimeter,
    area,
    smoothness,
    perimeter ** 2 / (4 * Math.PI * area) - 1,
    mean(depths.map((depth) => Math.max(0, depth))),
    mean(depths.map((depth) => (depth > 0.01 ? 1 : 0))),
    asymmetry(outline, distances),
    roughDimension(outline) - 1,
  ];
}

/** A circle that is pressed flat and waves, around its own centre. */
function drawOutline({ radius, irregularity, roughness, elongation }: NucleusStyle, random: Random): Outline {
  const turn = random.uniform(0, 2 * Math.PI);
  const waves = Array.from({ length: FAST - 1 }, (_, i) => {
    const order = i + 2;
    const depth = order <= SLOW ? irregularity / (order - 1) : roughness / Math.sqrt(order);
    return { order, depth: depth * Math.abs(random.normal()), phase: random.uniform(0, 2 * Math.PI) };
  });
  const points = Array.from({ length: POINTS }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / POINTS;
    const wave = waves.reduce((sum, { order, depth, phase }) => sum + depth * Math.cos(order * angle + phase), 0);
    const length = radius * Math.max(0.3, 1 + wave);
    const [along, across] = [length * Math.cos(angle) * (1 + elongation), (length * Math.sin(angle)) / (1 + elongation)];
    return [along * Math.cos(turn) - across * Math.sin(turn), along * Math.sin(turn) + across * Math.cos(turn)];
  });
  const [x0, y0] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  return points.map(([x, y]) => [x - x0, y - y0]);
}

/** Standard deviation of the grey values inside: a few clumps of chromatin on a grainy ground. */
function textureOf(grain: number, random: Random): number {
  const clumps = Array.from({ length: 2 + random.integer(4) }, () => ({ ring: random.uniform(0, RINGS), spoke: random.uniform(0, SPOKES), depth: grain * random.uniform(0.5, 2) }));
  const greys = Array.from({ length: RINGS * SPOKES }, (_, i) => {
    const dark = clumps.reduce((sum, { ring, spoke, depth }) => sum + depth * Math.exp(-((Math.floor(i / SPOKES) - ring) ** 2) - ((i % SPOKES) - spoke) ** 2 / 4), 0);
    return dark + random.normal(0, 0.7 * grain);
  });
  const middle = mean(greys);
  return Math.sqrt(mean(greys.map((grey) => (grey - middle) ** 2)));
}

/** By how much the outline lies inside the chord around a point; negative outside. */
function hollow(outline: Outline, place: number): number {
  const [x0, y0] = at(outline, place - CHORD / 2);
  const [x1, y1] = at(outline, place + CHORD / 2);
  const [x, y] = outline[place]!;
  return ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / Math.hypot(x1 - x0, y1 - y0);
}

/** How much the two sides of the longest axis differ, as a share of both. */
function asymmetry(outline: Outline, distances: readonly number[]): number {
  const spans = outline.slice(0, POINTS / 2).map(([x, y], i) => Math.hypot(x - at(outline, i + POINTS / 2)[0], y - at(outline, i + POINTS / 2)[1]));
  const axis = spans.indexOf(Math.max(...spans));
  let [differences, sum] = [0, 0];
  for (let step = 1; step < POINTS / 2; step++) {
    const [left, right] = [at(distances, axis + step), at(distances, axis - step)];
    differences += Math.abs(left - right);
    sum += left + right;
  }
  return differences / sum;
}

/** Mandelbrot's coastline: how the length grows as the ruler shrinks, by least squares on logarithms. */
function roughDimension(outline: Outline): number {
  const rulers = RULERS.map((ruler) => Math.log(ruler));
  const lengths = RULERS.map((ruler) => Math.log(lengthOf(outline, ruler)));
  const [x, y] = [mean(rulers), mean(lengths)];
  const slope = rulers.reduce((sum, ruler, i) => sum + (ruler - x) * (lengths[i]! - y), 0) / rulers.reduce((sum, ruler) => sum + (ruler - x) ** 2, 0);
  return 1 - slope;
}

/** Length of the outline, taken over every `step`-th point. */
function lengthOf(outline: Outline, step: number): number {
  let length = 0;
  for (let i = 0; i < POINTS; i += step) length += Math.hypot(at(outline, i + step)[0] - outline[i]![0], at(outline, i + step)[1] - outline[i]![1]);
  return length;
}

const at = <T>(ring: readonly T[], place: number): T => ring[(place + ring.length) % ring.length]!;
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
