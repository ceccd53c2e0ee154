/** The arithmetic of a shader: one line for each operation. */
import type { Op, ValueId } from '../../program/types';
import { literal, writeElement, type ElementKind, type Language } from './elements';
import type { Fused } from './fuse';

export interface BodyContext {
  readonly language: Language;
  readonly fused: Pick<Fused, 'rootOf' | 'numbers'>;
  shapeOf(value: ValueId): readonly number[];
  /** The number, or the texel, of tensor `leaf` that belongs to the place in hand; `from` is its shape as the operation sees it, `to` that of the result. */
  leaf(leaf: ValueId, from: readonly number[], to: readonly number[]): string;
  /** Number `index` of the step. */
  control(index: number): string;
}
export interface Body {
  readonly lines: readonly string[];
  /** What a value is called, or how it is read. */
  nameOf(value: ValueId): string;
}

export function writeBody(ops: readonly Op[], context: BodyContext): Body {
  const { language, fused } = context;
  const names = new Map<ValueId, string>();
  const nameOf = (value: ValueId, to: readonly number[]): string => {
    const root = fused.rootOf(value);
    const known = names.get(root);
    if (known) return known;
    const number = fused.numbers.get(root);
    if (!number) return context.leaf(root, context.shapeOf(value), to);
    return 'constant' in number ? literal(number.constant, language) : context.control(number.control);
  };
  const type = language === 'wgsl' ? 'let' : 'vec4';
  const lines = ops.map((op, i) => {
    const [a, b] = op.inputs.map((input) => nameOf(input, context.shapeOf(op.output)));
    names.set(op.output, `t${i}`);
    return `${type} t${i} = ${writeElement(op.kind as ElementKind, language, a!, b ?? '')};`;
  });
  return { lines, nameOf: (value) => nameOf(value, context.shapeOf(value)) };
}
