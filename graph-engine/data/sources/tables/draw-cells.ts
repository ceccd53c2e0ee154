/** Draws samples of tissue, nucleus by nucleus, and measures them. */
import type { Random } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LoadOptions } from '../definition';
import { drawRows, round, type DrawnTable, type Row } from './draw-rows';
import { mean, measureNucleus, type NucleusStyle } from './nucleus';

const FACTORS = ['activity', 'size', 'spread', 'irregularity', 'roughness', 'elongation', 'grain'] as const;
const MALIGNANT = 0.35;
const WORST = 3;

export const drawCells = (set: DrawnTable, options: LoadOptions): MemoryTable => drawRows(set, options, [1 - MALIGNANT, MALIGNANT], FACTORS, sample);

interface Tissue extends NucleusStyle {
  readonly activity: number;
  /** Of the radius among nuclei, as a share. */
  readonly spread: number;
}

/** Near its usual activity tissue is most regular; it stretches and grows as it is more active. */
function benign(random: Random): Tissue {
  const activity = random.normal();
  return {
    activity,
    radius: 12 * Math.exp(0.16 * activity + random.normal(0, 0.05)),
    spread: 0.07 + 0.02 * activity ** 2 * random.uniform(0.8, 1.2),
    irregularity: 0.035 + 0.02 * activity ** 2 * random.uniform(0.8, 1.2),
    roughness: 0.014 * Math.exp(0.25 * Math.sin(2 * activity) + random.normal(0, 0.15)),
    elongation: Math.abs(0.07 + 0.05 * activity + random.normal(0, 0.02)),
    grain: 10 * Math.exp(0.2 * Math.cos(1.5 * activity) + random.normal(0, 0.12)),
  };
}

/** A grade moves some of the factors and leaves the others where the activity has them. */
function malignant(random: Random): Tissue {
  const tissue = benign(random);
  const grade = random.uniform(0.5, 1.7);
  const [grows, twists, clumps, varies] = [random.chance(0.65), random.chance(0.75), random.chance(0.5), random.chance(0.6)];
  return {
    activity: tissue.activity,
    radius: tissue.radius * Math.exp(grows ? 0.28 * grade : 0),
    spread: tissue.spread * Math.exp(varies ? 0.7 * grade : 0),
    irregularity: tissue.irregularity * Math.exp(twists ? 0.6 * grade : 0),
    roughness: tissue.roughness * Math.exp(twists ? 0.35 * grade : 0.15 * grade),
    elongation: Math.abs(tissue.elongation + random.normal(0, 0.05 * grade)),
    grain: tissue.grain * Math.exp(clumps ? 0.35 * grade : 0),
  };
}

function sample(random: Random, label: number): Row {
  const tissue = label === 0 ? benign(random) : malignant(random);
  const nuclei = Array.from({ length: 12 + random.integer(9) }, () => {
    const own = (value: number, spread: number): number => value * Math.exp(random.normal(0, spread));
    const style = { ...tissue, radius: own(tissue.radius, tissue.spread), irregularity: own(tissue.irregularity, 0.2), roughness: own(tissue.roughness, 0.1), elongation: own(tissue.elongation, 0.3) };
    return measureNucleus(style, random);
  });
  const measures = nuclei[0]!.map((_, feature) => nuclei.map((nucleus) => nucleus[feature]!).toSorted((a, b) => b - a));
  const means = measures.map(mean);
  const errors = measures.map((found, feature) => Math.sqrt(mean(found.map((value) => (value - means[feature]!) ** 2)) / found.length));
  const worst = measures.map((found) => mean(found.slice(0, WORST)));
  const { activity, radius, spread, irregularity, roughness, elongation, grain } = tissue;
  return { values: [...means, ...errors, ...worst].map((value) => round(value, 5)), factors: [activity, radius, spread, irregularity, roughness, elongation, grain] };
}
