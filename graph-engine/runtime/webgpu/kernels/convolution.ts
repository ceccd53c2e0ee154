/** The three faces of a convolution as products of what lies under its windows (program/ops/convolution.ts), which nobody stores. */
import { attr } from '../../../program/ops/definition';
import type { Attrs, Op, ValueId } from '../../../program/types';
import type { Elements, ShaderLowering } from '../elements';
import type { Code, Kernel } from '../kernel';
import { plainSide } from './mat-mul';
import { productKernels, type Side } from './product';

interface Sizes {
  readonly batch: number;
  /** Of what is convolved, of what comes out, and of the filter. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filters: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  /** Zeros above and to the left. */
  readonly top: number;
  readonly left: number;
}
function sizesOf(x: readonly number[], filter: readonly number[], y: readonly number[], attrs: Attrs): Sizes {
  const [batch, height, width, channels] = x as [number, number, number, number];
  const [kernelHeight, kernelWidth] = filter as [number, number];
  const [, outHeight, outWidth, filters] = y as [number, number, number, number];
  const [strideY, strideX] = attr.numbers(attrs, 'strides') as [number, number];
  const before = (out: number, stride: number, kernel: number, size: number): number => (attr.text(attrs, 'padding') === 'same' ? Math.floor(Math.max(0, (out - 1) * stride + kernel - size) / 2) : 0);
  return {
    batch, height, width, channels, outHeight, outWidth, filters, kernelHeight, kernelWidth, strideY, strideX,
    top: before(outHeight, strideY, kernelHeight, height),
    left: before(outWidth, strideX, kernelWidth, width),
  };
}

/** Statements that return what lies under tap (`ky`, `kx`, `channel`) of the window at `place`, an index of [batch, outHeight, outWidth]. */
function under(x: ValueId, s: Sizes, code: Code): readonly string[] {
  return [
    `let iy = i32(place / ${s.outWidth}u % ${s.outHeight}u * ${s.strideY}u + ky) - ${s.top};`,
    `let ix = i32(place % ${s.outWidth}u * ${s.strideX}u + kx) - ${s.left};`,
    `if (iy < 0 || iy >= ${s.height} || ix < 0 || ix >= ${s.width}) { return 0.0; }`,
    `let item = place / ${s.outHeight * s.outWidth}u;`,
    `return ${code.at(x, `((item * ${s.height}u + u32(iy)) * ${s.width}u + u32(ix)) * ${s.channels}u + channel`)};`,
  ];
}
/** From an index of [kernelHeight, kernelWidth, `inner`] to its tap. */
const tapOf = (index: string, inner: string, size: number, width: number): readonly string[] => [
  `let ${inner} = ${index} % ${size}u;`,
  `let kx = ${index} / ${size}u % ${width}u;`,
  `let ky = ${index} / ${size * width}u;`,
];

/** x [places × taps] times the filter [taps × filters]. */
export function convolutionKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const { values, fused } = lowering;
  const [x, filter] = op.inputs.map((input) => fused.rootOf(input)) as [ValueId, ValueId];
  const s = sizesOf(values.shape(op.inputs[0]!), values.shape(op.inputs[1]!), values.shape(op.output), op.attrs);
  const left: Side = { along: 'k', reads: [x], read: (code) => [...tapOf('k', 'channel', s.channels, s.kernelWidth), 'let place = outer;', ...under(x, s, code)] };
  return productKernels(
    { op, m: s.batch * s.outHeight * s.outWidth, n: s.filters, k: s.kernelHeight * s.kernelWidth * s.channels, left, right: plainSide(filter, 'outer', s.filters), finish },
    lowering,
  );
}

/** xᵀ [taps × places] times y [places × filters]. The depth is long, and the result is small: parts of the depth go to workgroups of their own. */
export function filterGradKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const { values, fused } = lowering;
  const [x, y] = op.inputs.map((input) => fused.rootOf(input)) as [ValueId, ValueId];
  const s = sizesOf(values.shape(op.inputs[0]!), values.shape(op.output), values.shape(op.inputs[1]!), op.attrs);
  const left: Side = {
    along: s.channels > 1 ? 'outer' : 'k',
    reads: [x],
    read: (code) => [...tapOf('outer', 'channel', s.channels, s.kernelWidth), 'let place = k;', ...under(x, s, code)],
  };
  return productKernels(
    { op, m: s.kernelHeight * s.kernelWidth * s.channels, n: s.filters, k: s.batch * s.outHeight * s.outWidth, left, right: plainSide(y, 'outer', s.filters), finish },
    lowering,
  );
}

/**
 * y [pixels × taps] times the filter [taps × channels]. Pixels that lie alike to the strides (of one phase) are touched by the same taps of the filter, a
 * part of all; each phase is a product of its own, so that no others are read.
 */
export function inputGradKernels(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const { values, fused } = lowering;
  const [y, filter] = op.inputs.map((input) => fused.rootOf(input)) as [ValueId, ValueId];
  const s = sizesOf(values.shape(op.output), values.shape(op.inputs[1]!), values.shape(op.inputs[0]!), op.attrs);
  const [rows, columns] = [Math.ceil(s.height / s.strideY), Math.ceil(s.width / s.strideX)];
  const [tapsY, tapsX] = [Math.ceil(s.kernelHeight / s.strideY), Math.ceil(s.kernelWidth / s.strideX)];
  // The pixel of a row of the product; it may lie outside where the strides do not divide the picture.
  const pixel = (row: string): readonly string[] => [
    `let iy = ${row} / ${columns}u % ${rows}u * ${s.strideY}u + batch / ${s.strideX}u;`,
    `let ix = ${row} % ${columns}u * ${s.strideX}u + batch % ${s.strideX}u;`,
    `let item = ${row} / ${rows * columns}u;`,
  ];
  // The taps that touch the pixels of a phase.
  const taps = [
    `let channel = k % ${s.filters}u;`,
    `let kx = (batch % ${s.strideX}u + ${s.left}u) % ${s.strideX}u + k / ${s.filters}u % ${tapsX}u * ${s.strideX}u;`,
    `let ky = (batch / ${s.strideX}u + ${s.top}u) % ${s.strideY}u + k / ${s.filters * tapsX}u * ${s.strideY}u;`,
    `if (ky >= ${s.kernelHeight}u || kx >= ${s.kernelWidth}u) { return 0.0; }`,
  ];
  const left: Side = {
    along: 'k',
    reads: [y],
    read: (code) => [
      ...pixel('outer'),
      ...taps,
      `let fromTop = i32(iy + ${s.top}u) - i32(ky);`,
      `let fromLeft = i32(ix + ${s.left}u) - i32(kx);`,
      `if (fromTop < 0 || fromLeft < 0 || fromTop >= ${s.outHeight * s.strideY} || fromLeft >= ${s.outWidth * s.strideX}) { return 0.0; }`,
      `return ${code.at(y, `((item * ${s.outHeight}u + u32(fromTop) / ${s.strideY}u) * ${s.outWidth}u + u32(fromLeft) / ${s.strideX}u) * ${s.filters}u + channel`)};`,
    ],
  };
  const right: Side = { along: 'k', reads: [filter], read: (code) => [...taps, `return ${code.at(filter, `((ky * ${s.kernelWidth}u + kx) * ${s.channels}u + outer) * ${s.filters}u + channel`)};`] };
  const place = [...pixel('row'), `if (iy >= ${s.height}u || ix >= ${s.width}u) { return; }`, `let i = ((item * ${s.height}u + iy) * ${s.width}u + ix) * ${s.channels}u + column;`];
  return productKernels({ op, batches: s.strideY * s.strideX, m: s.batch * rows * columns, n: s.channels, k: tapsY * tapsX * s.filters, left, right, place, finish }, lowering);
}
