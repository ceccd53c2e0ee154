/**
 * Bands as ears part them: triangles on the mel scale of Slaney's Auditory Toolbox (1998), linear to 1,000 Hz and logarithmic above, each of area 2.
 * They are those of librosa (`filters.mel` as it is called as a rule: `htk=False, norm='slaney'`) from 0 Hz to half of the rate.
 */
const LINEAR = 200 / 3;
const [KNEE_HZ, KNEE] = [1000, 1000 / LINEAR];
const STEP = Math.log(6.4) / 27;

export const melOf = (hz: number): number => (hz < KNEE_HZ ? hz / LINEAR : KNEE + Math.log(hz / KNEE_HZ) / STEP);
export const hzOf = (mel: number): number => (mel < KNEE ? mel * LINEAR : KNEE_HZ * Math.exp(STEP * (mel - KNEE)));

/** `count` frequencies that lie evenly on the scale, both ends among them. */
export function melFrequencies(count: number, highest: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => hzOf((melOf(highest) * i) / (count - 1)));
}

/** One band: its weights, from its first bin on. */
export interface Band {
  readonly first: number;
  readonly weights: Float64Array;
}

/** From low to high. A band between two bins has no weights: the window is too short for so many bands. */
export function melBands(bands: number, rate: number, bins: number): readonly Band[] {
  const edges = melFrequencies(bands + 2, rate / 2);
  const hz = (bin: number): number => (bin * rate) / (2 * (bins - 1));
  return Array.from({ length: bands }, (_, band): Band => {
    const [low, middle, high] = [edges[band]!, edges[band + 1]!, edges[band + 2]!];
    const weights: number[] = [];
    let first = 0;
    for (let bin = 0; bin < bins; bin++) {
      const height = Math.min((hz(bin) - low) / (middle - low), (high - hz(bin)) / (high - middle));
      if (height <= 0) continue;
      if (weights.length === 0) first = bin;
      weights.push((2 * height) / (high - low));
    }
    return { first, weights: Float64Array.from(weights) };
  });
}
