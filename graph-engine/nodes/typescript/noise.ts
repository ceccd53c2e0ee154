/** Noise: a function of the clean value that does nothing at inference. */
import { extremes } from '../noise-extremes';
import { defineCode, type Helper, type Pass } from './emit';
import { randomNormal, randomUniform } from './ops';

interface NoiseParams {
  readonly kind: 'gaussian' | 'masking' | 'salt-and-pepper';
  readonly deviation: number;
  readonly share: number;
}

const gaussian: Helper = {
  name: 'addNoise',
  file: 'ops',
  needs: [randomNormal],
  source: `/** Adds normal noise of that standard deviation. */
export function addNoise(x: tf.Tensor, deviation: number): tf.Tensor {
  return x.add(randomNormal(x.shape).mul(deviation));
}`,
};
const masking: Helper = {
  name: 'mask',
  file: 'ops',
  needs: [randomUniform],
  source: `/** Sets a random share of the values to 0 (Vincent et al. 2008). */
export function mask(x: tf.Tensor, share: number): tf.Tensor {
  return x.mul(randomUniform(x.shape).greaterEqual(share).toFloat());
}`,
};
const saltAndPepper: Helper = {
  name: 'saltAndPepper',
  file: 'ops',
  needs: [randomUniform],
  source: `/** Sets a random share of the values to \`pepper\` or \`salt\`, each half of the time. */
export function saltAndPepper(x: tf.Tensor, share: number, pepper: number, salt: number): tf.Tensor {
  const u = randomUniform(x.shape);
  const peppered = tf.where(u.less(share / 2), tf.fill(x.shape, pepper), x);
  return tf.where(u.greaterEqual(share / 2).logicalAnd(u.less(share)), tf.fill(x.shape, salt), peppered);
}`,
};

export const noiseCode = defineCode<never, NoiseParams>(({ params: { kind, deviation, share }, inputType }) => {
  const type = inputType('in');
  const [pepper, salt] = extremes[type.tag === 'data' ? type.range : 'real'];
  const corrupted: Record<NoiseParams['kind'], (pass: Pass, x: string) => string> = {
    gaussian: (pass, x) => `${pass.use(gaussian)}(${x}, ${deviation})`,
    masking: (pass, x) => `${pass.use(masking)}(${x}, ${share})`,
    'salt-and-pepper': (pass, x) => `${pass.use(saltAndPepper)}(${x}, ${share}, ${pepper}, ${salt})`,
  };
  return {
    value(pass) {
      const x = pass.input('in');
      return pass.infer ? { same: 'in' } : `${pass.mode} === 'infer' ? ${x} : ${corrupted[kind](pass, x)}`;
    },
  };
});
