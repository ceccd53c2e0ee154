/** The timed models on tfjs, written once for whatever makes the stacks of layers: tf.layers as it is shipped, or operations one by one. */
import * as tf from '@tensorflow/tfjs';
import type { Stepper } from './step-side';
import type { StepModel } from './step-documents';

export type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear';
/** A layer's description; `stack` makes something of it. */
export type LayerSpec =
  | { readonly kind: 'dense'; readonly units: number; readonly activation: Activation }
  | { readonly kind: 'conv' | 'deconv'; readonly filters: number; readonly kernel: number; readonly stride: number; readonly activation: Activation }
  | { readonly kind: 'reshape'; readonly shape: readonly number[] }
  | { readonly kind: 'leaky' };
/** Layers one after the other, with their weights. */
export interface Stack {
  run(x: tf.Tensor): tf.Tensor;
  variables(): tf.Variable[];
  dispose(): void;
}
type Loss = 'meanSquaredError' | ((x: tf.Tensor, y: tf.Tensor) => tf.Tensor);
export interface Kit {
  /** @param shape of an item. */
  stack(shape: readonly number[], layers: readonly LayerSpec[]): Stack;
  /** An own way to train `model` to give back its input, or null. */
  fit(model: Stack, rate: number, loss: Loss): ((x: tf.Tensor) => Promise<void>) | null;
}

const dense = (units: number, activation: Activation = 'relu'): LayerSpec => ({ kind: 'dense', units, activation });
const conv = (filters: number, stride = 2, kernel = 3, activation: Activation = 'relu'): LayerSpec => ({ kind: 'conv', filters, kernel, stride, activation });
const deconv = (filters: number, activation: Activation, kernel = 3): LayerSpec => ({ kind: 'deconv', filters, kernel, stride: 2, activation });
const picture = (...shape: number[]): LayerSpec => ({ kind: 'reshape', shape });
const flat = (size = 784): LayerSpec => ({ kind: 'reshape', shape: [size] });
let kit: Kit;
const stack = (shape: readonly number[], ...layers: LayerSpec[]): Stack => kit.stack(shape, layers);
const run = (model: Stack, x: tf.Tensor): tf.Tensor => model.run(x);
const variables = (...models: Stack[]): tf.Variable[] => models.flatMap((model) => model.variables());
const count = (models: readonly Stack[]): number => variables(...models).reduce((sum, { size }) => sum + size, 0);

const crossEntropy = (x: tf.Tensor, logits: tf.Tensor): tf.Tensor => logits.softplus().sub(logits.mul(x)).sum().div(x.shape[0]!);
const data = (batch: number, shape: readonly number[]): tf.Tensor => tf.randomUniform([batch, ...shape], 0, 1, 'float32', 1);

/** The items in a batch, given those that the model has of its own. */
type Size = (own: number) => number;

const squaredMean = (x: tf.Tensor, y: tf.Tensor): tf.Tensor => y.sub(x).square().mean();
/** A model that gives back its input. */
function fitted(batch: number, shape: readonly number[], model: Stack, rate: number, loss: Loss): Stepper {
  const x = data(batch, shape);
  const step = kit.fit(model, rate, loss);
  if (!step) return written(batch, shape, [{ trained: [model], rate, loss: (x) => (loss === 'meanSquaredError' ? squaredMean : loss)(x, run(model, x)) }]);
  return { step: () => step(x), parameters: count([model]), dispose: () => (x.dispose(), model.dispose()) };
}
interface Player {
  readonly trained: readonly Stack[];
  readonly rate: number;
  loss(x: tf.Tensor): tf.Tensor;
}
/** A model whose loss is written out; each player is updated in turn. */
function written(batch: number, shape: readonly number[], players: readonly Player[]): Stepper {
  const x = data(batch, shape);
  const updates = players.map(({ trained, rate, loss }) => {
    const optimizer = tf.train.adam(rate);
    return () => {
      const { value, grads } = tf.variableGrads(() => loss(x) as tf.Scalar, variables(...trained));
      optimizer.applyGradients(grads as unknown as Parameters<typeof optimizer.applyGradients>[0]);
      tf.dispose(grads);
      return value;
    };
  });
  const step = async (): Promise<void> => {
    for (const update of updates) {
      const value = update();
      await value.data();
      value.dispose();
    }
  };
  return { step, parameters: count(players.flatMap(({ trained }) => trained)), dispose: () => (x.dispose(), players.forEach(({ trained }) => trained.forEach((model) => model.dispose()))) };
}

/** Two stacks with something between: `middle` gives what is decoded, and a term beside the cross-entropy. */
function coder(shape: readonly number[], encoder: Stack, decoder: Stack, middle: (h: tf.Tensor, batch: number) => { code: tf.Tensor; term?: tf.Tensor }, rate: number, batch: number, spoil = (x: tf.Tensor): tf.Tensor => x): Stepper {
  const loss = (x: tf.Tensor): tf.Tensor => {
    const { code, term } = middle(run(encoder, spoil(x)), batch);
    const error = crossEntropy(x, run(decoder, code));
    return term ? error.add(term) : error;
  };
  return written(batch, shape, [{ trained: [encoder, decoder], rate, loss }]);
}
/** The encoder ends in means and log variances side by side (Kingma & Welling 2014, appendix B). */
const gaussian = (size: number, beta: number) => (h: tf.Tensor): { code: tf.Tensor; term: tf.Tensor } => {
  const [mean, logVariance] = tf.split(h, [size, size], 1) as [tf.Tensor, tf.Tensor];
  const code = mean.add(logVariance.mul(0.5).exp().mul(tf.randomNormal(mean.shape)));
  return { code, term: mean.square().add(logVariance.exp()).sub(1).sub(logVariance).sum().mul(beta / (2 * h.shape[0]!)) };
};
/** The derivative of `smooth`, the value of `hard`. */
const straightThrough = (smooth: tf.Tensor, hard: tf.Tensor): tf.Tensor => tf.customGrad(() => ({ value: hard.clone(), gradFunc: (dy: tf.Tensor) => dy }))(smooth);
/** A class by Gumbel-softmax (Jang et al. 2017), and a term for classes that stay empty. */
const oneHot = (h: tf.Tensor): { code: tf.Tensor; term: tf.Tensor } => {
  const use = h.softmax().mean(0);
  const soft = h.add(tf.randomUniform(h.shape, 1e-6, 1).log().neg().log().neg()).softmax();
  return { code: straightThrough(soft, tf.oneHot(soft.argMax(1), 20).toFloat()), term: use.mul(use.add(1e-10).log()).sum().mul(20) };
};
/** Each image moved by up to 2 pixels and stretched, turned and slanted by up to a fifth, about its middle. */
const moved = (x: tf.Tensor): tf.Tensor => {
  const draw = (reach: number): tf.Tensor2D => tf.randomUniform([x.shape[0]!, 1], -reach, reach);
  const row = (along: tf.Tensor2D, across: tf.Tensor2D, middle: tf.Tensor2D): tf.Tensor2D[] => [along, across, middle.add(draw(2)).add(13.5)];
  const [a, b, c, d] = [draw(0.2).add<tf.Tensor2D>(1), draw(0.2), draw(0.2), draw(0.2).add<tf.Tensor2D>(1)];
  const middle = (p: tf.Tensor2D, q: tf.Tensor2D): tf.Tensor2D => p.add(q).mul(-13.5);
  const none = tf.zeros<tf.Rank.R2>([x.shape[0]!, 2]);
  return tf.image.transform(x as tf.Tensor4D, tf.concat([...row(a, b, middle(a, b)), ...row(c, d, middle(c, d)), none], 1) as tf.Tensor2D, 'nearest');
};
const digits = [28, 28, 1] as const;
const toDigits = (): LayerSpec[] => [dense(784, 'linear'), picture(28, 28, 1)];
const ups = (last: Activation): LayerSpec[] => [deconv(16, 'relu'), deconv(1, last)];

/** Moving averages of the vectors of each code (van den Oord et al. 2017, appendix A.1). */
function quantised(batch: Size): Stepper {
  const [encoder, decoder] = [stack(digits, conv(16), conv(32), conv(16, 1, 1, 'linear')), stack([7, 7, 16], conv(32, 1), ...ups('linear'))];
  const book = tf.variable(tf.randomNormal([64, 16]), false);
  const [size, sum] = [tf.variable(tf.ones([64]), false), tf.variable(book.clone(), false)];
  const middle = (h: tf.Tensor): { code: tf.Tensor; term: tf.Tensor } => {
    const vectors = h.reshape([-1, 16]);
    const chosen = tf.tidy(() => vectors.square().sum(1, true).sub(vectors.matMul(book, false, true).mul(2)).add(book.square().sum(1)).argMin(1));
    const hot = tf.oneHot(chosen as tf.Tensor1D, 64).toFloat();
    // Not by tf.gather, whose derivative fails on whole numbers.
    const nearest = hot.matMul(book).reshape(h.shape);
    size.assign(size.mul(0.99).add(hot.sum(0).mul(0.01)));
    sum.assign(sum.mul(0.99).add(hot.matMul(vectors, true).mul(0.01)));
    book.assign(sum.div(size.add(1e-5).expandDims(1)));
    const code = h.add(tf.customGrad((x) => ({ value: nearest.sub(x as tf.Tensor), gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy) }))(h));
    return { code, term: h.sub(nearest).square().sum().mul(0.25 / h.shape[0]!) };
  };
  return coder(digits, encoder, decoder, middle, 0.002, batch(64));
}

function adversarial(batch: Size): Stepper {
  const encoder = stack(digits, flat(), dense(512), dense(256), dense(8, 'linear'));
  const decoder = stack([8], dense(256), dense(512), ...toDigits());
  const leaky = (units: number): LayerSpec[] => [dense(units, 'linear'), { kind: 'leaky' }];
  const critic = stack([8], ...leaky(128), ...leaky(64), dense(1, 'linear'));
  return written(batch(64), digits, [
    { trained: [critic], rate: 5e-4, loss: (x) => run(critic, tf.randomNormal([x.shape[0]!, 8])).neg().softplus().mean().add(run(critic, run(encoder, x)).softplus().mean()) },
    {
      trained: [encoder, decoder],
      rate: 1e-3,
      loss(x) {
        const code = run(encoder, x);
        return crossEntropy(x, run(decoder, code)).add(run(critic, code).neg().softplus().mean().mul(10));
      },
    },
  ]);
}

/** Stock tfjs has no layer that attends. */
const models: Readonly<Record<Exclude<StepModel, 'transformer'>, (batch: Size) => Stepper>> = {
  mlp: (batch) => fitted(batch(128), digits, stack(digits, flat(), dense(256), dense(16, 'linear'), dense(256), dense(784, 'sigmoid'), picture(28, 28, 1)), 1e-3, 'meanSquaredError'),
  small: (batch) => fitted(batch(32), [8, 8, 1], stack([8, 8, 1], flat(64), dense(32), dense(2, 'linear'), dense(32), dense(64, 'sigmoid'), picture(8, 8, 1)), 1e-3, 'meanSquaredError'),
  conv: (batch) => fitted(batch(128), digits, stack(digits, conv(16), conv(32), flat(1568), dense(16, 'linear'), dense(1568), picture(7, 7, 32), ...ups('sigmoid')), 1e-3, 'meanSquaredError'),
  wide: (batch) =>
    fitted(batch(1024), digits, stack(digits, flat(), dense(2048), dense(2048), dense(16, 'linear'), dense(2048), dense(2048), dense(784, 'sigmoid'), picture(28, 28, 1)), 1e-3, 'meanSquaredError'),
  autoencoder: (batch) =>
    fitted(batch(64), digits, stack(digits, flat(), dense(512), dense(256), dense(30, 'linear'), dense(256), dense(512), dense(784, 'sigmoid'), picture(28, 28, 1)), 1e-3, (x, y) => y.sub(x).square().sum().div(batch(64))),
  patterns: (batch) => fitted(batch(24), [3, 3, 1], stack([3, 3, 1], flat(9), dense(24, 'tanh'), dense(2, 'linear'), dense(24, 'tanh'), dense(9, 'linear'), picture(3, 3, 1)), 0.01, crossEntropy),
  denoising: (batch) =>
    coder(digits, stack(digits, flat(), dense(400), dense(128)), stack([128], dense(400), ...toDigits()), (code) => ({ code }), 1e-3, batch(64), (x) => x.mul(tf.randomUniform(x.shape).greater(0.5).toFloat())),
  vae: (batch) => coder(digits, stack(digits, flat(), dense(400), dense(40, 'linear')), stack([20], dense(400), ...toDigits()), gaussian(20, 1), 1e-3, batch(64)),
  'conv-vae': (batch) =>
    coder(digits, stack(digits, conv(16, 2, 4), conv(32, 2, 4), flat(1568), dense(256), dense(32, 'linear')), stack([16], dense(256), dense(1568), picture(7, 7, 32), deconv(16, 'relu', 4), deconv(1, 'linear', 4)), gaussian(16, 1), 2e-3, batch(64)),
  'beta-vae': (batch) =>
    coder(
      [32, 32, 1],
      stack([32, 32, 1], conv(16, 2, 4), conv(32, 2, 4), conv(32, 2, 4), flat(512), dense(128), dense(12, 'linear')),
      stack([6], dense(128), dense(512), picture(4, 4, 32), deconv(32, 'relu', 4), deconv(16, 'relu', 4), deconv(1, 'linear', 4)),
      gaussian(6, 4),
      1e-3,
      batch(64),
    ),
  'binary-code': (batch) =>
    coder(digits, stack(digits, flat(), dense(400), dense(32, 'sigmoid')), stack([32], dense(400), ...toDigits()), (p) => ({ code: straightThrough(p, tf.randomUniform(p.shape).less(p).toFloat()) }), 1e-3, batch(64)),
  'one-hot-code': (batch) => coder(digits, stack(digits, flat(), dense(256), dense(20, 'linear')), stack([20], dense(256), ...toDigits()), oneHot, 3e-3, batch(128), moved),
  'vq-vae': quantised,
  'adversarial-ae': adversarial,
};

/** Makes tfjs as it is shipped compute on a backend. @throws when that does not work here. */
export async function useStock(backend: string): Promise<void> {
  tf.enableProdMode();
  if (tf.getBackend() !== backend && !(await tf.setBackend(backend))) throw new Error(`internal: ${backend} does not work here`);
  await tf.ready();
}

/** Prepares a model on the backend in use; `batch`: items in a batch, null for as many as the model has. */
export function prepareModel(model: StepModel, batch: number | null, by: Kit): Stepper {
  kit = by;
  if (model === 'transformer') throw new Error('has no attention');
  return models[model]((own) => batch ?? own);
}
