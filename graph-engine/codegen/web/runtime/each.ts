/** Operations that compute each number by itself: how the kernels number them, and the same in double precision for raw rows of a table. */
import { Fn, Mode } from '../../../runtime/wasm/assembly/functions';

interface Each {
  readonly code: Fn;
  readonly exact: string;
}
export const each: Readonly<Record<string, Each>> = {
  neg: { code: Fn.Neg, exact: '(x) => -x' },
  exp: { code: Fn.Exp, exact: 'Math.exp' },
  log: { code: Fn.Log, exact: 'Math.log' },
  sqrt: { code: Fn.Sqrt, exact: 'Math.sqrt' },
  square: { code: Fn.Square, exact: '(x) => x * x' },
  abs: { code: Fn.Abs, exact: 'Math.abs' },
  relu: { code: Fn.Relu, exact: '(x) => (x < 0 ? 0 : x)' },
  sigmoid: { code: Fn.Sigmoid, exact: '(x) => 1 / (1 + Math.exp(-x))' },
  tanh: { code: Fn.Tanh, exact: 'Math.tanh' },
  softplus: { code: Fn.Softplus, exact: '(x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))' },
  sign: { code: Fn.Sign, exact: 'Math.sign' },
  step: { code: Fn.Step, exact: '(x) => (x > 0 ? 1 : x <= 0 ? 0 : x)' },
  floor: { code: Fn.Floor, exact: 'Math.floor' },
  add: { code: Fn.Add, exact: '(x, y) => x + y' },
  sub: { code: Fn.Sub, exact: '(x, y) => x - y' },
  mul: { code: Fn.Mul, exact: '(x, y) => x * y' },
  div: { code: Fn.Div, exact: '(x, y) => x / y' },
  maximum: { code: Fn.Maximum, exact: 'Math.max' },
  minimum: { code: Fn.Minimum, exact: 'Math.min' },
  equal: { code: Fn.Equal, exact: '(x, y) => (x === y ? 1 : 0)' },
};
const takesTwo = (name: string): boolean => each[name]!.code >= Fn.Add;
/** What may be turned round, so that one number for all stands on the right. */
const commutes = ['add', 'mul', 'maximum', 'minimum', 'equal'];

export const eachMethod = (name: string): string => (takesTwo(name) ? `  ${name}(y) {\n    return each('${name}', this, y);\n  }` : `  ${name}() {\n    return each('${name}', this);\n  }`);

/** `used`: the operations that the module calls. */
export function eachText(used: readonly string[], exact: boolean): string {
  const turned = commutes.filter((name) => used.includes(name));
  const lines = used.map((name) => (exact ? `  ${name}: { code: ${each[name]!.code}, exact: ${each[name]!.exact} },` : `  ${name}: ${each[name]!.code},`));
  return `/** Operations on each number by itself: how the kernels number them${exact ? ', and the same in double precision' : ''}. */
const EACH = {
${lines.join('\n')}
};
/** Where an operand lies: in a block of the kernel's own, in memory, or as one number for all. */
const [REGISTER, STREAM, SINGLE] = [${Mode.Register}, ${Mode.Stream}, ${Mode.Scalar}];
const [EXPAND, BLOCK] = [${Fn.Expand}, 1024];
${turned.length > 0 ? `const TURNABLE = ${JSON.stringify(turned).replaceAll('"', "'").replaceAll(',', ', ')};\n` : ''}
/** The shape that shapes are repeated to: axes are matched from the last one on, and those of size 1 are repeated. */
function commonShape(shapes) {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => Math.max(...shapes.map((shape) => shape[shape.length - rank + axis] ?? 1)));
}

/** An operand of \`shape\`: itself, one number for all, or a part that a block of the kernel is filled with. */
function operand(x, shape, fillings) {
  const count = sizeOf(shape);
  if (sizeOf(x.shape) === count) return [STREAM, x.address];
  if (sizeOf(x.shape) === 1) return [SINGLE, x.address];
  const sizes = [...new Array(shape.length - x.shape.length).fill(1), ...x.shape];
  const repeated = sizes.map((size, axis) => size === 1 && shape[axis] > 1);
  const [first, last] = [repeated.indexOf(true), repeated.lastIndexOf(true)];
  // Repeated axes with others between them are written out.
  if (sizes.slice(first, last).some((size) => size !== 1)) return [STREAM, x.broadcastTo(shape).address];
  const register = fillings.length;
  fillings.push([EXPAND, REGISTER, register, 0, x.address, sizeOf(shape.slice(first, last + 1)), sizeOf(shape.slice(last + 1)), 0, 0]);
  return [REGISTER, register];
}

function each(name, ...given) {
  const tensors = given.map(scalar);
  const shape = commonShape(tensors.map((x) => x.shape));
${exact ? '  if (tensors.some((x) => x.exact)) return exactly(EACH[name].exact, tensors, shape);\n' : ''}  const fillings = [];
  const operands = tensors.map((x) => operand(x, shape, fillings));
${turned.length > 0 ? '  if (operands[0][0] === SINGLE && TURNABLE.includes(name)) operands.reverse();\n' : ''}  const [[xMode, x], [yMode, y] = [REGISTER, 0]] = operands;
  const result = new Tensor(shape);
  const count = sizeOf(shape);
  const block = Math.min(BLOCK, Math.ceil(count / 8) * 8);
  const own = [EACH[name]${exact ? '.code' : ''}, STREAM, result.address, xMode, x, yMode, y, REGISTER, 0];
  const instructions = [...fillings, own];
  call('elementwise', [scratch, 8 * block, count, block, 1, scratch, 0, instructions.length, ...instructions.flat()]);
  return result;
}`;
}

/** Rows of a table in double precision: large numbers keep their digits until their mean is taken off. */
export const exactText = `/** A tensor in double precision, which lies outside of the kernels' memory. */
function exactTensor(shape, numbers) {
  const result = new Tensor(shape, 'float64', 0);
  result.exact = numbers;
  return result;
}

/** Numbers of \`x\` in an order of their own: the one at (i, j, …) of \`shape\` is x[start + i · strides[0] + j · strides[1] + …]. */
function exactView(x, shape, start, strides) {
  const numbers = x.double().exact;
  const result = new Float64Array(sizeOf(shape));
  const index = shape.map(() => 0);
  let at = start;
  for (let i = 0; i < result.length; i++) {
    result[i] = numbers[at];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return exactTensor(shape, result);
}

function exactly(compute, tensors, shape) {
  const [x, y] = tensors.map((tensor) => exactView(tensor, shape, 0, repeating(tensor.shape, shape)).exact);
  return exactTensor(shape, x.map((number, i) => compute(number, y?.[i])));
}`;
