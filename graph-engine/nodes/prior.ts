/** Prior: draws codes from a distribution, to be told apart from real codes or to be decoded. */
import type { Builder, Tensor } from '../program/builder';
import { defineNode } from './definition';

type Distribution = 'normal' | 'uniform' | 'bernoulli' | 'categorical';
const distributions: Record<Distribution, { label: string; help: string; sample(b: Builder, shape: readonly number[]): Tensor }> = {
  normal: { label: 'Normal', help: 'Mean 0, variance 1.', sample: (b, shape) => b.randomNormal(shape) },
  uniform: { label: 'Uniform', help: 'From −1 to 1.', sample: (b, shape) => b.sub(b.mul(b.randomUniform(shape), 2), 1) },
  bernoulli: { label: 'Bernoulli', help: '0 or 1, each half of the time.', sample: (b, shape) => b.step(b.sub(b.randomUniform(shape), 0.5)) },
  categorical: {
    label: 'Categorical',
    help: 'A 1 at one random place along the last axis, 0 elsewhere.',
    sample: (b, shape) => b.oneHot(b.argMax(b.randomUniform(shape)), shape.at(-1)!),
  },
};

export const prior = defineNode({
  kind: 'prior',
  title: 'Prior',
  help: 'Draws random codes. Give them to a Discriminator as the real ones, or to a Decoder to make something new.',
  words: ['sampling', 'random codes', 'draw', 'generate', 'normal distribution'],
  category: 'code',
  fields: {
    distribution: {
      type: 'choice',
      label: 'Distribution',
      help: 'Where the codes are drawn from.',
      default: 'normal',
      options: (Object.keys(distributions) as Distribution[]).map((value) => ({ value, label: distributions[value].label, help: distributions[value].help })),
    },
    size: { type: 'integer', label: 'Size', help: 'Numbers in a code, where no code is wired to "Like".', default: 2, min: 1, max: 4096 },
  },
  traits: { stack: false, preview: 'none', objective: false, shareable: false, isPrior: true },
  inputs: () => [{ id: 'like', label: 'Like', help: 'A code whose shape is taken.', accepts: ['code', 'features', 'distribution'], optional: true }],
  outputs: () => [{ id: 'sample', label: 'Sample', help: 'One random code per item of the batch.', gives: ['code'] }],
  infer: ({ params: { size }, input }) => ({ outputs: { sample: { tag: 'code', shape: input('like')?.shape ?? [size] } } }),
  build({ b, params, batch, output, typeOf }) {
    output('sample', distributions[params.distribution].sample(b, [batch, ...typeOf('sample').shape]));
  },
  summary: ({ distribution, size }) => `${distribution} · ${size}`,
});
