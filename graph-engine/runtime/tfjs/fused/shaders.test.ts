/** The text of the shaders; that they compile and give the right numbers is tried in a browser (e2e/specs/backends.spec.ts) and by `npm run bench -- gpu`. */
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../document/shape';
import { literal } from './elements';
import { stageShape, sumForm, sumGlslStages } from './glsl';

/** The value of an expression of WGSL over whole numbers. */
function indexAt(expression: string, i: number): number {
  const tokens = expression.match(/\d+|[i()+*/%]/g)!;
  const sum = (): number => {
    let value = product();
    while (tokens[0] === '+') value += (tokens.shift(), product());
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (/^[*/%]$/.test(tokens[0] ?? '')) {
      const operator = tokens.shift();
      const right = atom();
      value = operator === '*' ? value * right : operator === '/' ? Math.floor(value / right) : value % right;
    }
    return value;
  };
  const atom = (): number => {
    const token = tokens.shift()!;
    if (token !== '(') return token === 'i' ? i : Number(token);
    const value = sum();
    tokens.shift();
    return value;
  };
  return sum();
}
const strides = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

describe('shaders', () => {
  it('write constants as the language reads them, and none that it cannot', () => {
    expect(literal(2, 'wgsl')).toBe('2.0');
    expect(literal(-1e-7, 'wgsl')).toMatch(/^\(-\d.*e-\d+\)$/);
    expect(literal(0.5, 'glsl')).toBe('vec4(0.5)');
    expect(() => literal(Infinity, 'glsl')).toThrow(/^internal:/);
  });
  it.each([
    [[], [3, 5]], [[5], [3, 5]], [[3, 1], [3, 5]], [[1, 5], [3, 5]], [[2, 1, 1, 5], [2, 3, 4, 5]], [[2, 3, 1, 1], [2, 3, 4, 5]], [[1, 3, 1, 5], [2, 3, 4, 5]], [[2, 1, 4, 1], [2, 3, 4, 5]], [[4, 5], [2, 3, 4, 5]],
  ] as const)('broadcast %j to %j', (from, to) => {
    const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
    const steps = strides(padded).map((stride, axis) => (padded[axis] === 1 ? 0 : stride));
    const expression = broadcastIndex(from, to);
    for (let i = 0; i < sizeOf(to); i++) {
      const expected = strides(to).reduce((sum, stride, axis) => sum + (Math.floor(i / stride) % to[axis]!) * steps[axis]!, 0);
      expect(indexAt(expression, i), `${expression} at ${i}`).toBe(expected);
    }
  });
  it('cut long sums into stages that end in the right shape', () => {
    for (const [outer, reduce, inner] of [[1, 7, 1], [1, 100_352, 1], [1, 25_088, 16], [128, 784, 1], [4, 9000, 3]] as const) {
      const stages = sumStages(outer, reduce, inner);
      expect(stages.at(-1)).toMatchObject({ outer, inner, parts: 1 });
      expect(stages[0]).toMatchObject({ outer, reduce, inner });
      if (stages[1]) expect(stages[1].reduce).toBe(stages[0]!.parts);
    }
    for (const [outer, reduce, inner, shape] of [[1, 100_352, 1, [128, 784]], [1, 25_088, 16, [128, 14, 14, 16]], [128, 784, 1, [128, 28, 28]], [1, 7, 1, [7]]] as const) {
      const stages = sumGlslStages(outer, reduce, inner, shape);
      expect(sizeOf(stageShape(stages.at(-1)!))).toBe(outer * inner);
      expect(sizeOf(stages[0]!.shape)).toBe(outer * reduce * inner);
      if (stages[1]) expect(sizeOf(stages[1].shape)).toBe(sizeOf(stageShape(stages[0]!)));
    }
    expect(sumForm(3, 4)).toBeNull();
  });
});
