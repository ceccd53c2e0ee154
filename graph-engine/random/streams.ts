/**
 * Whatever is drawn has a purpose, and each purpose a seed of its own, mixed from the seed of the run and the purpose's name: no two purposes of one run,
 * and no two runs, share numbers, however near their seeds are. Philox itself is the mixing function: what the seed encrypts tells nothing of its neighbours.
 */
import { keyOf, philox } from './philox';

const LANES = 4;

/** A seed for `name` under `seed`: the 53 low bits of a chain of Philox blocks over the name's UTF-16 code units, its length first. */
function derive(seed: number, name: string): number {
  const [k0, k1] = keyOf(seed);
  const state = new Uint32Array(LANES);
  state[0] = name.length;
  for (let from = -LANES; from < name.length; from += LANES) {
    for (let lane = 0; lane < LANES && from >= 0; lane++) state[lane]! ^= name.charCodeAt(from + lane) | 0;
    philox(state, state[0]!, state[1]!, state[2]!, state[3]!, k0, k1);
  }
  return (state[0]! & 0x1f_ffff) * 0x1_0000_0000 + state[1]!;
}

/** The seed of each purpose, for the seed of a run. */
export const streams = {
  /** The first value of a parameter: of its name, so that adding a node changes no other node's start. */
  weights: (seed: number, parameter: string): number => derive(seed, `weights/${parameter}`),
  /** Noise, dropout and sampled codes in the updates of a player. */
  noise: (seed: number, player: string): number => derive(seed, `noise/${player}`),
  /** The same in validation and in `evaluate`. */
  evaluation: (seed: number): number => derive(seed, 'evaluation'),
  /** The same in what is looked at. */
  views: (seed: number): number => derive(seed, 'views'),
  /** The same where a model is judged; each batch of items, and each sample of a prior, is a part. */
  objective: (seed: number, part: string): number => derive(seed, `objective/${part}`),
  /** Codes drawn from a prior, to be decoded. */
  samples: (seed: number): number => derive(seed, 'samples'),
  /** Which items of a Dataset node are held out. */
  split: (seed: number, node: string): number => derive(seed, `split/${node}`),
  /** In which order a Dataset node takes its items; epochs are streams of it. */
  order: (seed: number, node: string): number => derive(seed, `order/${node}`),
  /** What the items of a generated data set look like; items are streams of it. */
  items: (seed: number, dataset: string): number => derive(seed, `items/${dataset}`),
  /** Of which class each item of a generated data set is. */
  classes: (seed: number, dataset: string): number => derive(seed, `classes/${dataset}`),
};
