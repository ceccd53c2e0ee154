/** Element-wise non-linearities: one table for the Dense, convolution, Activation and Residual layers. */
import type { ChoiceField } from '../document/fields';
import type { Builder, Tensor } from '../program/builder';
import type { Init } from '../program/types';
import { anywhere, between, type Reach } from './reach';

interface Activation {
  readonly title: string;
  readonly help: string;
  build(b: Builder, x: Tensor): Tensor;
  /** Half of its inputs are cut off, so that weights start wider (He et al. 2015, eq. 10). */
  readonly rectifies: boolean;
  /** Where its values lie. */
  readonly reach: Reach;
}

/** Slope of the leaky ReLU below 0. */
export const leakySlope = 0.2;

export const activations = {
  linear: { title: 'Linear', help: 'The value as it is.', rectifies: false, reach: anywhere, build: (_, x) => x },
  relu: { title: 'ReLU', help: 'max(x, 0)', rectifies: true, reach: between(0, Infinity), build: (b, x) => b.relu(x) },
  'leaky-relu': {
    title: 'Leaky ReLU',
    help: `x above 0, ${leakySlope} x below; keeps a derivative everywhere, as a Discriminator likes it.`,
    rectifies: true,
    reach: anywhere,
    build: (b, x) => b.add(b.mul(b.relu(x), 1 - leakySlope), b.mul(x, leakySlope)),
  },
  elu: {
    title: 'ELU',
    help: 'x above 0, exp(x) − 1 below (Clevert, Unterthiner & Hochreiter 2016).',
    rectifies: true,
    reach: between(-1, Infinity),
    build: (b, x) => b.add(b.relu(x), b.sub(b.exp(b.minimum(x, 0)), 1)),
  },
  gelu: {
    title: 'GELU',
    help: 'x Φ(x), with the tanh form of Φ (Hendrycks & Gimpel 2016).',
    rectifies: true,
    // Its lowest point lies at x = −0.75.
    reach: between(-0.1701, Infinity),
    build(b, x) {
      const cubic = b.mul(b.mul(b.square(x), x), 0.044715);
      return b.mul(b.mul(x, 0.5), b.add(b.tanh(b.mul(b.add(x, cubic), Math.sqrt(2 / Math.PI))), 1));
    },
  },
  sigmoid: { title: 'Sigmoid', help: '1 / (1 + exp −x), from 0 to 1.', rectifies: false, reach: between(0, 1), build: (b, x) => b.sigmoid(x) },
  tanh: { title: 'Tanh', help: 'From −1 to 1.', rectifies: false, reach: between(-1, 1), build: (b, x) => b.tanh(x) },
  softplus: { title: 'Softplus', help: 'log(1 + exp x), a smooth ReLU.', rectifies: false, reach: between(0, Infinity), build: (b, x) => b.softplus(x) },
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
export const activationOf = (name: ActivationName): Activation => activations[name];

const options = (Object.entries(activations) as [ActivationName, Activation][]).map(([value, { title, help }]) => ({ value, label: title, help }));

export const activationField = (initial: ActivationName): ChoiceField<ActivationName> => ({
  type: 'choice',
  label: 'Activation',
  help: 'The non-linearity after the layer.',
  default: initial,
  options,
});

/** How a kernel starts before that activation. */
export const kernelInit = (activation: ActivationName, fanIn: number, fanOut: number): Init => ({
  kind: activations[activation].rectifies ? 'heNormal' : 'glorotUniform',
  fanIn,
  fanOut,
});
