/** The arithmetic of optimisers and of the functions that they call, in tfjs: every value is a tensor, and numbers stand where a method takes them. */
import { ops as allOps, type OpKind } from '../../../program/ops';
import { atom, level, within, type Expression } from '../../program/expression';
import { grownAttr, type OpTable } from '../../program/target';
import type { FormulaLanguage } from '../../program/write-optimizer';
import type { Language, TextOp } from '../../program/write-region';

const x = (op: TextOp): Expression => op.inputs[0]!.code;
const y = (op: TextOp): Expression => op.inputs[1]!.code;
const method = (of: Expression, name: string, ...args: readonly string[]): Expression => (of.isNumber ? atom(`tf.${name}(${[of.text, ...args].join(', ')})`) : atom(`${within(of, level.atom)}.${name}(${args.join(', ')})`));
const plain = (name: string) => (op: TextOp): Expression => method(x(op), name);
const between = (name: string) => (op: TextOp): Expression => method(x(op), name, y(op).text);
/** A number comes last: `x.mul(0.5)`. */
const either = (name: string) => (op: TextOp): Expression => (x(op).isNumber ? method(y(op), name, x(op).text) : method(x(op), name, y(op).text));

/** At most 12 digits. */
const print = (value: number): string => String(Number(value.toPrecision(12)));
const unknown = (kind: string) => (): never => {
  throw new Error(`internal: an optimiser uses ${kind}, which the project cannot write`);
};
const ops: OpTable<Expression, TextOp> = {
  ...(Object.fromEntries(Object.keys(allOps).map((kind) => [kind, unknown(kind)])) as unknown as Record<OpKind, () => never>),
  neg: plain('neg'),
  sqrt: plain('sqrt'),
  square: plain('square'),
  sign: plain('sign'),
  abs: plain('abs'),
  add: either('add'),
  sub: between('sub'),
  mul: either('mul'),
  div: between('div'),
  maximum: either('maximum'),
  minimum: either('minimum'),
  sum: (op) => method(x(op), 'sum', ...(grownAttr.numbers(op, 'axes').length === op.inputs[0]!.shape.length ? [] : [`[${grownAttr.numbers(op, 'axes').join(', ')}]`])),
  matMul: (op) => {
    const turns = [grownAttr.flag(op, 'transposeA'), grownAttr.flag(op, 'transposeB')];
    return method(x(op), 'matMul', y(op).text, ...(turns[1] ? turns.map(String) : turns[0] ? ['true'] : []));
  },
};

const language: Language = {
  ops,
  mean: plain('mean'),
  number: (figure) => ({ text: print(figure as number), level: (figure as number) < 0 ? level.unary : level.atom, isNumber: true }),
  name: (camel) => camel,
  call: (name, args) => atom(`${name}(${args.join(', ')})`),
  range: unknown('a range'),
};
export const tfjs: FormulaLanguage = {
  language,
  sqrt: (of) => atom(`Math.sqrt(${of.text})`),
  product: (count, factor) => atom(`product(${count.text}, (i) => ${factor.text})`),
};
