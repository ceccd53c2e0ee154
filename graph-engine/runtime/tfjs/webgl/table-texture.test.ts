/** The textures of tables; that the shader gathers what stands in them is tried in a browser (e2e/specs/backends.spec.ts). */
import { describe, expect, it } from 'vitest';
import { textureSize } from './table-texture';

describe('the texture of a table', () => {
  it('has room for every number, and not a line too many', () => {
    for (const count of [1, 3, 4, 5, 16_384, 16_385, 1_000_000, 2 ** 24]) {
      const { width, height } = textureSize(count, 8192)!;
      expect(4 * width * height, String(count)).toBeGreaterThanOrEqual(count);
      expect(4 * width * (height - 1), String(count)).toBeLessThan(count);
    }
  });
  it('is none where the GPU allows no such sides', () => {
    expect(textureSize(4 * 64 * 64, 64)).toEqual({ width: 64, height: 64 });
    expect(textureSize(4 * 64 * 64 + 1, 64)).toBeNull();
  });
});
