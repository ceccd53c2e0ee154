/** First values of parameters: from the seed and the parameter's name alone, so that adding a node changes no other node's start. */
import { fillNormal, fillUniform, streams } from '../random/counter';
import { kMeans } from '../inspect/k-means';
import type { Init, Parameter, Program } from '../program/types';
import type { ParameterStore, Weights } from './device';

/** The values of a tap over the first batches; their last dimension is that of the points. */
export type TapValues = (tap: string) => Promise<Float32Array>;

export interface InitContext {
  readonly out: Float32Array;
  readonly shape: readonly number[];
  /** Of this parameter alone. */
  readonly seed: number;
  readonly tap: TapValues;
  readonly store: ParameterStore;
}
type Fill<K extends Init['kind']> = (init: Extract<Init, { kind: K }>, context: InitContext) => void | Promise<void>;

/** Points that are enough to start from; of images with many codes each, there are tens of thousands. */
const ENOUGH_POINTS = 4096;
const ENOUGH_PER_CLUSTER = 32;
/** Training moves the codes on from there: the last of the way to rest is not worth its time. */
const ENOUGH_ROUNDS = 10;
function spreadOut(points: Float32Array, dimensions: number, clusters: number): Float32Array {
  const count = points.length / dimensions;
  const kept = Math.max(ENOUGH_POINTS, ENOUGH_PER_CLUSTER * clusters);
  if (count <= kept) return points;
  const some = new Float32Array(kept * dimensions);
  for (let i = 0; i < kept; i++) {
    const from = Math.floor((i * count) / kept) * dimensions;
    some.set(points.subarray(from, from + dimensions), i * dimensions);
  }
  return some;
}

function scaled(values: Float32Array, scale: number, shift = 0): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - shift) * scale;
}

const fills: { readonly [K in Init['kind']]: Fill<K extends 'glorotUniform' | 'heNormal' ? 'glorotUniform' | 'heNormal' : K> } = {
  zeros: () => {},
  ones: (_, { out }) => void out.fill(1),
  constant: ({ value }, { out }) => void out.fill(value),
  glorotUniform({ fanIn, fanOut }, { out, seed }) {
    fillUniform(out, seed, 0, 0);
    scaled(out, 2 * Math.sqrt(6 / (fanIn + fanOut)), 0.5);
  },
  heNormal({ fanIn }, { out, seed }) {
    fillNormal(out, seed, 0, 0);
    scaled(out, Math.sqrt(2 / fanIn));
  },
  normal({ stddev }, { out, seed }) {
    fillNormal(out, seed, 0, 0);
    scaled(out, stddev);
  },
  async kmeans({ tap }, { out, shape, seed, tap: valuesOf }) {
    const [clusters, dimensions] = shape as [number, number];
    out.set(kMeans(spreadOut(await valuesOf(tap), dimensions, clusters), dimensions, clusters, seed, ENOUGH_ROUNDS).centers);
  },
  async copyOf({ parameter }, { out, store }) {
    out.set(await store.readOne(parameter));
  },
};
/** Those that need another start go after it; what a state copies may be a copy itself. */
const rank = ({ init, name }: Parameter): number => (init.kind === 'kmeans' ? 1 : init.kind !== 'copyOf' ? 0 : name.includes(':') ? 3 : 2);

/**
 * Gives a first value to each parameter of `program` that `store` does not hold yet, or to those that `isMissing` names. `tap` gives the values of a tap over
 * the first batches; it is asked when every parameter that does not depend on a tap has its value.
 */
export async function initialise(
  store: ParameterStore,
  program: Program,
  seed: number,
  tap: TapValues = noTap,
  isMissing: (name: string) => boolean = (name) => !store.has(name),
): Promise<void> {
  const missing = program.parameters.filter(({ name }) => isMissing(name)).sort((a, b) => rank(a) - rank(b));
  for (const parameter of missing) store.write(parameter.name, await start(parameter, program.values[parameter.value]!.shape, seed, tap, store));
}
async function start({ init, name }: Parameter, shape: readonly number[], seed: number, tap: TapValues, store: ParameterStore): Promise<Weights> {
  const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
  await (fills[init.kind] as Fill<Init['kind']>)(init, { out: data, shape, seed: streams.weights(seed, name), tap, store });
  return { shape, data };
}
const noTap = (tap: string): never => {
  throw new Error(`internal: a parameter starts from the values of ${tap}, which were not given`);
};
