/** The kinds of code a Bottleneck makes: one object each, from features to code. */
import type { PortTag, PortType } from '../document/port-type';
import { sizeOf, type Shape } from '../document/shape';
import type { WeightSpec } from '../layers/definition';
import { nats, unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import type { BuildContext, Sampling } from './definition';
import { applyHead, headWeights } from './head';
import { boundLogVariance, logVarianceBounds } from './log-variance';

export interface BottleneckParams {
  readonly kind: BottleneckKindName;
  readonly size: number;
  readonly projection: boolean;
  readonly beta: number;
  readonly warmupSteps: number;
  readonly startBeta: number;
  readonly freeBits: number;
  readonly estimator: 'sample' | 'threshold';
  readonly groups: number;
  readonly classes: number;
  readonly relaxation: 'gumbel' | 'straight-through';
  readonly temperature: number;
  readonly endTemperature: number;
  readonly annealSteps: number;
  readonly balance: number;
}
type Context = Omit<BuildContext, 'params'> & { readonly params: BottleneckParams };

export interface BottleneckKind {
  readonly label: string;
  readonly help: string;
  /** Other names of it, for searches. */
  readonly words: readonly string[];
  readonly outputs: readonly { readonly id: string; readonly label: string; readonly help: string; readonly gives: readonly PortTag[] }[];
  types(params: BottleneckParams, input: Shape): Readonly<Record<string, PortType>>;
  weights(params: BottleneckParams, input: Shape): readonly WeightSpec[];
  build(context: Context, x: Tensor): void;
  summary(params: BottleneckParams): string;
  /** How codes for samples are drawn. */
  readonly sampling: Sampling;
}
export type BottleneckKindName = 'vector' | 'gaussian' | 'binary' | 'categorical';

const code = { id: 'code', label: 'Code', help: 'What the Decoder gets.', gives: ['code'] } as const;
const codeType = (size: number): PortType => ({ tag: 'code', shape: [size] });

const passes = ({ size, projection }: BottleneckParams, input: Shape): boolean => !projection && sizeOf(input) === size;

/** A value that goes from `from` to `to` in equal steps; outside training the end. */
function ramp({ moves, schedule }: Context, name: string, first: number, last: number, steps: number): number | Tensor {
  return moves && steps > 0 ? schedule(name, { first, last, start: 0, steps }) : last;
}

const vector: BottleneckKind = {
  label: 'Vector',
  help: 'Any numbers: the code of a plain autoencoder.',
  words: ['plain autoencoder', 'ae', 'undercomplete', 'real numbers'],
  outputs: [code],
  types: ({ size }) => ({ code: codeType(size) }),
  weights: (params, input) => (passes(params, input) ? [] : headWeights('head', input, params.size)),
  build(context, x) {
    const { params, b, output, input } = context;
    output('code', passes(params, input('in').type.shape) ? b.flatten(x) : applyHead(context, 'head', x));
  },
  summary: ({ size }) => `vector ${size}`,
  sampling: 'empirical',
};

const drawNormal = defineFunction(
  { name: 'drawNormal', help: 'Draws from N(μ, σ²) as μ + σ ε with ε from N(0, 1), so that gradients reach both', source: 'Kingma & Welling 2014, section 2.4' },
  ['mean', 'logVariance'],
  (b, mean: Tensor, logVariance: Tensor) => b.add(mean, b.mul(b.exp(b.mul(logVariance, 0.5)), b.randomNormal(mean.shape))),
);
/** [batch, size] → [size] */
function divergenceByDimension(b: Builder, mean: Tensor, logVariance: Tensor): Tensor {
  const divergence = b.mul(b.sub(b.add(b.square(mean), b.exp(logVariance)), b.add(logVariance, 1)), 0.5);
  return b.mean(divergence, [0]);
}
const klDivergence = defineFunction(
  { name: 'klDivergence', help: 'Kullback-Leibler divergence of N(μ, σ²) from N(0, 1): ½ Σ (μ² + σ² − log σ² − 1), summed over the numbers of a code and averaged over the items', source: 'Kingma & Welling 2014, eq. 10' },
  ['mean', 'logVariance'],
  (b, mean: Tensor, logVariance: Tensor) => b.sum(divergenceByDimension(b, mean, logVariance)),
);
const klWithFreeBits = defineFunction(
  { name: 'klWithFreeBits', help: 'Kullback-Leibler divergence of N(μ, σ²) from N(0, 1), of which each number of a code has `freeBits` nats for nothing: Σ max(freeBits, KL)', source: 'Kingma et al. 2016, eq. 15', ofBatch: true },
  ['mean', 'logVariance', 'freeBits'],
  (b, mean: Tensor, logVariance: Tensor, freeBits: number | Tensor) => b.sum(b.maximum(divergenceByDimension(b, mean, logVariance), freeBits)),
);
/** Kingma & Welling 2014, eq. 10; β of Higgins et al. 2017, eq. 4, which falls from a first value as a temperature does in the annealing of Rose 1998; free bits of Kingma et al. 2016, eq. 15; a bounded log-variance, as in Chua et al. 2018. */
const gaussian: BottleneckKind = {
  label: 'Gaussian',
  help: `A mean and a variance per dimension, held near a standard normal: the code of a variational autoencoder. The logarithm of the variance is kept softly between −${-logVarianceBounds.low} and ${logVarianceBounds.high}, so that its exponential never overflows.`,
  words: ['gaussian', 'vae', 'variational', 'variational autoencoder', 'kl', 'kl divergence', 'kullback-leibler', 'beta-vae', 'β', 'reparameterisation', 'reparametrisation', 'normal', 'elbo', 'stochastic'],
  outputs: [
    code,
    { id: 'distribution', label: 'Distribution', help: 'Mean and log-variance, the latter within its bounds.', gives: ['distribution'] },
    { id: 'mean', label: 'Mean', help: 'The code without its randomness.', gives: ['code'] },
  ],
  types: ({ size }) => ({ code: codeType(size), distribution: { tag: 'distribution', shape: [size] }, mean: codeType(size) }),
  weights: ({ size }, input) => [...headWeights('mean', input, size), ...headWeights('logVariance', input, size)],
  build(context, x) {
    const { b, params, mode, output, loss, metric } = context;
    const mean = applyHead(context, 'mean', x);
    const logVariance = b.name('logVariance', boundLogVariance(b, applyHead(context, 'logVariance', x)));
    output('code', mode === 'infer' ? mean : drawNormal(b, mean, logVariance));
    output('distribution', mean, { logVariance });
    output('mean', mean);
    if (mode === 'infer') return;
    const kl = klDivergence(b, mean, logVariance);
    const isFree = params.freeBits > 0;
    loss('kl', isFree ? klWithFreeBits(b, mean, logVariance, params.freeBits) : kl, ramp(context, 'beta', params.startBeta, params.beta, params.warmupSteps), { unit: nats, ofBatch: isFree });
    if (isFree) metric('kl without free bits', kl, { unit: nats });
  },
  summary: ({ size, beta }) => `Gaussian ${size}${beta === 1 ? '' : ` · β ${beta}`}`,
  sampling: 'normal',
};

const likelyBits = defineFunction({ name: 'likelyBits', help: '1 where a bit is likelier 1 than 0.' }, ['probabilities'], (b, probabilities: Tensor) => b.step(b.sub(probabilities, 0.5)));
const drawBits = defineFunction({ name: 'drawBits', help: 'Bits that are 1 with these probabilities.' }, ['probabilities'], (b, probabilities: Tensor) => b.step(b.sub(probabilities, b.randomUniform(probabilities.shape))));
const binary: BottleneckKind = {
  label: 'Binary',
  help: 'Each number is 0 or 1; the gradient goes straight through (Bengio, Léonard & Courville 2013).',
  words: ['bits', 'bernoulli', 'hash', 'binarise', 'discrete code'],
  outputs: [code, { id: 'probabilities', label: 'Probabilities', help: 'How likely each bit is 1.', gives: ['features'] }],
  types: ({ size }) => ({ code: codeType(size), probabilities: { tag: 'features', shape: [size] } }),
  weights: ({ size }, input) => headWeights('head', input, size),
  build(context, x) {
    const { b, params, mode, output } = context;
    const probabilities = b.sigmoid(applyHead(context, 'head', x));
    const drawn = mode === 'infer' || params.estimator === 'threshold' ? likelyBits(b, probabilities) : drawBits(b, probabilities);
    output('code', b.straightThrough(drawn, probabilities));
    output('probabilities', probabilities);
  },
  summary: ({ size }) => `${size} bits`,
  sampling: 'bernoulli',
};

/**
 * KL(p̄ ‖ uniform) with p̄ the mean of the probabilities over the batch, summed over the groups: log(classes) less the entropy of the use (the marginal entropy
 * of Bridle, Heading & MacKay 1992 and of Krause, Perona & Gomes 2010). [batch, groups, classes] → []
 */
const usageDivergence = defineFunction(
  { name: 'usageDivergence', help: 'Kullback-Leibler divergence of the mean probabilities of the batch from the uniform distribution, summed over the groups: 0 where all classes are used alike', source: 'Krause, Perona & Gomes 2010', ofBatch: true },
  ['probabilities'],
  (b, probabilities: Tensor) => {
    const [, groups, classes] = probabilities.shape as readonly [number, number, number];
    const use = b.name('use', b.mean(probabilities, [0]));
    return b.add(b.sum(b.mul(use, b.log(b.add(use, 1e-10)))), groups * Math.log(classes));
  },
);
const gumbelNoise = defineFunction(
  { name: 'gumbelNoise', help: 'Noise −log(−log u) of the shape of `logits`: the greatest of logits and noise is a class drawn by the logits', source: 'Jang, Gu & Poole 2017, eq. 1' },
  ['logits'],
  (b, logits: Tensor) => b.neg(b.log(b.neg(b.log(b.maximum(b.randomUniform(logits.shape), 1e-7))))),
);
const relaxedChoice = defineFunction(
  { name: 'relaxedChoice', help: 'The choice as probabilities, softmax((logits + noise) / temperature): nearly one-hot at low temperatures', source: 'Jang, Gu & Poole 2017, eq. 2; Maddison, Mnih & Teh 2017' },
  ['logits', 'noise', 'temperature'],
  (b, logits: Tensor, noise: Tensor, temperature: Tensor | number) => b.softmax(b.div(b.add(logits, noise), temperature)),
);

/** Gumbel-softmax: Jang, Gu & Poole 2017; Maddison, Mnih & Teh 2017. */
const categorical: BottleneckKind = {
  label: 'Categorical',
  help: 'Groups of numbers of which one is 1 and the rest 0: every item gets a class.',
  words: ['one-hot', 'gumbel-softmax', 'concrete', 'softmax', 'classes', 'clusters', 'discrete code', 'sparse'],
  outputs: [
    code,
    { id: 'indices', label: 'Classes', help: 'The class of each group.', gives: ['indices'] },
    { id: 'probabilities', label: 'Probabilities', help: 'How likely each class is.', gives: ['features'] },
  ],
  types: ({ groups, classes }) => ({
    code: codeType(groups * classes),
    indices: { tag: 'indices', shape: [groups], classes },
    probabilities: { tag: 'features', shape: [groups * classes] },
  }),
  weights: ({ groups, classes }, input) => headWeights('head', input, groups * classes),
  build(context, x) {
    const { b, params, mode, output, batch, loss } = context;
    const { groups, classes } = params;
    const logits = b.name('logits', b.reshape(applyHead(context, 'head', x), [batch, groups, classes]));
    const probabilities = b.name('groupProbabilities', b.softmax(logits));
    const indices = b.argMax(logits);
    const flat = (y: Tensor) => b.reshape(y, [batch, groups * classes]);
    output('indices', indices);
    output('probabilities', flat(probabilities));
    if (mode === 'infer') return output('code', flat(b.oneHot(indices, classes)));
    if (params.balance > 0) loss('balance', usageDivergence(b, probabilities), params.balance, { unit: unit('nats'), ofBatch: true });
    if (params.relaxation === 'straight-through') return output('code', flat(b.straightThrough(b.oneHot(indices, classes), probabilities)));
    const noise = gumbelNoise(b, logits);
    const temperature = ramp(context, 'temperature', params.temperature, params.endTemperature, params.annealSteps);
    const soft = b.name('soft', relaxedChoice(b, logits, noise, temperature));
    return output('code', flat(b.straightThrough(b.oneHot(b.argMax(soft), classes), soft)));
  },
  summary: ({ groups, classes }) => (groups === 1 ? `1 of ${classes}` : `${groups} × 1 of ${classes}`),
  sampling: 'one-hot',
};

export const bottleneckKinds: Readonly<Record<BottleneckKindName, BottleneckKind>> = { vector, gaussian, binary, categorical };
