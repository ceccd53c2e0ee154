/** The class Tensor of an exported module: only the methods that a model calls are written. */
import { eachMethod, each } from './each';

/** `single`: where numbers may be in double precision, they are rounded for what computes with 32 bits. */
const rounded = (exact: boolean): string => (exact ? 'this.single()' : 'this');

interface Method {
  readonly text: (exact: boolean) => string;
}
const method = (text: (exact: boolean) => string): Method => ({ text });

const pooled = (name: string, sizes: string): Method =>
  method(
    (exact) => `  ${name}([height, width]) {
    const x = ${rounded(exact)};
    const [n, h, w, c] = x.shape;
    const result = new Tensor([n, ${sizes}, c]);
    call('${name}', [result.address, x.address, n, h, w, c, height, width]);
    return result;
  }`,
  );
const byRow = (name: string): Method =>
  method(
    (exact) => `  ${name}() {
    const x = ${rounded(exact)};
    const columns = x.shape.at(-1);
    const result = new Tensor(x.shape);
    call('${name}', [result.address, x.address, sizeOf(x.shape) / columns, columns]);
    return result;
  }`,
  );

export const methods: Readonly<Record<string, Method>> = {
  ...Object.fromEntries(Object.keys(each).map((name) => [name, method(() => eachMethod(name))])),
  matMul: method(
    (exact) => `  /** [..., m, k] × [..., k, n] → [..., m, n], matrix by matrix */
  matMul(y, { transposeA = false, transposeB = false } = {}) {
    const [a, b] = [${rounded(exact)}, ${exact ? 'y.single()' : 'y'}];
    const [rows, columns] = a.shape.slice(-2);
    const [m, k] = transposeA ? [columns, rows] : [rows, columns];
    const n = b.shape.at(transposeB ? -2 : -1);
    const batch = a.shape.slice(0, -2);
    const result = new Tensor([...batch, m, n]);
    const sizes = [m, n, k, ...(transposeA ? [1, m] : [k, 1]), ...(transposeB ? [1, k] : [n, 1])];
    const places = [result.address, a.address, b.address];
    if (batch.length === 0) call('matMul', [...places, ...sizes, scratch, 0, shared, 0, 0]);
    else call('batchMatMul', [...places, sizeOf(batch), ...sizes, scratch, 0, 0, 0]);
    return result;
  }`,
  ),
  conv2d: method(
    (exact) => `  /** Convolution of [n, h, w, in] by a kernel [height, width, in, out]. */
  conv2d(kernel, { strides, padding }) {
    const x = ${rounded(exact)};
    const [n, h, w, c] = x.shape;
    const [kh, kw, , out] = kernel.shape;
    const [sh, sw] = strides;
    const [oh, ow] = padding === 'same' ? [Math.ceil(h / sh), Math.ceil(w / sw)] : [Math.ceil((h - kh + 1) / sh), Math.ceil((w - kw + 1) / sw)];
    const result = new Tensor([n, oh, ow, out]);
    call('conv2d', [result.address, x.address, kernel.address, ...convolution(n, [h, w, c], [oh, ow, out], kernel, strides, padding)]);
    return result;
  }`,
  ),
  convTranspose: method(
    (exact) => `  /** The way back of a convolution: [n, h, w, in] by a kernel [height, width, out, in] to [n, ...size, out]. */
  convTranspose(kernel, size, { strides, padding }) {
    const y = ${rounded(exact)};
    const [n, ...small] = y.shape;
    const large = [...size, kernel.shape[2]];
    const result = new Tensor([n, ...large]);
    call('convInputGrad', [result.address, y.address, kernel.address, ...convolution(n, large, small, kernel, strides, padding)]);
    return result;
  }`,
  ),
  avgPool: pooled('avgPool', 'Math.floor(h / height), Math.floor(w / width)'),
  maxPool: pooled('maxPool', 'Math.floor(h / height), Math.floor(w / width)'),
  upsample: pooled('upsample', 'h * height, w * width'),
  reshape: method(
    (exact) => `  /** The same numbers in another shape; -1 stands for the size that is left. */
  reshape(shape) {
    const known = shape.reduce((product, size) => (size < 0 ? product : product * size), 1);
    const result = new Tensor(shape.map((size) => (size < 0 ? sizeOf(this.shape) / known : size)), this.type, this.address);
${exact ? '    result.exact = this.exact;\n' : ''}    return result;
  }`,
  ),
  transpose: method(
    (exact) => `  transpose(axes) {
    const x = ${rounded(exact)};
    const strides = stridesOf(x.shape);
    const result = new Tensor(axes.map((axis) => x.shape[axis]), x.type);
    copy(result, x, result.shape, { from: axes.map((axis) => strides[axis]) });
    return result;
  }`,
  ),
  sum: method(
    (exact) => `  /** Sums over \`axes\`, which stay with size 1 where they are kept. */
  sum(axes, keep = false) {
    let x = ${rounded(exact)};
    const shape = x.shape.flatMap((size, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [size]));
    // From the last axis on, so that those before stay where they are.
    for (const axis of axes.toSorted((a, b) => b - a)) {
      const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
      const result = new Tensor([...outer, 1, ...inner]);
      call('sum', [result.address, x.address, sizeOf(outer), x.shape[axis], sizeOf(inner)]);
      x = result;
    }
    return x.reshape(shape);
  }`,
  ),
  mean: method(
    () => `  mean(axes, keep = false) {
    return this.sum(axes, keep).mul(1 / sizeOf(axes.map((axis) => this.shape[axis])));
  }`,
  ),
  broadcastTo: method(
    (exact) => `  broadcastTo(shape) {
    const x = ${rounded(exact)};
    const result = new Tensor(shape, x.type);
    copy(result, x, shape, { from: repeating(x.shape, shape) });
    return result;
  }`,
  ),
  slice: method(
    (exact) => `  /** A part of \`size\` from \`begin\` on; -1 stands for all that is left of an axis. */
  slice(begin, size) {
    const shape = size.map((one, axis) => (one < 0 ? this.shape[axis] - begin[axis] : one));
    const strides = stridesOf(this.shape);
    const start = begin.reduce((sum, index, axis) => sum + index * strides[axis], 0);
${exact ? '    if (this.exact) return exactView(this, shape, start, strides);\n' : ''}    const result = new Tensor(shape, this.type);
    copy(result, this, shape, { from: strides, fromStart: start });
    return result;
  }`,
  ),
  pad: method(
    (exact) => `  /** Zeros before and after each axis. */
  pad(amounts) {
    const x = ${rounded(exact)};
    const result = filled(x.shape.map((size, axis) => amounts[axis][0] + size + amounts[axis][1]), 0);
    result.type = x.type;
    const to = stridesOf(result.shape);
    copy(result, x, x.shape, { to, toStart: amounts.reduce((sum, [before], axis) => sum + before * to[axis], 0) });
    return result;
  }`,
  ),
  softmax: byRow('softmax'),
  logSoftmax: byRow('logSoftmax'),
  argMax: method(
    (exact) => `  /** The place of the greatest number along the last axis. */
  argMax() {
    const x = ${rounded(exact)};
    const result = new Tensor(x.shape.slice(0, -1), 'int32');
    call('argMax', [result.address, x.address, sizeOf(result.shape), x.shape.at(-1)]);
    return result;
  }`,
  ),
  oneHot: method(
    () => `  /** A 1 at the place of each index, and zeros elsewhere. */
  oneHot(depth) {
    const result = new Tensor([...this.shape, depth]);
    call('oneHot', [result.address, this.address, sizeOf(this.shape), depth]);
    return result;
  }`,
  ),
  gather: method(
    (exact) => `  /** The rows at \`indices\`. */
  gather(indices) {
    const table = ${rounded(exact)};
    const [rows, ...row] = table.shape;
    const result = new Tensor([...indices.shape, ...row], table.type);
    call('gather', [result.address, table.address, indices.address, sizeOf(indices.shape), sizeOf(row), rows]);
    return result;
  }`,
  ),
  segmentSum: method(
    (exact) => `  /** Adds up the rows of each of \`count\` segments. */
  segmentSum(segments, count) {
    const rows = ${rounded(exact)};
    const row = rows.shape.slice(segments.shape.length);
    const result = new Tensor([count, ...row]);
    call('segmentSum', [result.address, rows.address, segments.address, sizeOf(segments.shape), sizeOf(row), count]);
    return result;
  }`,
  ),
  toInt: method(
    (exact) => `  toInt() {
    const x = ${rounded(exact)};
    const result = new Tensor(x.shape, 'int32');
    call('toInt', [result.address, x.address, sizeOf(x.shape)]);
    return result;
  }`,
  ),
  toFloat: method(
    () => `  toFloat() {
    const result = new Tensor(this.shape);
    call('toFloat', [result.address, this.address, sizeOf(this.shape)]);
    return result;
  }`,
  ),
  double: method(
    () => `  double() {
    return this.exact ? this : exactTensor(this.shape, Float64Array.from(this.numbers()));
  }`,
  ),
  single: method(
    () => `  single() {
    return this.exact ? tensorOf(this.shape, this.exact) : this;
  }`,
  ),
};

export const tensorText = (names: readonly string[], exact: boolean): string => `/** Numbers in the memory of the kernels${exact ? ', or in double precision outside of it' : ''}. */
class Tensor {
  constructor(shape, type = 'float32', address = take(4 * sizeOf(shape))) {
    this.shape = shape;
    this.type = type;
    this.address = address;
${exact ? '    this.exact = null;\n' : ''}  }
  numbers() {
${exact ? '    if (this.exact) return this.exact;\n' : ''}    const Numbers = this.type === 'int32' ? Int32Array : Float32Array;
    return new Numbers(memory.buffer, this.address, sizeOf(this.shape));
  }
${names.map((name) => methods[name]!.text(exact)).join('\n')}
}`;

/** Functions that methods and models call, by name; `needs` is found in their texts. */
export const functions: Readonly<Record<string, (exact: boolean) => string>> = {
  sizeOf: () => `const sizeOf = (shape) => shape.reduce((product, size) => product * size, 1);`,
  tensorOf: () => `/** A tensor of these numbers. */
function tensorOf(shape, numbers) {
  const result = new Tensor(shape);
  result.numbers().set(numbers);
  return result;
}`,
  scalar: () => `/** A number as a tensor; a tensor stays what it is. */
const scalar = (x) => (typeof x === 'number' ? tensorOf([], [x]) : x);`,
  filled: () => `/** A tensor of one number everywhere. */
function filled(shape, number) {
  const result = new Tensor(shape);
  call('fill', [result.address, sizeOf(shape), new Int32Array(Float32Array.of(number).buffer)[0]]);
  return result;
}`,
  range: () => `/** 0, 1, …, count - 1 */
const range = (count) => tensorOf([count], Float32Array.from({ length: count }, (_, i) => i));`,
  concat: (exact) => `/** Tensors one after the other along an axis. */
function concat(${exact ? 'given' : 'tensors'}, axis) {
  const sizes = ${exact ? 'given' : 'tensors'}.map((x) => x.shape[axis]);
  const shape = ${exact ? 'given' : 'tensors'}[0].shape.with(axis, sizes.reduce((sum, size) => sum + size, 0));
${exact ? `  const isExact = given.some((x) => x.exact);
  const tensors = isExact ? given.map((x) => x.double()) : given;
  const strides = stridesOf(shape);
  const result = isExact ? exactTensor(shape, new Float64Array(sizeOf(shape))) : new Tensor(shape, tensors[0].type);` : `  const strides = stridesOf(shape);
  const result = new Tensor(shape, tensors[0].type);`}
  let start = 0;
  for (const x of tensors) {
${exact ? `    if (isExact) {
      const run = x.shape[axis] * strides[axis];
      for (let i = 0, to = start; i < x.exact.length; i += run, to += shape[axis] * strides[axis]) result.exact.set(x.exact.subarray(i, i + run), to);
    } else copy(result, x, x.shape, { to: strides, toStart: start });` : '    copy(result, x, x.shape, { to: strides, toStart: start });'}
    start += x.shape[axis] * strides[axis];
  }
  return result;
}`,
  stridesOf: () => `/** How far the next number along each axis lies. */
const stridesOf = (shape) => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));`,
  repeating: () => `/** As \`stridesOf\`, for a tensor that is repeated to \`shape\`. */
function repeating(from, shape) {
  const sizes = [...new Array(shape.length - from.length).fill(1), ...from];
  return stridesOf(sizes).map((stride, axis) => (sizes[axis] === 1 ? 0 : stride));
}`,
  copy: () => `/** Copies numbers between tensors whose axes lie in another order, or are parts of longer ones. */
function copy(target, source, sizes, { to = stridesOf(target.shape), toStart = 0, from = stridesOf(source.shape), fromStart = 0 }) {
  const six = (list, by) => [...new Array(6 - list.length).fill(by), ...list];
  call('stridedCopy', [target.address, source.address, toStart, fromStart, 6, ...six(sizes, 1), ...six(to, 0), ...six(from, 0)]);
}`,
  convolution: () => `/** The words of a convolution from images of \`large\` to images of \`small\`; with padding "same", the odd zero comes behind. */
function convolution(n, [h, w, c], [oh, ow, out], kernel, [sh, sw], padding) {
  const [kh, kw] = kernel.shape;
  const before = (size, outputs, window, stride) => (padding === 'same' ? Math.floor(Math.max(0, (outputs - 1) * stride + window - size) / 2) : 0);
  return [n, h, w, c, oh, ow, out, kh, kw, sh, sw, before(h, oh, kh, sh), before(w, ow, kw, sw), scratch, 0, 0, 0];
}`,
};
