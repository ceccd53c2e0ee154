/** Waits for something in a page whose policy forbids text as code: Playwright's own `waitForFunction` makes a function of it there. */
import type { Page } from '@playwright/test';

export interface Patience {
  readonly everyMs: number;
  readonly timeoutMs: number;
}

/** @throws when `expression` has not become true in time. */
export async function waitInPage(page: Page, expression: string, { everyMs, timeoutMs }: Patience): Promise<void> {
  for (const start = performance.now(); performance.now() - start < timeoutMs; await page.waitForTimeout(everyMs)) {
    if (await page.evaluate<boolean>(`Boolean(${expression})`)) return;
  }
  throw new Error(`After ${timeoutMs / 1000} s this is still not so in the page: ${expression}`);
}
