/** Every operation of a program. A new one is a definition and a line here. */
import * as binary from './binary';
import * as convolution from './convolution';
import { internal, type OpDefinition, type Typed } from './definition';
import * as indexing from './index-ops';
import { matMul } from './matmul';
import * as pooling from './pooling';
import * as shaping from './shape';
import * as sources from './sources';
import * as unary from './unary';
import type { Attrs } from '../types';

const { conv2d, convInputGrad, convFilterGrad } = convolution;

export const ops = {
  ...unary,
  ...binary,
  matMul,
  conv2d,
  convInputGrad,
  convFilterGrad,
  ...pooling,
  ...shaping,
  ...indexing,
  ...sources,
} satisfies Record<string, OpDefinition>;

export type OpKind = keyof typeof ops;
export const opOf = (kind: OpKind): OpDefinition => ops[kind];

/** What the operation gives. @throws `internal:` naming the operation whose operands do not fit. */
export function typeOf(kind: OpKind, inputs: readonly Typed[], attrs: Attrs): Typed {
  const { takes, many, infer } = opOf(kind);
  internal(many ? inputs.length >= takes.length : inputs.length === takes.length, `${kind} takes ${takes.length} operand(s)${many ? ' or more' : ''}, and gets ${inputs.length}`);
  const wanted = inputs.map((_, i) => takes[i] ?? takes.at(-1)!);
  const moved = inputs[wanted.indexOf('either')]?.dtype;
  inputs.forEach(({ dtype }, i) => {
    const expected = wanted[i] === 'either' ? moved! : wanted[i]!;
    internal(dtype === expected, `operand ${i} of ${kind} is ${dtype}, and must be ${expected}; ${expected === 'float32' ? 'toFloat' : 'toInt'} makes it so`);
  });
  return infer(inputs, attrs);
}
