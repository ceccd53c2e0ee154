/** Every operation of a program. A new one is a definition and a line here. */
import * as binary from './binary';
import * as convolution from './convolution';
import type { OpDefinition } from './definition';
import * as indexing from './index-ops';
import { matMul } from './matmul';
import * as pooling from './pooling';
import * as shaping from './shape';
import * as sources from './sources';
import * as unary from './unary';

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
