/** The kernel of every operation. One without a kernel does not compile. */
import type { OpKind } from '../../../program/ops';
import { Fn } from '../assembly/functions';
import * as categories from './categories';
import type { Kernel } from './definition';
import * as pooling from './pooling';
import * as products from './products';
import * as sources from './sources';
import { concat, pad, slice, transpose } from './strided';
import { sum } from './sum';

export const kernels: Readonly<Record<OpKind, Kernel>> = {
  neg: { chain: Fn.Neg },
  exp: { chain: Fn.Exp },
  log: { chain: Fn.Log },
  sqrt: { chain: Fn.Sqrt },
  square: { chain: Fn.Square },
  abs: { chain: Fn.Abs },
  relu: { chain: Fn.Relu },
  sigmoid: { chain: Fn.Sigmoid },
  tanh: { chain: Fn.Tanh },
  softplus: { chain: Fn.Softplus },
  sign: { chain: Fn.Sign },
  step: { chain: Fn.Step },
  floor: { chain: Fn.Floor },
  add: { chain: Fn.Add },
  sub: { chain: Fn.Sub },
  mul: { chain: Fn.Mul },
  div: { chain: Fn.Div },
  maximum: { chain: Fn.Maximum },
  minimum: { chain: Fn.Minimum },
  equal: { chain: Fn.Equal },
  // A copy that its readers see through, unless somebody outside of the chain needs it.
  broadcastTo: { chain: Fn.Copy },
  reshape: { alias: true },
  stopGradient: { alias: true },
  sum,
  ...products,
  ...pooling,
  ...categories,
  ...sources,
  concat,
  pad,
  slice,
  transpose,
};
