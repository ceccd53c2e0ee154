/** Prior: random codes, one per item of the batch. */
import { defineCode, type Pass } from './emit';
import { randomNormal, randomUniform } from './ops';

type Distribution = 'normal' | 'uniform' | 'bernoulli' | 'categorical';
const samples: Record<Distribution, (pass: Pass, shape: string, last: number) => string> = {
  normal: (pass, shape) => `${pass.use(randomNormal)}(${shape})`,
  uniform: (pass, shape) => `${pass.use(randomUniform)}(${shape}).mul(2).sub(1)`,
  bernoulli: (pass, shape) => `${pass.use(randomUniform)}(${shape}).greater(0.5).toFloat()`,
  categorical: (pass, shape, last) => `tf.oneHot(${pass.use(randomUniform)}(${shape}).argMax(-1), ${last}).toFloat()`,
};

export const priorCode = defineCode<never, { readonly distribution: Distribution }>(({ params, typeOf }) => ({
  value(pass) {
    const { shape } = typeOf('sample');
    return samples[params.distribution](pass, `[${[pass.batchSize(), ...shape].join(', ')}]`, shape.at(-1)!);
  },
}));
