import { describe, expect, it } from 'vitest';
import { firstDifference } from './first-difference';

describe('steps beside plain JavaScript', () => {
  it('stay within rounding on wasm', async () => {
    const { worst, left } = await firstDifference('wasm', 'patterns', 3, 1e-3);
    expect(left).toBeNull();
    expect(worst.difference).toBeLessThan(1e-4);
    expect(worst.name).not.toBe('');
  });
  it('are followed to the operation where they leave it, here by rounding', async () => {
    const { left } = await firstDifference('wasm', 'patterns', 3, 1e-12);
    expect(left).toMatchObject({ step: 1, operation: expect.stringMatching(/^\w+ of \w+.* \((forward|backward)\), .*\[4,.*→ \[.*\], is off by \d\.\de-\d+$/) });
  });
});
