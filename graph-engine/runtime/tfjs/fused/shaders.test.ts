/** The text of the shaders; that they compile and give the right numbers is tried in a browser (e2e/specs/backends.spec.ts) and by `npm run gpu`. */
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../../document/shape';
import { literal } from '../../fused/elements';
import { stageShape, sumForm, sumGlslStages } from './glsl';

describe('shaders', () => {
  it('write constants as the language reads them, and none that it cannot', () => {
    expect(literal(2, 'wgsl')).toBe('2.0');
    expect(literal(-1e-7, 'wgsl')).toMatch(/^\(-\d.*e-\d+\)$/);
    expect(literal(0.5, 'glsl')).toBe('vec4(0.5)');
    expect(() => literal(Infinity, 'glsl')).toThrow(/^internal:/);
  });
  it('cut long sums into stages that end in the right shape', () => {
    for (const [outer, reduce, inner, shape] of [[1, 100_352, 1, [128, 784]], [1, 25_088, 16, [128, 14, 14, 16]], [128, 784, 1, [128, 28, 28]], [1, 7, 1, [7]]] as const) {
      const stages = sumGlslStages(outer, reduce, inner, shape);
      expect(sizeOf(stageShape(stages.at(-1)!))).toBe(outer * inner);
      expect(sizeOf(stages[0]!.shape)).toBe(outer * reduce * inner);
      if (stages[1]) expect(sizeOf(stages[1].shape)).toBe(sizeOf(stageShape(stages[0]!)));
    }
    expect(sumForm(3, 4)).toBeNull();
  });
});
