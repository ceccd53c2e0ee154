/** Discriminator: a tf.Sequential with a score at its end, and the game that it plays with the autoencoder. */
import { printShape } from '../../document/shape';
import type { AdversarialLossName } from '../adversarial-losses';
import { defineCode, type Helper, type TermCode } from './emit';
import { apply, randomUniform } from './ops';
import { stackMember } from './stack';
import type { TermParams } from '../term-weight';
import { termWeightCode } from './ramp';

const scores = 'real: tf.Tensor, fake: tf.Tensor';
const loss = (name: string, parameters: string, comment: string, value: string): Helper => ({
  name,
  file: 'losses',
  source: `/** ${comment} */
export function ${name}(${parameters}): tf.Tensor {
  return ${value};
}`,
});

const meanScore = loss('meanScoreLoss', 'fake: tf.Tensor', 'Makes the score of the fake high: −fake.', 'fake.mean().neg()');

const games: Record<AdversarialLossName, { readonly critic: Helper; readonly generator: Helper }> = {
  'non-saturating': {
    critic: loss('criticLoss', scores, 'The score is a logit: −log σ(real) − log(1 − σ(fake)) (Goodfellow et al. 2014, eq. 1).', 'real.neg().softplus().mean().add(fake.softplus().mean())'),
    generator: loss('generatorLoss', 'fake: tf.Tensor', 'The score is a logit: −log σ(fake) (Goodfellow et al. 2014, section 3).', 'fake.neg().softplus().mean()'),
  },
  'least-squares': {
    critic: loss('leastSquaresCriticLoss', scores, '½ (real − 1)² + ½ fake² (Mao et al. 2017, eq. 9).', 'real.sub(1).square().mean().add(fake.square().mean()).mul(0.5)'),
    generator: loss('leastSquaresGeneratorLoss', 'fake: tf.Tensor', '½ (fake − 1)² (Mao et al. 2017, eq. 9).', 'fake.sub(1).square().mean().mul(0.5)'),
  },
  hinge: {
    critic: loss('hingeCriticLoss', scores, 'max(0, 1 − real) + max(0, 1 + fake) (Lim & Ye 2017, eq. 9).', 'tf.relu(tf.sub(1, real)).mean().add(fake.add(1).relu().mean())'),
    generator: meanScore,
  },
  wasserstein: {
    critic: loss('wassersteinCriticLoss', scores, 'The difference of the mean scores: fake − real (Gulrajani et al. 2017, eq. 3).', 'fake.mean().sub(real.mean())'),
    generator: meanScore,
  },
};

const gradientPenalty: Helper = {
  name: 'gradientPenalty',
  file: 'losses',
  needs: [apply, randomUniform],
  source: `/**
 * Holds the critic's slope near 1: (‖∇D(x̂)‖ − 1)² at random points x̂ between real and fake
 * (Gulrajani et al. 2017, eq. 3).
 */
export function gradientPenalty(
  critic: tf.Sequential,
  real: tf.Tensor,
  fake: tf.Tensor,
): tf.Tensor {
  const share = ops.randomUniform([real.shape[0]!, ...real.shape.slice(1).fill(1)]);
  const between = real.mul(share).add(fake.mul(tf.sub(1, share)));
  const slope = tf.grad((x) => ops.apply(critic, x, 'train').sum())(between);
  const length = slope.reshape([real.shape[0]!, -1]).square().sum(1).add(1e-12).sqrt();
  return length.sub(1).square().mean();
}`,
};

interface DiscriminatorParams extends TermParams {
  readonly loss: AdversarialLossName;
  readonly penalty: number;
  readonly judges: 'item' | 'patches';
}

export const discriminatorCode = defineCode<never, DiscriminatorParams>((emit) => {
  const { params, node, stack, inputType, owner, weightName, frozen } = emit;
  const input = inputType('real').shape;
  const { critic, generator } = games[params.loss];
  const isOfPatches = params.judges === 'patches';
  const head = isOfPatches ? [] : ["tf.layers.dense({ name: 'score', units: 1, kernelInitializer: ops.glorotUniform() })"];
  const flat = [...stack.layers, ...(emit.stackOutput.length > 1 ? ["tf.layers.flatten({ name: 'rows' })"] : []), ...head];
  const names = [...stack.names, ...(isOfPatches ? [] : [weightName('score.kernel'), weightName('score.bias')])];
  const penalty: TermCode = {
    name: `${node.name}.penalty`,
    value: ({ input: at, use }) => `${use(gradientPenalty)}(model.${owner}, ${at('real')}, ${at('fake')})`,
    weight: () => String(params.penalty),
  };
  return {
    ...(emit.ownsWeights && { member: stackMember(emit, `${printShape(input)} → ${isOfPatches ? 'a score of each patch' : 'a score'}, high for what looks real`, input, flat, names) }),
    value(pass) {
      const score = (port: string): string => `${pass.use(apply)}(this.${owner}, ${pass.input(port)}, ${frozen ? "'infer'" : pass.mode})`;
      return `{ realScore: ${score('real')}, score: ${score('fake')} }`;
    },
    ports: { realScore: '.realScore', score: '.score' },
    terms: [
      { name: `${node.name}.critic`, value: ({ self, use }) => `${use(critic)}(${self}.realScore, ${self}.score)`, weight: () => '1' },
      ...(params.loss === 'wasserstein' && params.penalty > 0 ? [penalty] : []),
      { name: `${node.name}.generator`, value: ({ self, use }) => `${use(generator)}(${self}.score)`, weight: (site) => termWeightCode(site, params) },
    ],
  };
});
