/** How the work is shared out; that the shaders give the right numbers is tried in a browser (e2e/specs/backends.spec.ts). */
import { describe, expect, it } from 'vitest';
import { geometryOf } from '../geometry';
import { partsOf } from './filter-grad-glsl';

const geometry = (x: readonly number[], filter: readonly number[], stride = 1) => geometryOf({ strides: [stride, stride], pad: 'same' }, x, filter);
const texelsOf = ([height, width, from, to]: readonly number[]): number => height! * width! * Math.ceil(from! / 2) * Math.ceil(to! / 2);

describe('the parts of a filter’s derivative', () => {
  it('hold every line once, and none is empty', () => {
    for (let batch = 1; batch < 40; batch++) {
      for (const filter of [[1, 1, 1, 1], [3, 3, 1, 16], [5, 5, 16, 32]]) {
        const g = geometry([batch, 13, 9, filter[2]!], filter, 2);
        const { count, lines } = partsOf(g);
        const all = batch * g.outHeight;
        expect(count * lines, `${batch} ${filter.join()}`).toBeGreaterThanOrEqual(all);
        expect((count - 1) * lines, `${batch} ${filter.join()}`).toBeLessThan(all);
      }
    }
  });
  it('are many for the few weights of a first layer, and one where the weights alone fill a GPU', () => {
    const first = [4, 4, 1, 16];
    const { count } = partsOf(geometry([64, 28, 28, 1], first, 2));
    expect(count * texelsOf(first)).toBeGreaterThan(10_000);
    expect(count * texelsOf(first)).toBeLessThan(70_000);
    expect(partsOf(geometry([64, 8, 8, 256], [3, 3, 256, 256])).count).toBe(1);
  });
  it('take no longer to be added up than to be made', () => {
    const g = geometry([128, 28, 28, 1], [1, 1, 1, 1]);
    const { count, lines } = partsOf(g);
    expect(count).toBeLessThan(2 * lines * g.outWidth);
  });
});
