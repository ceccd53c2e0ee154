/** Bottleneck: a linear layer, or a class of `codes.ts` that makes the code. */
import { printShape, sizeOf } from '../../document/shape';
import type { BottleneckKindName, BottleneckParams } from '../bottleneck-kinds';
import { logVarianceBounds } from '../log-variance';
import { defineCode, type Helper, type NodeCode, type NodeEmit } from './emit';
import { apply, linear, randomNormal, randomUniform, straightThrough, variablesOf } from './ops';
import { ramp } from './ramp';
import { namesTable, stackMember } from './stack';
import { list } from './text';

type Emit = Omit<NodeEmit, 'params'> & { readonly params: BottleneckParams };

const heads = ({ weightName }: Emit, ...names: readonly string[]): string[] => names.flatMap((name) => [weightName(`${name}.kernel`), weightName(`${name}.bias`)]);

/** A node whose class in `codes.ts` has the field `variables`. */
const classCode = (emit: Emit, codes: string, codesUse: readonly Helper[], names: readonly string[]): Pick<NodeCode, 'member'> =>
  emit.ownsWeights ? { member: { create: `new codes.${emit.className}()`, model: namesTable(emit.name, names), namesConstant: `${emit.name}Weights`, codes, codesUse: [linear, apply, variablesOf, ...codesUse], variables: (field) => `${field}.variables`, names } } : {};

function vector(emit: Emit): NodeCode {
  const { params, inputType, owner, weightName } = emit;
  const { shape } = inputType('in');
  const passes = !params.projection && sizeOf(shape) === params.size;
  if (passes) return { value: ({ input }) => (shape.length === 1 ? { same: 'in' } : `${input('in')}.reshape([-1, ${params.size}])`) };
  const layers = [...(shape.length > 1 ? ["tf.layers.flatten({ name: 'flatten' })"] : []), `tf.layers.dense({ name: 'code', units: ${params.size}, kernelInitializer: ops.glorotUniform() })`];
  const names = [weightName('head.kernel'), weightName('head.bias')];
  return {
    ...(emit.ownsWeights && { member: stackMember(emit, `${printShape(shape)} → a code of ${params.size} numbers`, shape, layers, names) }),
    value: (pass) => `${pass.use(apply)}(this.${owner}, ${pass.input('in')}, ${pass.mode})`,
  };
}

const klDivergence: Helper = {
  name: 'klDivergence',
  file: 'losses',
  source: `/**
 * Kullback-Leibler divergence of N(μ, σ²) from N(0, 1), summed over the numbers of the code and
 * averaged over the items: ½ Σ (μ² + σ² − log σ² − 1) (Kingma & Welling 2014, eq. 10). The log-variance
 * comes bounded.
 */
export function klDivergence(mean: tf.Tensor, logVariance: tf.Tensor): tf.Tensor {
  const perNumber = mean.square().add(logVariance.exp()).sub(logVariance).sub(1).mul(0.5);
  return perNumber.mean(0).sum();
}`,
};
const klWithFreeBits: Helper = {
  name: 'klWithFreeBits',
  file: 'losses',
  source: `/**
 * Kullback-Leibler divergence of N(μ, σ²) from N(0, 1), of which each number of the code has
 * \`freeBits\` nats for nothing: Σ max(freeBits, mean of ½ (μ² + σ² − log σ² − 1)) (Kingma et al.
 * 2016, eq. 15). The log-variance comes bounded.
 */
export function klWithFreeBits(
  mean: tf.Tensor,
  logVariance: tf.Tensor,
  freeBits: number,
): tf.Tensor {
  const perNumber = mean.square().add(logVariance.exp()).sub(logVariance).sub(1).mul(0.5);
  return perNumber.mean(0).maximum(freeBits).sum();
}`,
};

const { low, high } = logVarianceBounds;
const boundedLogVariance: Helper = {
  name: 'boundLogVariance',
  file: 'ops',
  source: `/**
 * Keeps a log-variance between ${low} and ${high}, so that its exponential never overflows; near 0 it
 * stays as it is (Chua et al. 2018, appendix A.1).
 */
export function boundLogVariance(x: tf.Tensor): tf.Tensor {
  const above = x.add(${-low}).softplus().sub(${-low});
  return above.neg().add(${high}).softplus().neg().add(${high});
}`,
};

function gaussian(emit: Emit): NodeCode {
  const { params, inputType, owner, title, className } = emit;
  const input = list(inputType('in').shape);
  const codes = `/** ${title}: a Gaussian over codes of ${params.size} numbers. */
export class ${className} {
  readonly mean = ops.linear(${input}, ${params.size});
  readonly logVariance = ops.linear(${input}, ${params.size});
  readonly variables = [...ops.variablesOf(this.mean), ...ops.variablesOf(this.logVariance)];

  /** The code is drawn from the Gaussian, μ + σ ε with ε ~ N(0, 1); at inference it is the mean. */
  apply(features: tf.Tensor, mode: ops.Mode) {
    const mean = ops.apply(this.mean, features, mode);
    const logVariance = ops.boundLogVariance(ops.apply(this.logVariance, features, mode));
    if (mode === 'infer') return { code: mean, mean, logVariance };
    const noise = ops.randomNormal(mean.shape);
    return { code: mean.add(logVariance.mul(0.5).exp().mul(noise)), mean, logVariance };
  }
}`;
  return {
    ...classCode(emit, codes, [randomNormal, boundedLogVariance], heads(emit, 'mean', 'logVariance')),
    value: ({ input: at, mode }) => `this.${owner}.apply(${at('in')}, ${mode})`,
    ports: { code: '.code', mean: '.mean', distribution: '' },
    terms: [
      {
        name: 'kl',
        value({ self, use }) {
          const moments = `${self}.mean, ${self}.logVariance`;
          return params.freeBits > 0 ? `${use(klWithFreeBits)}(${moments}, ${params.freeBits})` : `${use(klDivergence)}(${moments})`;
        },
        weight: (site) => ramp(site, params.startBeta, params.beta, params.warmupSteps),
      },
    ],
  };
}

function binary(emit: Emit): NodeCode {
  const { params, inputType, owner, title, className } = emit;
  const drawn = params.estimator === 'sample';
  const threshold = drawn ? "mode === 'infer' ? 0.5 : ops.randomUniform(probabilities.shape)" : '0.5';
  const codes = `/** ${title}: a code of ${params.size} bits. */
export class ${className} {
  readonly head = ops.linear(${list(inputType('in').shape)}, ${params.size});
  readonly variables = ops.variablesOf(this.head);

  /** ${drawn ? 'Bits are drawn; at inference they are 1 where that is likelier' : 'A bit is 1 where that is likelier'}. The gradient goes straight through. */
  apply(features: tf.Tensor, mode: ops.Mode) {
    const probabilities = ops.apply(this.head, features, mode).sigmoid();
${drawn ? `    const threshold = ${threshold};\n` : ''}    const bits = probabilities.greater(${drawn ? 'threshold' : '0.5'}).toFloat();
    return { code: ops.straightThrough(bits, probabilities), probabilities };
  }
}`;
  return {
    ...classCode(emit, codes, [straightThrough, ...(drawn ? [randomUniform] : [])], heads(emit, 'head')),
    value: ({ input, mode }) => `this.${owner}.apply(${input('in')}, ${mode})`,
    ports: { code: '.code', probabilities: '.probabilities' },
  };
}

const usageDivergence: Helper = {
  name: 'usageDivergence',
  file: 'losses',
  source: `/**
 * Kullback-Leibler divergence of the mean probabilities of the batch from the uniform distribution, summed over the
 * groups: 0 where all classes are used alike, log(classes) where one is.
 */
export function usageDivergence(probabilities: tf.Tensor, groups: number, classes: number): tf.Tensor {
  const use = probabilities.mean(0);
  return use.mul(use.add(1e-10).log()).sum().add(groups * Math.log(classes));
}`,
};

function categorical(emit: Emit): NodeCode {
  const { params, inputType, owner, title, className } = emit;
  const { groups, classes } = params;
  const units = groups * classes;
  const gumbel = params.relaxation === 'gumbel';
  const anneals = gumbel && params.annealSteps > 0 && params.temperature !== params.endTemperature;
  const soft = `
    // Gumbel noise draws a class; the gradient is that of a softmax (Jang, Gu & Poole 2017).
    const noise = ops.randomUniform(logits.shape).maximum(1e-7).log().neg().log().neg();
    const soft = logits.add(noise).div(${anneals ? 'temperature' : params.endTemperature}).softmax();
    const chosen = tf.oneHot(soft.argMax(-1), ${classes}).toFloat();
    const code = flat(ops.straightThrough(chosen, soft));
    return { code, indices, probabilities: flat(probabilities) };`;
  const codes = `/** ${title}: ${groups === 1 ? 'one' : `${groups} times one`} of ${classes} classes. */
export class ${className} {
  readonly head = ops.linear(${list(inputType('in').shape)}, ${units});
  readonly variables = ops.variablesOf(this.head);

  apply(features: tf.Tensor, mode: ops.Mode${anneals ? ', temperature: number' : ''}) {
    const logits = ops.apply(this.head, features, mode).reshape([-1, ${groups}, ${classes}]);
    const probabilities = logits.softmax();
    const indices = logits.argMax(-1);
    const likeliest = tf.oneHot(indices, ${classes}).toFloat();
    const flat = (x: tf.Tensor) => x.reshape([-1, ${units}]);
${gumbel ? `    if (mode === 'infer') {\n      return { code: flat(likeliest), indices, probabilities: flat(probabilities) };\n    }` : '    // The gradient of the choice is that of the probabilities.\n    const code = flat(ops.straightThrough(likeliest, probabilities));\n    return { code, indices, probabilities: flat(probabilities) };'}${gumbel ? soft : ''}
  }
}`;
  return {
    ...classCode(emit, codes, [straightThrough, ...(gumbel ? [randomUniform] : [])], heads(emit, 'head')),
    value(pass) {
      const temperature = (): string => (pass.infer ? String(params.endTemperature) : ramp(pass, params.temperature, params.endTemperature, params.annealSteps));
      return `this.${owner}.apply(${pass.input('in')}, ${pass.mode}${anneals ? `, ${temperature()}` : ''})`;
    },
    ports: { code: '.code', indices: '.indices', probabilities: '.probabilities' },
    ...(params.balance > 0 && {
      terms: [
        {
          name: 'balance',
          value: ({ self, use }) => `${use(usageDivergence)}(${self}.probabilities, ${groups}, ${classes})`,
          weight: () => String(params.balance),
        },
      ],
    }),
  };
}

const kinds: Record<BottleneckKindName, (emit: Emit) => NodeCode> = { vector, gaussian, binary, categorical };

export const bottleneckCode = defineCode<never, BottleneckParams>((emit) => kinds[emit.params.kind](emit as Emit));
