/** Functions of `ops.ts` that several kinds call. */
import type { Helper } from './emit';

export const mode: Helper = {
  name: 'Mode',
  file: 'ops',
  source: `/**
 * train: dropout and the statistics of the batch; evaluate: moving statistics, but noise and
 * sampling; infer: nothing is random.
 */
export type Mode = 'train' | 'evaluate' | 'infer';`,
};

export const apply: Helper = {
  name: 'apply',
  file: 'ops',
  needs: [mode],
  source: `/** Runs a stack of layers. */
export function apply(stack: tf.Sequential, x: tf.Tensor, mode: Mode): tf.Tensor {
  return stack.apply(x, { training: mode === 'train' }) as tf.Tensor;
}`,
};

/** In place of `apply` where a stage may freeze a stack for a while. */
export const applyUnlessFrozen: Helper = {
  ...apply,
  source: `/** Runs a stack of layers; that of a frozen node runs as at inference. */
export function apply(stack: tf.Sequential, x: tf.Tensor, mode: Mode): tf.Tensor {
  return stack.apply(x, { training: mode === 'train' && stack.trainable }) as tf.Tensor;
}`,
};

export const variablesOf: Helper = {
  name: 'variablesOf',
  file: 'ops',
  source: `/** The weights of a stack in the order of its layers. */
export function variablesOf(stack: tf.Sequential): tf.Variable[] {
  const weights = stack.layers.flatMap((layer) => layer.weights);
  return weights.map((weight) => weight.read() as tf.Variable);
}`,
};

export const follow: Helper = {
  name: 'follow',
  file: 'ops',
  source: `/** After update \`step\` of the weights, from 0: the statistics of a stack follow those of its batch. */
export function follow(stack: tf.Sequential, step: number): void {
  for (const layer of stack.layers) {
    if ('follow' in layer && typeof layer.follow === 'function') layer.follow(step);
  }
}`,
};

/** In place of `follow` where a stage may freeze a stack for a while. */
export const followUnlessFrozen: Helper = {
  ...follow,
  source: `/** After update \`step\` of the weights, from 0: the statistics of a stack follow those of its batch. */
export function follow(stack: tf.Sequential, step: number): void {
  if (!stack.trainable) return;
  for (const layer of stack.layers) {
    if ('follow' in layer && typeof layer.follow === 'function') layer.follow(step);
  }
}`,
};

export const seedRandom: Helper = {
  name: 'seedRandom',
  file: 'ops',
  source: `let seed = 0;
const drawn = { weights: 0, noise: 0 };

/** Fixes all that is drawn from here on: first weights, noise, samples. */
export function seedRandom(value: number): void {
  seed = value;
}`,
};

export const nextSeed: Helper = {
  name: 'nextSeed',
  file: 'ops',
  needs: [seedRandom],
  source: `/** Another seed at each call, which is mixed: runs of neighbouring seeds share none. */
export function nextSeed(purpose: keyof typeof drawn): number {
  drawn[purpose]++;
  return streamSeed(seed, \`\${purpose} \${drawn[purpose]}\`);
}`,
};

export const glorotUniform: Helper = {
  name: 'glorotUniform',
  file: 'ops',
  needs: [nextSeed],
  source: `/** First weights of a layer (Glorot & Bengio 2010, eq. 16), the same for the same seed. */
export const glorotUniform = () => tf.initializers.glorotUniform({ seed: nextSeed('weights') });`,
};

export const heNormal: Helper = {
  name: 'heNormal',
  file: 'ops',
  needs: [nextSeed],
  source: `/** First weights of a layer before a ReLU (He et al. 2015, eq. 10), the same for the same seed. */
export const heNormal = () => tf.initializers.heNormal({ seed: nextSeed('weights') });`,
};

export const linear: Helper = {
  name: 'linear',
  file: 'ops',
  needs: [glorotUniform],
  source: `/** A linear layer on the flattened input. */
export function linear(inputShape: number[], units: number): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.inputLayer({ inputShape }),
      tf.layers.reshape({ targetShape: [inputShape.reduce((product, size) => product * size, 1)] }),
      tf.layers.dense({ units, kernelInitializer: glorotUniform() }),
    ],
  });
}`,
};

export const nameWeights: Helper = {
  name: 'nameWeights',
  file: 'ops',
  source: `export type NamedWeight = readonly [name: string, variable: tf.Variable];

/** Pairs each weight with its name in weights.safetensors. */
export function nameWeights(variables: tf.Variable[], names: string[]): NamedWeight[] {
  if (variables.length !== names.length) {
    throw new Error(\`\${names.length} names do not fit \${variables.length} weights\`);
  }
  return variables.map((variable, i) => [names[i]!, variable]);
}`,
};

export const randomNormal: Helper = {
  name: 'randomNormal',
  file: 'ops',
  needs: [nextSeed],
  source: `export function randomNormal(shape: number[]): tf.Tensor {
  return tf.randomNormal(shape, 0, 1, 'float32', nextSeed('noise'));
}`,
};

export const randomUniform: Helper = {
  name: 'randomUniform',
  file: 'ops',
  needs: [nextSeed],
  source: `/** Numbers from 0 to 1. */
export function randomUniform(shape: number[]): tf.Tensor {
  return tf.randomUniform(shape, 0, 1, 'float32', nextSeed('noise'));
}`,
};

export const stopGradient: Helper = {
  name: 'stopGradient',
  file: 'ops',
  source: `/** The value of \`x\`, and no derivative. */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  return tf.customGrad(() => ({
    value: x.clone(),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))(x);
}`,
};

export const straightThrough: Helper = {
  name: 'straightThrough',
  file: 'ops',
  source: `/** The value of \`forward\`, the derivative of \`backward\` (Bengio, Léonard & Courville 2013). */
export function straightThrough(forward: tf.Tensor, backward: tf.Tensor): tf.Tensor {
  return tf.customGrad(() => ({
    value: forward.clone(),
    gradFunc: (dy: tf.Tensor) => dy,
  }))(backward);
}`,
};

export const rowsAt: Helper = {
  name: 'rowsAt',
  file: 'ops',
  source: `/** The row of a table at each index: as a product, whose derivative every backend has. */
export function rowsAt(table: tf.Tensor2D, indices: tf.Tensor): tf.Tensor {
  const chosen = tf.oneHot(indices.flatten().toInt(), table.shape[0]).toFloat();
  return tf.matMul(chosen, table).reshape([...indices.shape, table.shape[1]]);
}`,
};

/** The order in which they stand in the file. */
export const opsOrder: readonly Helper[] = [mode, seedRandom, nextSeed, glorotUniform, heNormal, apply, applyUnlessFrozen, linear, variablesOf, follow, followUnlessFrozen, nameWeights, randomNormal, randomUniform, stopGradient, straightThrough, rowsAt];
