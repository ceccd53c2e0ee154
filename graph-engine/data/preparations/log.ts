import { defineFunction } from '../../functions/define-function';
import type { Tensor } from '../../program/builder';
import { moments } from '../moments';
import type { Preparation } from './definition';
import { standardised } from './standardised';

/** log(1 + x), and the same to the other side for what is below zero. */
const compressed = (x: number): number => Math.sign(x) * Math.log1p(Math.abs(x));
const spread = (x: number): number => Math.sign(x) * Math.expm1(Math.abs(x));

const signedLog = defineFunction({ name: 'signedLog', help: 'log(1 + |x|) with the sign of x' }, ['x'], (b, x: Tensor) => b.mul(b.sign(x), b.log(b.add(b.abs(x), 1))));
const signedExp = defineFunction({ name: 'signedExp', help: 'exp |x| − 1 with the sign of x, which undoes signedLog' }, ['x'], (b, x: Tensor) => b.mul(b.sign(x), b.sub(b.exp(b.abs(x)), 1)));

export const log: Preparation = {
  title: 'Logarithm',
  help: 'The logarithm of 1 and each value, then mean 0 and variance 1: for amounts and counts of which few are large.',
  range: 'standardised',
  elementwise: false,
  fits: standardised.fits,
  fit(table, { training }) {
    const { values, scale } = table;
    const { mean, deviation } = moments({ ...table, values: Float64Array.from(values, (value) => compressed(value * scale)), scale: 1 }, training);
    return { mean: { shape: table.shape, data: Float32Array.from(mean) }, deviation: { shape: table.shape, data: Float32Array.from(deviation) } };
  },
  apply(fitted, values) {
    for (let i = 0; i < values.length; i++) values[i] = compressed(values[i]!);
    standardised.apply(fitted, values);
  },
  undo(fitted, values) {
    standardised.undo(fitted, values);
    for (let i = 0; i < values.length; i++) values[i] = spread(values[i]!);
  },
  write: (b, x, fitted) => standardised.write(b, signedLog(b, x), fitted),
  restore: (b, y, fitted) => signedExp(b, standardised.restore(b, y, fitted)),
  leaves: () => false,
  assumed: null,
  typescript: {
    functions: (limits) => [
      ...standardised.typescript.functions(limits),
      `/** log(1 + x), and the same to the other side for what is below zero. */
function compressed(items: Items): Items {
  const values = items.values.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
  return { ...items, values };
}`,
    ],
    fit: (items, training) => `fitMoments(compressed(${items}), ${training})`,
    apply: (items, fitted) => `standardise(compressed(${items}), ${fitted})`,
    column: {
      functions: [
        ...standardised.typescript.column!.functions,
        `/** log(1 + x), and the same to the other side for what is below zero. */
const compressed = (x: number): number => Math.sign(x) * Math.log1p(Math.abs(x));
const spread = (x: number): number => Math.sign(x) * Math.expm1(Math.abs(x));`,
      ],
      text: `{
    names: ['mean', 'deviation'],
    fit: (values) => moments(values.map(compressed)),
    apply: (value, fitted) => shifted(compressed(value), fitted),
    undo: (value, fitted) => spread(unshifted(value, fitted)),
  }`,
    },
  },
};
