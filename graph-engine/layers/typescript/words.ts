/** Prints tf.layers expressions for the exported project. */
import { activationOf, leakySlope, type ActivationName } from '../activations';
import type { BiasParams } from '../bias';

/** What tf.layers calls it, or null where it is a layer of its own there. */
const activationNames: Readonly<Record<ActivationName | 'softmax', string | null>> = {
  linear: 'linear',
  relu: 'relu',
  'leaky-relu': null,
  elu: 'elu',
  gelu: 'gelu_new',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softplus: 'softplus',
  softmax: 'softmax',
};
export const tfName = (activation: ActivationName | 'softmax'): string | null => activationNames[activation];

/** An expression, printed as it is. */
class Code {
  constructor(readonly text: string) {}
}
export type Argument = string | number | boolean | readonly number[] | readonly (readonly number[])[] | Code;

const print = (value: Argument): string =>
  value instanceof Code ? value.text : typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : Array.isArray(value) ? `[${value.map(print).join(', ')}]` : String(value);

/** `tf.layers.dense({ name: 'hidden', units: 256 })` */
export function tfLayer(type: string, settings: Readonly<Record<string, Argument>>): string {
  const entries = Object.entries(settings).map(([key, value]) => `${key}: ${print(value)}`);
  return `tf.layers.${type}({ ${entries.join(', ')} })`;
}

/** `new InstanceNormalization({ name: 'norm' })` */
export function customLayer(className: string, settings: Readonly<Record<string, Argument>>): string {
  const entries = Object.entries(settings).map(([key, value]) => `${key}: ${print(value)}`);
  return `new ${className}({ ${entries.join(', ')} })`;
}

/** What it is told of its bias. */
export const tfBias = ({ bias, biasStart }: BiasParams): Readonly<Record<string, Argument>> =>
  !bias ? { useBias: false } : biasStart === 0 ? {} : { biasInitializer: new Code(`tf.initializers.constant({ value: ${biasStart} })`) };

/** A layer with weights and its activation, which is a layer of its own where tf.layers has it so. `fanIn`: numbers that one of its outputs is made of. */
export function tfActivated(
  type: string,
  settings: Readonly<Record<string, Argument>> & { readonly name: string },
  activation: ActivationName,
  fanIn: number,
): readonly string[] {
  const [named, { rectifies }] = [tfName(activation), activationOf(activation)];
  const start = { kernelInitializer: new Code(rectifies ? `ops.heNormal(${fanIn})` : 'ops.glorotUniform()') };
  if (named === 'linear') return [tfLayer(type, { ...settings, ...start })];
  if (named) return [tfLayer(type, { ...settings, activation: named, ...start })];
  return [tfLayer(type, { ...settings, ...start }), tfLayer('leakyReLU', { name: `${settings.name}_activation`, alpha: leakySlope })];
}
