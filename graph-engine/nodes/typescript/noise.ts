/** Noise: a function of the clean value that does nothing at inference. */
import { extremes } from '../noise-extremes';
import { defineCode, type Helper, type Pass } from './emit';
import { randomNormal, randomUniform } from './ops';

interface NoiseParams {
  readonly kind: 'gaussian' | 'masking' | 'salt-and-pepper' | 'affine';
  readonly deviation: number;
  readonly share: number;
  readonly shift: number;
  readonly distortion: number;
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

const affine: Helper = {
  name: 'randomAffine',
  file: 'ops',
  needs: [randomUniform],
  source: `/**
 * Moves, stretches, turns and slants each image: a pixel p takes the value of the one nearest to (I + D) p + t, seen
 * from the middle, with D drawn from ±distortion and t from ±shift pixels; outside lies 0.
 */
export function randomAffine(images: tf.Tensor, shift: number, distortion: number): tf.Tensor {
  const [items, height, width] = images.shape as [number, number, number];
  const centred = (size: number, shape: number[]) => tf.range(0, size).sub((size - 1) / 2).reshape(shape);
  const [column, row] = [centred(width, [1, 1, width]), centred(height, [1, height, 1])];
  const draw = (reach: number) => randomUniform([items, 1, 1]).mul(2).sub(1).mul(reach);
  const source = (along: tf.Tensor, across: tf.Tensor, size: number) =>
    along.mul(draw(distortion).add(1)).add(across.mul(draw(distortion))).add(draw(shift)).add(size / 2).floor();
  const [u, v] = [source(column, row, width), source(row, column, height)];
  const inside = (at: tf.Tensor, size: number) => at.greaterEqual(0).logicalAnd(at.less(size));
  const first = tf.range(0, items).mul(height * width).reshape([items, 1, 1]);
  const index = v.clipByValue(0, height - 1).mul(width).add(u.clipByValue(0, width - 1)).add(first);
  const pixels = images.reshape([items * height * width, -1]).gather(index.flatten().toInt());
  const seen = inside(u, width).logicalAnd(inside(v, height)).expandDims(3).toFloat();
  return pixels.reshape(images.shape).mul(seen);
}`,
};

export const noiseCode = defineCode<never, NoiseParams>(({ params: { kind, deviation, share, shift, distortion }, inputType }) => {
  const type = inputType('in');
  const [pepper, salt] = extremes[type.tag === 'data' ? type.range : 'real'];
  const corrupted: Record<NoiseParams['kind'], (pass: Pass, x: string) => string> = {
    gaussian: (pass, x) => `${pass.use(gaussian)}(${x}, ${deviation})`,
    masking: (pass, x) => `${pass.use(masking)}(${x}, ${share})`,
    affine: (pass, x) => `${pass.use(affine)}(${x}, ${shift}, ${distortion})`,
    'salt-and-pepper': (pass, x) => `${pass.use(saltAndPepper)}(${x}, ${share}, ${pepper}, ${salt})`,
  };
  return {
    value(pass) {
      const x = pass.input('in');
      return pass.infer ? { same: 'in' } : `${pass.mode} === 'infer' ? ${x} : ${corrupted[kind](pass, x)}`;
    },
  };
});
