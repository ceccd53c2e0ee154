/** The same steps with tfjs as it is shipped: `trainOnBatch` where tf.layers can say the loss, else layers under `optimizer.minimize`. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import type { StepBackend, Stepper } from './step-side';
import type { StepModel } from './step-documents';

type Activation = 'relu' | 'tanh' | 'sigmoid' | 'linear';
const dense = (units: number, activation: Activation = 'relu'): tf.layers.Layer => tf.layers.dense({ units, activation });
const conv = (filters: number, strides = 2, kernelSize = 3, activation: Activation = 'relu'): tf.layers.Layer => tf.layers.conv2d({ filters, kernelSize, strides, padding: 'same', activation });
const deconv = (filters: number, activation: Activation): tf.layers.Layer => tf.layers.conv2dTranspose({ filters, kernelSize: 3, strides: 2, padding: 'same', activation });
const picture = (...targetShape: number[]): tf.layers.Layer => tf.layers.reshape({ targetShape });
const stack = (inputShape: readonly number[], ...layers: tf.layers.Layer[]): tf.Sequential =>
  tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [...inputShape] }), ...layers] });
const flat = (): tf.layers.Layer => tf.layers.flatten();
const run = (model: tf.Sequential, x: tf.Tensor): tf.Tensor => model.apply(x, { training: true }) as tf.Tensor;
const variables = (...models: tf.Sequential[]): tf.Variable[] => models.flatMap((model) => model.trainableWeights.map((weight) => weight.read() as tf.Variable));

const crossEntropy = (x: tf.Tensor, logits: tf.Tensor): tf.Tensor => logits.softplus().sub(logits.mul(x)).sum().div(x.shape[0]!);
const data = (batch: number, shape: readonly number[]): tf.Tensor => tf.randomUniform([batch, ...shape], 0, 1, 'float32', 1);

/** The items in a batch, given those that the model has of its own. */
type Size = (own: number) => number;

/** A model whose loss tf.layers can say. */
function fitted(batch: number, shape: readonly number[], model: tf.Sequential, rate: number, loss: 'meanSquaredError' | ((x: tf.Tensor, y: tf.Tensor) => tf.Tensor)): Stepper {
  model.compile({ optimizer: tf.train.adam(rate), loss });
  const x = data(batch, shape);
  return { step: async () => void (await model.trainOnBatch(x, x)), dispose: () => (x.dispose(), void model.dispose()) };
}
interface Player {
  readonly trained: readonly tf.Sequential[];
  readonly rate: number;
  loss(x: tf.Tensor): tf.Tensor;
}
/** A model whose loss is written out; each player is updated in turn. */
function written(batch: number, shape: readonly number[], players: readonly Player[]): Stepper {
  const x = data(batch, shape);
  const updates = players.map(({ trained, rate, loss }) => {
    const optimizer = tf.train.adam(rate);
    return () => optimizer.minimize(() => loss(x) as tf.Scalar, true, variables(...trained))!;
  });
  const step = async (): Promise<void> => {
    for (const update of updates) {
      const value = update();
      await value.data();
      value.dispose();
    }
  };
  return { step, dispose: () => (x.dispose(), players.forEach(({ trained }) => trained.forEach((model) => model.dispose()))) };
}

/** Two stacks with something between: `middle` gives what is decoded, and a term beside the cross-entropy. */
function coder(shape: readonly number[], encoder: tf.Sequential, decoder: tf.Sequential, middle: (h: tf.Tensor, batch: number) => { code: tf.Tensor; term?: tf.Tensor }, rate: number, batch: number, spoil = (x: tf.Tensor): tf.Tensor => x): Stepper {
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
const digits = [28, 28, 1] as const;
const toDigits = (): tf.layers.Layer[] => [dense(784, 'linear'), picture(28, 28, 1)];
const ups = (last: Activation): tf.layers.Layer[] => [deconv(16, 'relu'), deconv(1, last)];

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
  const leaky = (units: number): tf.layers.Layer[] => [dense(units, 'linear'), tf.layers.leakyReLU({ alpha: 0.2 })];
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

const models: Readonly<Record<StepModel, (batch: Size) => Stepper>> = {
  mlp: (batch) => fitted(batch(128), digits, stack(digits, flat(), dense(256), dense(16, 'linear'), dense(256), dense(784, 'sigmoid'), picture(28, 28, 1)), 1e-3, 'meanSquaredError'),
  small: (batch) => fitted(batch(32), [8, 8, 1], stack([8, 8, 1], flat(), dense(32), dense(2, 'linear'), dense(32), dense(64, 'sigmoid'), picture(8, 8, 1)), 1e-3, 'meanSquaredError'),
  conv: (batch) => fitted(batch(128), digits, stack(digits, conv(16), conv(32), flat(), dense(16, 'linear'), dense(1568), picture(7, 7, 32), ...ups('sigmoid')), 1e-3, 'meanSquaredError'),
  autoencoder: (batch) =>
    fitted(batch(64), digits, stack(digits, flat(), dense(512), dense(256), dense(30, 'linear'), dense(256), dense(512), dense(784, 'sigmoid'), picture(28, 28, 1)), 1e-3, (x, y) => y.sub(x).square().sum().div(batch(64))),
  patterns: (batch) => fitted(batch(24), [3, 3, 1], stack([3, 3, 1], flat(), dense(24, 'tanh'), dense(2, 'linear'), dense(24, 'tanh'), dense(9, 'linear'), picture(3, 3, 1)), 0.01, crossEntropy),
  denoising: (batch) =>
    coder(digits, stack(digits, flat(), dense(400), dense(128)), stack([128], dense(400), ...toDigits()), (code) => ({ code }), 1e-3, batch(64), (x) => x.mul(tf.randomUniform(x.shape).greater(0.5).toFloat())),
  vae: (batch) => coder(digits, stack(digits, flat(), dense(400), dense(40, 'linear')), stack([20], dense(400), ...toDigits()), gaussian(20, 1), 1e-3, batch(64)),
  'conv-vae': (batch) => coder(digits, stack(digits, conv(16), conv(32), flat(), dense(32, 'linear')), stack([16], dense(1568), picture(7, 7, 32), ...ups('linear')), gaussian(16, 1), 1e-3, batch(64)),
  'beta-vae': (batch) =>
    coder([32, 32, 1], stack([32, 32, 1], flat(), dense(512), dense(256), dense(16, 'linear')), stack([8], dense(256), dense(512), dense(1024, 'linear'), picture(32, 32, 1)), gaussian(8, 4), 1e-3, batch(64)),
  'binary-code': (batch) =>
    coder(digits, stack(digits, flat(), dense(400), dense(32, 'sigmoid')), stack([32], dense(400), ...toDigits()), (p) => ({ code: straightThrough(p, tf.randomUniform(p.shape).less(p).toFloat()) }), 1e-3, batch(64)),
  'one-hot-code': (batch) =>
    coder(digits, stack(digits, flat(), dense(256), dense(20, 'linear')), stack([20], dense(256), ...toDigits()), (h) => ({ code: h.add(tf.randomUniform(h.shape, 1e-6, 1).log().neg().log().neg()).softmax() }), 1e-3, batch(64)),
  'vq-vae': quantised,
  'adversarial-ae': adversarial,
};

export async function prepareStock(model: StepModel, backend: StepBackend | 'webgpu' | 'webgl', batch: number | null): Promise<Stepper> {
  tf.enableProdMode();
  if (tf.getBackend() !== backend && !(await tf.setBackend(backend))) throw new Error(`internal: ${backend} does not work here`);
  await tf.ready();
  return models[model]((own) => batch ?? own);
}
