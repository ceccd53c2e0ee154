/** Compute shaders for what is fused. Tensors are flat lists of numbers; a smaller one is broadcast by its index. */
import { sizeOf } from '../../../document/shape';
import { attr } from '../../../program/ops/definition';
import type { ValueId } from '../../../program/types';
import { writeBody, type Body } from './body';
import type { Fused } from './fuse';
import type { ChainUnit, RandomUnit, SumUnit } from './units';
import { randomWgsl } from './random-wgsl';

export interface Shader {
  readonly code: string;
  /** Whether it reads the numbers of the step (binding 0). */
  readonly controls: boolean;
  /** Workgroups. */
  readonly groups: number;
}
export interface WgslContext {
  readonly fused: Pick<Fused, 'rootOf' | 'numbers'>;
  shapeOf(value: ValueId): readonly number[];
}
/** The first words of the numbers of the step: two of the seed, the step, and one left over. */
export const CONTROL_WORDS = 4;
export const WORKGROUP = 64;
const WIDE = 256;

/** Where element `i` of a tensor of shape `to` finds its number in one of shape `from`. */
export function broadcastIndex(from: readonly number[], to: readonly number[], i = 'i'): string {
  const count = sizeOf(from);
  if (count === sizeOf(to)) return i;
  if (count === 1) return '0u';
  const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
  // Axes side by side that are repeated, or kept, together.
  const runs: { size: number; kept: boolean }[] = [];
  to.forEach((size, axis) => {
    if (size === 1) return;
    const kept = padded[axis] !== 1;
    const last = runs.at(-1);
    if (last?.kept === kept) last.size *= size;
    else runs.push({ size, kept });
  });
  let [outer, inner] = [sizeOf(to), count];
  const terms = runs.flatMap(({ size, kept }, position) => {
    outer /= size;
    if (!kept) return [];
    inner /= size;
    const quotient = outer === 1 ? i : `(${i} / ${outer}u)`;
    const digit = position === 0 ? quotient : `(${quotient} % ${size}u)`;
    return [inner === 1 ? digit : `${digit} * ${inner}u`];
  });
  return terms.join(' + ');
}

const notANumber = 'fn isNotANumber(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }';
/** Bindings: the numbers of the step if they are read, the tensors read, the tensors written. */
function declarations(controls: boolean, inputs: number, outputs: number): string {
  const lines = controls ? ['@group(0) @binding(0) var<uniform> controls: array<vec4<u32>, CONTROLS>;'] : [];
  for (let k = 0; k < inputs; k++) lines.push(`@group(0) @binding(${k + 1}) var<storage, read> x${k}: array<f32>;`);
  for (let k = 0; k < outputs; k++) lines.push(`@group(0) @binding(${inputs + k + 1}) var<storage, read_write> y${k}: array<f32>;`);
  return lines.join('\n');
}
const entry = (size: number): string =>
  `@compute @workgroup_size(${size}) fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) lane: u32)`;

function bodyOf(unit: ChainUnit | SumUnit, { fused, shapeOf }: WgslContext): { readonly body: Body; controls(): boolean } {
  let controls = false;
  const body = writeBody(unit.ops, {
    language: 'wgsl',
    fused,
    shapeOf,
    leaf: (leaf, from, to) => `x${unit.inputs.indexOf(leaf)}[${broadcastIndex(from, to)}]`,
    control(index) {
      controls = true;
      const word = CONTROL_WORDS + index;
      return `bitcast<f32>(controls[${Math.floor(word / 4)}].${'xyzw'[word % 4]})`;
    },
  });
  return { body, controls: () => controls };
}

export function chainShader(unit: ChainUnit, context: WgslContext): Shader {
  const { body, controls } = bodyOf(unit, context);
  const writes = unit.outputs.map((output, k) => `y${k}[i] = ${body.nameOf(output)};`);
  const count = sizeOf(context.shapeOf(unit.outputs[0]!));
  const code = [
    declarations(controls(), unit.inputs.length, unit.outputs.length),
    notANumber,
    `${entry(WORKGROUP)} {`,
    `let i = (group.x + group.y * groups.x) * ${WORKGROUP}u + lane;`,
    'if (i >= arrayLength(&y0)) { return; }',
    ...body.lines,
    ...writes,
    '}',
  ].join('\n');
  return { code, controls: controls(), groups: Math.ceil(count / WORKGROUP) };
}

export interface SumStage {
  readonly outer: number;
  readonly reduce: number;
  readonly inner: number;
  /** Parts that the numbers to be added are cut into: [outer, parts, inner] comes out. */
  readonly parts: number;
}
/** One pass where enough is to be done side by side, else one that adds up parts first. */
export function sumStages(outer: number, reduce: number, inner: number): readonly SumStage[] {
  if (reduce <= 8192 || outer * inner >= 256) return [{ outer, reduce, inner, parts: 1 }];
  const parts = Math.min(256, Math.ceil(reduce / 4096));
  return [{ outer, reduce, inner, parts }, { outer, reduce: parts, inner, parts: 1 }];
}
/** `unit` null: the numbers to be added are those of the tensor that is read. */
export function sumShader(unit: SumUnit | null, stage: SumStage, context: WgslContext): Shader {
  const { outer, reduce, inner, parts } = stage;
  const found = unit && bodyOf(unit, context);
  const value = found && unit ? found.body.nameOf(context.fused.rootOf(unit.op.inputs[0]!)) : 'x0[i]';
  const lines = found?.body.lines ?? [];
  const controls = found?.controls() ?? false;
  const total = outer * parts * inner;
  const chunk = Math.ceil(reduce / parts);
  const alone = reduce <= 64 || total >= 4096;
  const size = alone ? WORKGROUP : WIDE;
  const range = [
    `let part = (k / ${inner}u) % ${parts}u;`,
    `let first = (k / ${inner * parts}u) * ${reduce * inner}u + k % ${inner}u;`,
    `let end = min((part + 1u) * ${chunk}u, ${reduce}u);`,
    'var sum = 0.0;',
  ];
  const loop = (start: string, step: string): string[] => [`for (var r = ${start}; r < end; r += ${step}) {`, `let i = first + r * ${inner}u;`, ...lines, `sum += ${value};`, '}'];
  const code = alone
    ? [
        `${entry(size)} {`,
        `let k = (group.x + group.y * groups.x) * ${size}u + lane;`,
        `if (k >= ${total}u) { return; }`,
        ...range,
        ...loop(`part * ${chunk}u`, '1u'),
        'y0[k] = sum;',
        '}',
      ]
    : [
        `var<workgroup> sums: array<f32, ${size}>;`,
        `${entry(size)} {`,
        'let k = group.x + group.y * groups.x;',
        ...range,
        `if (k < ${total}u) {`,
        ...loop(`part * ${chunk}u + lane`, `${size}u`),
        '}',
        'sums[lane] = sum;',
        'workgroupBarrier();',
        `for (var width = ${size / 2}u; width > 0u; width >>= 1u) {`,
        'if (lane < width) { sums[lane] += sums[lane + width]; }',
        'workgroupBarrier();',
        '}',
        `if (lane == 0u && k < ${total}u) { y0[k] = sums[0]; }`,
        '}',
      ];
  return { code: [declarations(controls, unit?.inputs.length ?? 1, 1), notANumber, ...code].join('\n'), controls, groups: alone ? Math.ceil(total / size) : total };
}

export function randomShader(unit: RandomUnit, context: WgslContext): Shader {
  const { op } = unit;
  const blocks = Math.ceil(sizeOf(context.shapeOf(op.output)) / 4);
  const code = [
    declarations(true, 0, 1),
    randomWgsl,
    `${entry(WORKGROUP)} {`,
    `let block = (group.x + group.y * groups.x) * ${WORKGROUP}u + lane;`,
    'let i = block * 4u;',
    'let count = arrayLength(&y0);',
    'if (i >= count) { return; }',
    `let numbers = ${op.kind === 'randomNormal' ? 'normal' : 'uniform4'}(block, ${attr.number(op.attrs, 'stream') >>> 0}u);`,
    'for (var j = 0u; j < min(4u, count - i); j++) { y0[i + j] = numbers[j]; }',
    '}',
  ].join('\n');
  return { code, controls: true, groups: Math.ceil(blocks / WORKGROUP) };
}
