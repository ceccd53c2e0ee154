/** Element-wise operations as they are written in the two shading languages. WGSL computes one number, GLSL the four of a texel. */
import type { OpKind } from '../../program/ops';

export type Language = 'wgsl' | 'glsl';
type Write = (a: string, b: string) => string;
interface Element {
  readonly wgsl: Write;
  readonly glsl: Write;
}
const both = (write: Write): Element => ({ wgsl: write, glsl: write });
const call = (name: string): Element => both((a) => `${name}(${a})`);

/** A comparison would lose a NaN, and training must see it: where the second is none, it is given on. */
const extreme = (less: string, lessThan: string): Element => ({
  wgsl: (a, b) => `select(select(${a}, ${b}, ${a} ${less} ${b}), ${b}, isNotANumber(${b}))`,
  glsl: (a, b) => `mix(mix(${a}, ${b}, ${lessThan}(${a}, ${b})), ${b}, isNotANumber(${b}))`,
});

export const elements = {
  neg: both((a) => `-${a}`),
  exp: call('exp'),
  log: call('log'),
  sqrt: call('sqrt'),
  square: both((a) => `${a} * ${a}`),
  abs: call('abs'),
  sign: call('sign'),
  floor: call('floor'),
  step: { wgsl: (a) => `select(0.0, 1.0, ${a} > 0.0)`, glsl: (a) => `vec4(greaterThan(${a}, vec4(0.0)))` },
  relu: { wgsl: (a) => `select(${a}, 0.0, ${a} < 0.0)`, glsl: (a) => `mix(${a}, vec4(0.0), lessThan(${a}, vec4(0.0)))` },
  sigmoid: both((a) => `1.0 / (1.0 + exp(-${a}))`),
  // The built-in one overflows on some drivers.
  tanh: both((a) => `sign(${a}) * (1.0 - exp(-2.0 * abs(${a}))) / (1.0 + exp(-2.0 * abs(${a})))`),
  softplus: { wgsl: (a) => `max(${a}, 0.0) + log(1.0 + exp(-abs(${a})))`, glsl: (a) => `max(${a}, vec4(0.0)) + log(1.0 + exp(-abs(${a})))` },
  add: both((a, b) => `${a} + ${b}`),
  sub: both((a, b) => `${a} - ${b}`),
  mul: both((a, b) => `${a} * ${b}`),
  div: both((a, b) => `${a} / ${b}`),
  maximum: extreme('<', 'lessThan'),
  minimum: extreme('>', 'greaterThan'),
  equal: { wgsl: (a, b) => `select(0.0, 1.0, ${a} == ${b})`, glsl: (a, b) => `vec4(equal(${a}, ${b}))` },
  broadcastTo: both((a) => a),
} satisfies Partial<Record<OpKind, Element>>;

export type ElementKind = keyof typeof elements;
export const isElement = (kind: OpKind): kind is ElementKind => kind in elements;
export const writeElement = (kind: ElementKind, language: Language, a: string, b: string): string => elements[kind][language](a, b);

/** A number of the program as a literal; neither language can write one that is not finite. */
export function literal(value: number, language: Language): string {
  if (!Number.isFinite(value)) throw new Error(`internal: a shader cannot hold the constant ${value}`);
  const text = Math.fround(value).toString();
  const number = /[.e]/.test(text) ? text : `${text}.0`;
  return language === 'wgsl' ? (number.startsWith('-') ? `(${number})` : number) : `vec4(${number})`;
}
