/** Functions of `ops.ts` that a project calls and TensorFlow.js lacks. Only those that are called are written, in this order. */

interface Helper {
  readonly text: string;
  readonly needs?: readonly string[];
}

export const helpers: Readonly<Record<string, Helper>> = {
  Mode: {
    text: `/**
 * train: dropout and the statistics of the batch; evaluate: moving statistics, but noise and
 * sampling; infer: nothing is random.
 */
export type Mode = 'train' | 'evaluate' | 'infer';`,
  },
  seedRandom: {
    text: `let seed = 0;
const drawn = { weights: 0, noise: 0 };

/** Fixes all that is drawn from here on: first weights, noise, samples. */
export function seedRandom(value: number): void {
  seed = value;
}`,
  },
  nextSeed: {
    needs: ['seedRandom'],
    text: `/** Another seed at each call, which is mixed: runs of neighbouring seeds share none. */
export function nextSeed(purpose: keyof typeof drawn): number {
  drawn[purpose]++;
  return streamSeed(seed, \`\${purpose} \${drawn[purpose]}\`);
}`,
  },
  glorotUniform: {
    needs: ['nextSeed'],
    text: `/** First weights of a layer (Glorot & Bengio 2010, eq. 16), the same for the same seed. */
export const glorotUniform = () => tf.initializers.glorotUniform({ seed: nextSeed('weights') });`,
  },
  heNormal: {
    needs: ['normal'],
    text: `/** First weights before a ReLU (He et al. 2015, eq. 10); tf.initializers.heNormal cuts the ends off. */
export const heNormal = (fanIn: number) => normal(Math.sqrt(2 / fanIn));`,
  },
  normal: {
    needs: ['nextSeed'],
    text: `/** First weights that are normal with that standard deviation, the same for the same seed. */
export const normal = (stddev: number) =>
  tf.initializers.randomNormal({ stddev, seed: nextSeed('weights') });`,
  },
  linear: {
    needs: ['glorotUniform'],
    text: `/** A linear layer: [batch, size] to [batch, units]. */
export function linear(size: number, units: number): tf.Sequential {
  const layer = { inputShape: [size], units, kernelInitializer: glorotUniform() };
  return tf.sequential({ layers: [tf.layers.dense(layer)] });
}`,
  },
  weight: {
    text: `/** A weight that is no layer's; \`trainable\` is false where it follows statistics. */
export function weight(
  shape: number[],
  initializer: { apply(shape: number[]): tf.Tensor },
  trainable = true,
): tf.Variable {
  return tf.variable(initializer.apply(shape), trainable);
}`,
  },
  apply: {
    needs: ['Mode'],
    text: `/** Runs a stack of layers. */
export function apply(stack: tf.Sequential, x: tf.Tensor, mode: Mode = 'infer'): tf.Tensor {
  return stack.apply(x, { training: mode === 'train' }) as tf.Tensor;
}`,
  },
  applyMasked: {
    needs: ['Mode'],
    text: `/** Runs a stack of layers, of which some are told which places hold something, [batch, places]. */
export function applyMasked(
  stack: tf.Sequential,
  x: tf.Tensor,
  mask: tf.Tensor,
  mode: Mode = 'infer',
): tf.Tensor {
  const training = mode === 'train' && stack.trainable;
  for (const layer of stack.layers.slice(1)) {
    const masked = 'maskAfter' in layer && typeof layer.maskAfter === 'function' ? layer : null;
    x = layer.call(masked ? [x, mask] : x, { training }) as tf.Tensor;
    if (masked) mask = (masked.maskAfter as (mask: tf.Tensor) => tf.Tensor)(mask);
  }
  return x;
}`,
  },
  NamedWeight: {
    text: `export type NamedWeight = readonly [name: string, variable: tf.Variable];`,
  },
  weightsOf: {
    needs: ['NamedWeight'],
    text: `/** The weights of a stack in the order of its layers, each with its name in weights.safetensors. */
export function weightsOf(stack: tf.Sequential, names: string[]): NamedWeight[] {
  const weights = stack.layers.flatMap((layer) => layer.weights);
  if (weights.length !== names.length) {
    throw new Error(\`\${names.length} names do not fit \${weights.length} weights\`);
  }
  return weights.map((weight, i) => [names[i]!, weight.read() as tf.Variable]);
}`,
  },
  takeWeights: {
    text: `/** Gives the layers of a stack the variables of another's: what is trained there counts here. */
export function takeWeights(stack: tf.Sequential, from: tf.Sequential): void {
  const weighted = ({ layers }: tf.Sequential) => layers.filter(({ weights }) => weights.length > 0);
  const theirs = weighted(from);
  weighted(stack).forEach((layer, i) => {
    const fields = Object.entries(theirs[i]!);
    const variables = fields.filter(([, value]) => value instanceof tf.LayerVariable);
    Object.assign(layer, Object.fromEntries(variables));
  });
}`,
  },
  follow: {
    text: `/** After update \`step\` of the weights, from 0: the statistics of a stack follow those of its batch. */
export function follow(stack: tf.Sequential, step: number): void {
  for (const layer of stack.layers) {
    if ('follow' in layer && typeof layer.follow === 'function') layer.follow(step);
  }
}`,
  },
  randomNormal: {
    needs: ['nextSeed'],
    text: `/** Normal numbers with mean 0 and variance 1. */
export function randomNormal(shape: number[]): tf.Tensor {
  return tf.randomNormal(shape, 0, 1, 'float32', nextSeed('noise'));
}`,
  },
  randomUniform: {
    needs: ['nextSeed'],
    text: `/** Numbers from 0 to 1. */
export function randomUniform(shape: number[]): tf.Tensor {
  return tf.randomUniform(shape, 0, 1, 'float32', nextSeed('noise'));
}`,
  },
  stopGradient: {
    text: `/** The value of \`x\`, and no derivative: nothing leads back from it. */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  return tf.customGrad(() => ({ value: x.clone(), gradFunc: () => [] }))();
}`,
  },
  rowsAt: {
    text: `/** The row of a table at each index: as a product, whose derivative every backend has. */
export function rowsAt(table: tf.Tensor, indices: tf.Tensor): tf.Tensor {
  const [count, size] = table.shape as [number, number];
  const chosen = tf.oneHot(indices.flatten().toInt(), count).toFloat();
  return chosen.matMul(table).reshape([...indices.shape, size]);
}`,
  },
  slope: {
    text: `/** Derivative of a scalar function at \`x\`, which can itself be derived. */
export function slope(score: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Tensor {
  return tf.grad(score)(x);
}`,
  },
  kMeans: {
    text: `/** Centres of clusters of the vectors along the last axis (Lloyd 1982), from \`clusters\` of them. */
export function kMeans(features: tf.Tensor, clusters: number, rounds = 10): tf.Tensor {
  const vectors = features.reshape([-1, features.shape.at(-1)!]);
  const count = vectors.shape[0]!;
  const first = Array.from({ length: clusters }, (_, i) => Math.floor((i * count) / clusters));
  let centres = vectors.gather(tf.tensor1d(first, 'int32'));
  for (let round = 0; round < rounds; round++) {
    const products = vectors.matMul(centres, false, true);
    const nearest = products.mul(2).sub(centres.square().sum(1)).argMax(1);
    const chosen = tf.oneHot(nearest.toInt(), clusters).toFloat();
    const sizes = chosen.sum(0).expandDims(1);
    const means = chosen.matMul(vectors, true).div(sizes.maximum(1));
    centres = tf.where(sizes.greater(0).broadcastTo(means.shape), means, centres);
  }
  return centres;
}`,
  },
  filterGradient: {
    text: `/** Derivative of a convolution of \`x\` with respect to its filter, given \`dy\`. */
export function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  shape: [number, number, number, number],
  strides: [number, number],
  padding: 'same' | 'valid',
): tf.Tensor {
  const convolved = (filter: tf.Tensor) => tf.conv2d(x, filter as tf.Tensor4D, strides, padding);
  return tf.grad(convolved)(tf.zeros(shape), dy);
}`,
  },
};

/** In place of `apply` where a stage may freeze a stack for a while. */
export const applyUnlessFrozen = `/** Runs a stack of layers; that of a frozen node runs as at inference. */
export function apply(stack: tf.Sequential, x: tf.Tensor, mode: Mode = 'infer'): tf.Tensor {
  return stack.apply(x, { training: mode === 'train' && stack.trainable }) as tf.Tensor;
}`;

/** Names of the helpers that `texts` call, with what these need, in the order of the table. */
export function helpersIn(texts: readonly string[]): readonly string[] {
  const called = new Set<string>();
  const take = (name: string): void => {
    if (called.has(name)) return;
    called.add(name);
    helpers[name]!.needs?.forEach(take);
  };
  for (const text of texts) {
    for (const name of Object.keys(helpers)) if (new RegExp(`\\bops\\.${name}\\b`).test(text)) take(name);
    for (const [, names] of text.matchAll(/import (?:type )?\{ ([^}]*) \} from '\.\/ops\.ts'/g)) for (const name of names!.split(', ')) if (helpers[name]) take(name);
  }
  return Object.keys(helpers).filter((name) => called.has(name));
}
