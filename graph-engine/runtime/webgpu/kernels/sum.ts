/** Sums [outer, reduce, inner] → [outer, inner] of what element-wise operations give, and what follows them. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import type { Op, ValueId } from '../../../program/types';
import { finishedInPlace, writeElements, writeOps, type Elements, type ShaderLowering } from '../elements';
import { THREADS, type Code, type Kernel } from '../kernel';
import { copyKernel } from './copy';

export interface Extents {
  readonly outer: number;
  readonly reduce: number;
  readonly inner: number;
}
export interface Sum extends Extents {
  /** Computed at each number that is added up. */
  readonly ops: readonly Op[];
  readonly inputs: readonly ValueId[];
  /** What is added up, and the sum. */
  readonly of: ValueId;
  readonly output: ValueId;
  /** The operation that asks for it; null for one stage of another. */
  readonly op: Op | null;
  /** Done with each sum; its outputs are written in place of the sum, which is among them if anybody else reads it. */
  readonly finish: Elements | null;
}
/** Numbers below which one invocation adds up alone. */
const ALONE = 32;
/** Sums from which they are enough to be done alone. */
const MANY = 16_384;
/** Numbers that one lane reads before it adds them up, where little is computed from each. */
const AHEAD = 4;
const SHORT = 12;
/** Workgroups that a card should have to do, and numbers that are worth one. */
const ENOUGH = 128;
const WORTH = 512;

/** Lanes that go through `reduce` side by side for one sum. */
function lanesOf({ outer, reduce, inner }: Extents): number {
  if (reduce <= ALONE || outer * inner >= MANY) return 1;
  return inner >= 32 ? THREADS / 32 : inner >= 16 ? THREADS / 16 : THREADS;
}
const perGroup = (extents: Extents): number => THREADS / lanesOf(extents);

/** One kernel, or one that adds up parts and one that adds those up. */
export function sumKernels(sum: Sum, lowering: ShaderLowering): readonly Kernel[] {
  const { outer, reduce, inner } = sum;
  const groups = Math.ceil((outer * inner) / perGroup(sum));
  const parts = Math.min(Math.ceil(reduce / WORTH), Math.ceil(ENOUGH / groups));
  if (parts <= 1) return [sumKernel(sum, lowering, 1)];
  const between = lowering.values.temporary([outer, parts, inner]);
  return [
    sumKernel({ ...sum, output: between, finish: null }, lowering, parts),
    sumKernel({ outer, reduce: parts, inner, ops: [], inputs: [between], of: between, output: sum.output, op: null, finish: sum.finish }, lowering, 1),
  ];
}

/** With `parts` over 1, [outer, parts, inner] comes out. */
function sumKernel(sum: Sum, lowering: ShaderLowering, parts: number): Kernel {
  const { outer, reduce, inner, ops, inputs, of, output, op, finish } = sum;
  const chunk = Math.ceil(reduce / parts);
  const lanes = lanesOf({ outer: outer * parts, reduce: chunk, inner });
  const columns = THREADS / lanes;
  const ahead = chunk > 4 * lanes && ops.length < SHORT ? AHEAD : 1;
  const total = outer * parts * inner;
  const store = (code: Code): readonly string[] =>
    finish ? ['let i = k;', ...writeElements(finish, lowering, code, { value: output, name: 'sum' })] : [`${code.at(output, 'k')} = sum;`];
  return {
    name: 'sum',
    ops: [...ops, ...(op ? [op] : []), ...(finish?.ops ?? [])],
    reads: [...new Set([...inputs, ...(finish?.inputs ?? []).filter((input) => input !== output)])],
    writes: finish?.outputs ?? [output],
    inPlace: finishedInPlace(finish, inputs, lowering),
    spans: [],
    vectors: [],
    groups: Math.ceil(total / columns),
    room: 0,
    write(code) {
      const body = writeOps(ops, lowering, code);
      const added = body.nameOf(of);
      const ranges = [
        `let k = group * ${columns}u + lane % ${columns}u;`,
        `let part = (k / ${inner}u) % ${parts}u;`,
        `let first = (k / ${inner * parts}u) * ${reduce * inner}u + k % ${inner}u;`,
        `let end = min((part + 1u) * ${chunk}u, ${reduce}u);`,
        'var sum = 0.0;',
        `if (k < ${total}u) {`,
        // Several are on their way from memory at once.
        `for (var r = part * ${chunk}u + lane / ${columns}u; r < end; r += ${lanes * ahead}u) {`,
        ...Array.from({ length: ahead }, (_, j) => [`var add${j} = 0.0;`, `{ let at = r + ${j * lanes}u;`, 'if (at < end) {', `let i = first + at * ${inner}u;`, ...body.lines, `add${j} = ${added};`, '} }']).flat(),
        `sum += ${Array.from({ length: ahead }, (_, j) => `add${j}`).join(' + ')};`,
        '}',
        '}',
      ];
      if (lanes === 1) return [...ranges, `if (k >= ${total}u) { return; }`, ...store(code)];
      return [
        ...ranges,
        'cells[lane] = sum;',
        'workgroupBarrier();',
        `for (var width = ${THREADS / 2}u; width >= ${columns}u; width >>= 1u) {`,
        'if (lane < width) { sum += cells[lane + width]; cells[lane] = sum; }',
        'workgroupBarrier();',
        '}',
        `if (lane >= ${columns}u || k >= ${total}u) { return; }`,
        ...store(code),
      ];
    },
  };
}

/** A sum over axes that do not lie side by side, or over none that is longer than 1: one run of axes after the other, the last first. */
export function sumOverAxes(op: Op, finish: Elements | null, lowering: ShaderLowering): readonly Kernel[] {
  const { values, fused } = lowering;
  let shape = values.shape(op.inputs[0]!);
  let source = fused.rootOf(op.inputs[0]!);
  const left = attr.numbers(op.attrs, 'axes').filter((axis) => shape[axis] !== 1).toSorted((a, b) => a - b);
  if (left.length === 0) return [copyKernel(source, op.output, lowering)];
  const kernels: Kernel[] = [];
  while (left.length > 0) {
    const last = left.at(-1)!;
    let first = last;
    while (left.length > 0 && (left.at(-1) === first || shape.slice(left.at(-1)! + 1, first).every((size) => size === 1))) first = left.pop()!;
    const extents = { outer: sizeOf(shape.slice(0, first)), reduce: sizeOf(shape.slice(first, last + 1)), inner: sizeOf(shape.slice(last + 1)) };
    const isLast = left.length === 0;
    shape = shape.map((size, axis) => (axis >= first && axis <= last ? 1 : size));
    const output = isLast ? op.output : values.temporary(shape);
    kernels.push(...sumKernels({ ...extents, ops: [], inputs: [source], of: source, output, op: isLast ? op : null, finish: isLast ? finish : null }, lowering));
    source = output;
  }
  return kernels;
}
