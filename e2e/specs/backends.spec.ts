/** Every template takes the same training step on every backend of the browser. WebGL and WebGPU run on a software renderer here: slow, and right. */
import { expect, test } from '@playwright/test';
import type * as engineEntry from '../fixtures/engine-entry';
import { openEngine } from '../fixtures/engine-page';
import { templates } from '@/templates/registry';

declare global {
  var engine: typeof engineEntry;
}

for (const backend of ['wasm', 'tfjs-wasm', 'webgl', 'webgpu'] as const) {
  test(`${backend} takes the same training step as plain JavaScript, for every template`, async ({ page }) => {
    test.setTimeout(420_000);
    await openEngine(page);
    for (const id of Object.keys(templates) as (keyof typeof templates)[]) {
      const worst = await page.evaluate(async ([name, template]) => globalThis.engine.compareStep(name, template), [backend, id] as const);
      expect.soft(worst.difference, `${id}: ${worst.name}`).toBeLessThan(1e-3);
    }
  });
}
