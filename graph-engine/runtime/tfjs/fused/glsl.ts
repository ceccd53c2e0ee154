/**
 * Fragment shaders for what is fused, for tfjs's packed textures: a texel holds two by two numbers of the last two axes, and what lies outside of the
 * tensor must be 0, because matrix products read it.
 */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import type { Op, ValueId } from '../../../program/types';
import { writeBody, type Body } from '../../fused/body';
import type { Fused } from '../../fused/fuse';
import { randomGlsl } from './random-glsl';
import type { ChainUnit, RandomUnit, SumUnit } from '../../fused/units';

export interface GlslContext {
  readonly fused: Pick<Fused, 'rootOf' | 'numbers'>;
  shapeOf(value: ValueId): readonly number[];
}
export interface GlslShader {
  readonly code: string;
  /** Shapes that the tensors are read in, where it is not their own. */
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShape: readonly number[];
  /** Tensors that it writes, all of that shape. */
  readonly outputs: number;
}
const helpers = `
bvec4 isNotANumber(vec4 x) { return greaterThan(floatBitsToUint(x) & uvec4(0x7fffffffu), uvec4(0x7f800000u)); }`;
const samplerOf = (k: number): string => `X${k}`;
const fields = 'xyzwuv';

/** A function that puts zeros where a texel goes beyond the tensor. */
export function trim(shape: readonly number[]): string {
  const rank = shape.length;
  const [row, column] = [`coords.${fields[rank - 2]}`, `coords.${fields[rank - 1]}`];
  const type = rank <= 4 ? `ivec${rank}` : rank === 5 ? 'ivec5' : 'ivec6';
  const lines =
    sizeOf(shape) === 1
      ? ['result = vec4(result.x, 0.0, 0.0, 0.0);']
      : rank === 1
        ? [`result = vec4(result.x, getOutputCoords() + 1 < ${shape[0]} ? result.y : 0.0, 0.0, 0.0);`]
        : [
            `${type} coords = getOutputCoords();`,
            `if (${column} + 1 >= ${shape[rank - 1]}) { result.yw = vec2(0.0); }`,
            `if (${row} + 1 >= ${shape[rank - 2]}) { result.zw = vec2(0.0); }`,
          ];
  return ['vec4 trim(vec4 result) {', ...lines, 'return result;', '}'].join('\n');
}
/** Outputs beside the first, which tfjs declares. */
export const declareOutput = (k: number): string => `layout(location = ${k}) out vec4 output${k};`;
const arithmetic = (ops: readonly Op[], context: GlslContext, leaf: (leaf: ValueId) => string): Body =>
  writeBody(ops, { language: 'glsl', fused: context.fused, shapeOf: context.shapeOf, leaf, control: (index) => `vec4(controls[${index}])` });

export function chainGlsl(unit: ChainUnit, context: GlslContext): GlslShader {
  const outputShape = context.shapeOf(unit.outputs[0]!);
  const { lines, nameOf } = arithmetic(unit.ops, context, (leaf) => `get${samplerOf(unit.inputs.indexOf(leaf))}AtOutCoords()`);
  const [first, ...others] = unit.outputs.map((output) => `trim(${nameOf(output)})`);
  const code = [
    helpers,
    trim(outputShape),
    ...others.map((_, k) => declareOutput(k + 1)),
    'void main() {',
    ...lines,
    `setOutput(${first});`,
    ...others.map((value, k) => `output${k + 1} = ${value};`),
    '}',
  ].join('\n');
  return { code, outputShape, outputs: unit.outputs.length, inputShapes: unit.inputs.map((leaf) => (sizeOf(context.shapeOf(leaf)) === 1 ? [] : context.shapeOf(leaf))) };
}

/** How the sum [outer, reduce, inner] → [outer, inner] is taken; `all` adds up everything, in the layout that the tensor has. */
export type SumForm = 'all' | 'columns' | 'rows';
export function sumForm(outer: number, inner: number): SumForm | null {
  if (inner === 1) return outer === 1 ? 'all' : 'rows';
  return outer === 1 ? 'columns' : null;
}
export interface GlslStage {
  readonly form: SumForm;
  /** The shape that what is added up is read in: [planes, rows, columns]. */
  readonly shape: readonly [number, number, number];
  /** Parts that are added up apart; even, or 1. */
  readonly parts: number;
}
/** Texels that one pass over everything, or rows that one pass over columns, leaves to one place at most. */
const LONGEST = 1024;
const halves = (count: number): number => Math.ceil(count / 2);
const partsOf = (work: number): number => (work <= LONGEST ? 1 : 2 * Math.ceil(Math.sqrt(work) / 2));

export function sumGlslStages(outer: number, reduce: number, inner: number, shape: readonly number[]): readonly GlslStage[] {
  const form = sumForm(outer, inner)!;
  if (form === 'rows') return [{ form, shape: [1, outer, reduce], parts: 1 }];
  if (form === 'columns') {
    const parts = partsOf(reduce);
    const first: GlslStage = { form, shape: [1, reduce, inner], parts };
    return parts === 1 ? [first] : [first, { form, shape: [1, parts, inner], parts: 1 }];
  }
  const [columns, rows] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
  const planes = sizeOf(shape) / (rows * columns);
  const parts = partsOf(planes * halves(rows) * halves(columns));
  const first: GlslStage = { form, shape: [planes, rows, columns], parts };
  return parts === 1 ? [first] : [first, { form, shape: [1, 1, parts], parts: 1 }];
}
export function stageShape({ form, shape: [, rows, columns], parts }: GlslStage): readonly number[] {
  if (form === 'rows') return [rows];
  if (form === 'columns') return parts === 1 ? [columns] : [parts, columns];
  return parts === 1 ? [] : [parts];
}

/** `unit` null: the numbers to be added are those of the tensor that is read. */
export function sumGlsl(unit: SumUnit | null, stage: GlslStage, context: GlslContext): GlslShader {
  const [planes, rows, columns] = stage.shape;
  const leaves = unit?.inputs ?? [];
  const scalar = (leaf: ValueId): boolean => sizeOf(context.shapeOf(leaf)) === 1;
  const read = (k: number): string => `get${samplerOf(k)}(plane, row, column)`;
  const { lines, nameOf } = arithmetic(unit?.ops ?? [], context, (leaf) => (scalar(leaf) ? `vec4(get${samplerOf(leaves.indexOf(leaf))}().x)` : read(leaves.indexOf(leaf))));
  const value = unit ? nameOf(context.fused.rootOf(unit.op.inputs[0]!)) : read(0);
  const texel = [
    'vec4 texel(int plane, int row, int column) {',
    ...lines,
    `vec4 result = ${value};`,
    ...(columns % 2 ? [`if (column + 1 >= ${columns}) { result.yw = vec2(0.0); }`] : []),
    ...(rows % 2 ? [`if (row + 1 >= ${rows}) { result.zw = vec2(0.0); }`] : []),
    'return result;',
    '}',
  ];
  const outputShape = stageShape(stage);
  const code = [helpers, trim(outputShape), ...texel, ...sums[stage.form](stage), 'void main() {', ...places[stage.form](stage), 'setOutput(trim(result));', '}'].join('\n');
  return { code, outputShape, outputs: 1, inputShapes: unit ? leaves.map((leaf) => (scalar(leaf) ? [] : [planes, rows, columns])) : [[planes, rows, columns]] };
}
/** For each form, a function that gives what belongs to one place of the output, or two. */
const sums: Readonly<Record<SumForm, (stage: GlslStage) => string[]>> = {
  all({ shape: [planes, rows, columns], parts }) {
    const [down, across] = [halves(rows), halves(columns)];
    const total = planes * down * across;
    const chunk = Math.ceil(total / parts);
    return [
      'float added(int part) {',
      'vec4 sum = vec4(0.0);',
      `for (int i = part * ${chunk}; i < min((part + 1) * ${chunk}, ${total}); i++) {`,
      `sum += texel(i / ${down * across}, i / ${across} % ${down} * 2, i % ${across} * 2);`,
      '}',
      'return sum.x + sum.y + sum.z + sum.w;',
      '}',
    ];
  },
  columns({ shape: [, rows], parts }) {
    const chunk = Math.ceil(rows / parts / 2) * 2;
    return [
      'vec2 added(int part, int column) {',
      'vec4 sum = vec4(0.0);',
      `for (int row = part * ${chunk}; row < min((part + 1) * ${chunk}, ${rows}); row += 2) { sum += texel(0, row, column); }`,
      'return sum.xy + sum.zw;',
      '}',
    ];
  },
  rows({ shape: [, , columns] }) {
    return ['vec2 added(int row) {', 'vec4 sum = vec4(0.0);', `for (int column = 0; column < ${columns}; column += 2) { sum += texel(0, row, column); }`, 'return sum.xz + sum.yw;', '}'];
  },
};
const places: Readonly<Record<SumForm, (stage: GlslStage) => string[]>> = {
  all: ({ parts }) => (parts === 1 ? ['vec4 result = vec4(added(0));'] : ['int part = getOutputCoords();', 'vec4 result = vec4(added(part), added(part + 1), 0.0, 0.0);']),
  columns: ({ parts }) =>
    parts === 1
      ? ['vec4 result = vec4(added(0, getOutputCoords()), 0.0, 0.0);']
      : ['ivec2 place = getOutputCoords();', 'vec4 result = vec4(added(place.x, place.y), added(place.x + 1, place.y));'],
  rows: () => ['vec4 result = vec4(added(getOutputCoords()), 0.0, 0.0);'],
};

/** The output is read as [planes, rows, columns], which has its layout. */
export function randomGlslShader(unit: RandomUnit, context: GlslContext): GlslShader {
  const shape = context.shapeOf(unit.op.output);
  const [columns, rows] = [shape.at(-1) ?? 1, shape.at(-2) ?? 1];
  const outputShape = [sizeOf(shape) / (rows * columns), rows, columns];
  const place = (row: number, column: number): string => `number((place.x * ${rows} + place.y + ${row}) * ${columns} + place.z + ${column})`;
  const code = [
    helpers,
    trim(outputShape),
    randomGlsl,
    `float number(int i) { return ${unit.op.kind === 'randomNormal' ? 'normal' : 'uniform1'}(uint(i), ${attr.number(unit.op.attrs, 'stream') >>> 0}u); }`,
    'void main() {',
    'ivec3 place = getOutputCoords();',
    `vec4 result = vec4(${place(0, 0)}, ${place(0, 1)}, ${place(1, 0)}, ${place(1, 1)});`,
    'setOutput(trim(result));',
    '}',
  ].join('\n');
  return { code, outputShape, outputs: 1, inputShapes: [] };
}
