/** Operations that give each number from one or a few others, found by its index. */
import { sizeOf } from '../../../document/shape';
import type { OpKind } from '../../../program/ops';
import { attr } from '../../../program/ops/definition';
import type { Attrs, Op, ValueId } from '../../../program/types';
import { broadcastIndex } from '../broadcast';
import { finishedInPlace, writeElements, type Elements, type ShaderLowering } from '../elements';
import { number, type Kernel } from '../kernel';
import { eachKernel } from './each';

interface MapContext {
  /** Number `index` of operand `operand`. */
  read(operand: number, index: string): string;
  readonly shapes: readonly (readonly number[])[];
  readonly shape: readonly number[];
  readonly attrs: Attrs;
  /** Of the type of what is moved. */
  readonly zero: string;
}
/** Statements that set `value` from the operands at index `i`. */
type Write = (context: MapContext) => readonly string[];

const strides = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
/** The position of `i` along every axis. */
function positions(shape: readonly number[], i = 'i'): readonly string[] {
  return strides(shape).map((stride, axis) => `${i}${stride === 1 ? '' : ` / ${stride}u`}${axis === 0 ? '' : ` % ${shape[axis]}u`}`);
}
const dot = (places: readonly string[], steps: readonly number[]): string => places.map((place, axis) => `(${place}) * ${steps[axis]}u`).join(' + ') || '0u';

const window: Write = ({ read, shapes, shape, attrs }) => {
  const [rows, columns] = attr.numbers(attrs, 'size') as [number, number];
  const [n, y, x, c] = positions(shape);
  return [
    `let corner = (((${n}) * ${shapes[0]![1]}u + (${y}) * ${rows}u) * ${shapes[0]![2]}u + (${x}) * ${columns}u) * ${shape[3]}u + (${c});`,
    `for (var wy = 0u; wy < ${rows}u; wy++) { for (var wx = 0u; wx < ${columns}u; wx++) {`,
    `let one = ${read(0, `corner + (wy * ${shapes[0]![2]}u + wx) * ${shape[3]}u`)};`,
  ];
};
const rowOf = (i: string, size: number): string => (size === 1 ? i : `${i} / ${size}u`);

const writes: Partial<Record<OpKind, Write>> = {
  constant: ({ attrs }) => [`let value = ${number(attr.number(attrs, 'value'))};`],
  transpose: ({ read, shapes, shape, attrs }) => {
    const steps = strides(shapes[0]!);
    return [`let value = ${read(0, dot(positions(shape), attr.numbers(attrs, 'perm').map((axis) => steps[axis]!)))};`];
  },
  broadcastTo: ({ read, shapes, shape }) => [`let value = ${read(0, broadcastIndex(shapes[0]!, shape))};`],
  slice: ({ read, shapes, shape, attrs }) => {
    const begin = attr.numbers(attrs, 'begin');
    return [`let value = ${read(0, dot(positions(shape).map((place, axis) => `${place} + ${begin[axis]}u`), strides(shapes[0]!)))};`];
  },
  pad: ({ read, shapes, shape, attrs, zero }) => {
    const before = attr.numbers(attrs, 'amounts').filter((_, i) => i % 2 === 0);
    const places = positions(shape).map((place, axis) => `(${place}) - ${before[axis]}u`);
    // What lies before the beginning wraps round to a large number.
    const inside = places.map((place, axis) => `${place} < ${shapes[0]![axis]}u`).join(' && ');
    return [`var value = ${zero};`, `if (${inside || 'true'}) { value = ${read(0, dot(places, strides(shapes[0]!)))}; }`];
  },
  upsample: ({ read, shapes, shape, attrs }) => {
    const [rows, columns] = attr.numbers(attrs, 'size') as [number, number];
    const [n, y, x, c] = positions(shape) as [string, string, string, string];
    return [`let value = ${read(0, dot([n, `(${y}) / ${rows}u`, `(${x}) / ${columns}u`, c], strides(shapes[0]!)))};`];
  },
  avgPool: (context) => {
    const [rows, columns] = attr.numbers(context.attrs, 'size') as [number, number];
    return ['var value = 0.0;', ...window(context), 'value += one;', '} }', `value /= ${number(rows * columns)};`];
  },
  // A comparison keeps what is no number already, where max may give the other.
  maxPool: (context) => ['var value = -3.4028234e38;', ...window(context), 'value = select(value, one, one > value || isNotANumber(one));', '} }'],
  oneHot: ({ read, attrs }) => {
    const depth = attr.number(attrs, 'depth');
    return [`let value = select(0.0, 1.0, ${read(0, `i / ${depth}u`)} == i32(i % ${depth}u));`];
  },
  gather: ({ read, shapes }) => {
    const size = sizeOf(shapes[0]!.slice(1));
    // Out of range, as no index of ours is, the nearest row.
    return [`let line = u32(clamp(${read(1, rowOf('i', size))}, 0, ${shapes[0]![0]! - 1}));`, `let value = ${read(0, size === 1 ? 'line' : `line * ${size}u + i % ${size}u`)};`];
  },
  toInt: ({ read }) => [`let value = i32(${read(0, 'i')});`],
  toFloat: ({ read }) => [`let value = f32(${read(0, 'i')});`],
};
export const isMap = (kind: OpKind): boolean => writes[kind] !== undefined;

export function mapKernel(op: Op, finish: Elements | null, lowering: ShaderLowering): Kernel {
  const { values, fused } = lowering;
  const inputs = op.inputs.map((input) => fused.rootOf(input));
  return eachKernel({
    name: op.kind,
    ops: [op, ...(finish?.ops ?? [])],
    reads: [...new Set([...inputs, ...(finish?.inputs ?? []).filter((input) => input !== op.output)])],
    writes: finish?.outputs ?? [op.output],
    inPlace: finishedInPlace(finish, inputs, lowering),
    count: values.count(op.output),
    write: (code) => [
      ...writes[op.kind]!({
        read: (operand, index) => code.at(inputs[operand]!, index),
        shapes: op.inputs.map((input) => values.shape(input)),
        shape: values.shape(op.output),
        attrs: op.attrs,
        zero: values.isInteger(op.output) ? '0i' : '0.0',
      }),
      ...(finish ? writeElements(finish, lowering, code, { value: op.output, name: 'value' }) : [`${code.at(op.output, 'i')} = value;`]),
    ],
  });
}

/** One operand of a concatenation: it has its part of the result, which kernels of the others fill. */
export function concatKernels(op: Op, { values, fused }: ShaderLowering): readonly Kernel[] {
  const axis = attr.number(op.attrs, 'axis');
  const shape = values.shape(op.output);
  const pitch = sizeOf(shape.slice(axis));
  let before = 0;
  return op.inputs.map((input): Kernel => {
    const source: ValueId = fused.rootOf(input);
    const [own, offset] = [sizeOf(values.shape(input).slice(axis)), before];
    before += own;
    return eachKernel({
      name: 'concat',
      ops: [op],
      reads: [source],
      writes: [op.output],
      count: values.count(input),
      write: (code) => [`${code.at(op.output, `i / ${own}u * ${pitch}u + ${offset}u + i % ${own}u`)} = ${code.at(source, 'i')};`],
    });
  });
}
