/** Prints tf.layers expressions for the exported project. */
import { activationOf, leakySlope, type ActivationName } from './activations';

/** An expression, printed as it is. */
class Code {
  constructor(readonly text: string) {}
}
export type Argument = string | number | boolean | readonly number[] | readonly (readonly number[])[] | Code;

export const code = (text: string): Code => new Code(text);

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

/** A layer with weights and its activation, which is a layer of its own where tf.layers has it so. */
export function tfActivated(
  type: string,
  settings: Readonly<Record<string, Argument>> & { readonly name: string },
  activation: ActivationName,
): readonly string[] {
  const { tfName, rectifies } = activationOf(activation);
  const start = { kernelInitializer: code(rectifies ? 'ops.heNormal()' : 'ops.glorotUniform()') };
  if (tfName === 'linear') return [tfLayer(type, { ...settings, ...start })];
  if (tfName) return [tfLayer(type, { ...settings, activation: tfName, ...start })];
  return [tfLayer(type, { ...settings, ...start }), tfLayer('leakyReLU', { name: `${settings.name}_activation`, alpha: leakySlope })];
}
