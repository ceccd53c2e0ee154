/** What is read of a page that may not have come to rest. */
import { expect } from '@playwright/test';

/** The value that `read` gives twice in a row, a third of a second apart. */
export async function resting<T extends string | number>(read: () => Promise<T>): Promise<T> {
  let before: T | undefined;
  await expect(async () => {
    const now = await read();
    const moved = now !== before;
    before = now;
    expect(moved, 'it still changes').toBe(false);
  }).toPass({ intervals: [333] });
  return before!;
}
