/** The presentation: by key and by its name, over the whole screen, on and back by arrows, and out by Escape. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

/** Words that are seen smaller than 20 pixels, at the zoom that they stand at. */
const smallWords = (stage: Locator): Promise<readonly string[]> =>
  stage.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('.visually-hidden') || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      // A drawing that is left out has words that say they are seen.
      let around: Element | null = parent;
      while (around && getComputedStyle(around).display !== 'none') around = around.parentElement;
      if (around) continue;
      const viewport = parent.closest('.react-flow__viewport');
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) * (viewport ? new DOMMatrix(getComputedStyle(viewport).transform).a : 1);
      if (size < 19.9) found.push(`${node.textContent.trim()}: ${size}`);
    }
    return found;
  });

/** Names of cards that lack their end. */
const cutNames = (stage: Locator): Promise<readonly string[]> =>
  stage.locator('.react-flow__node-card h3').evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth + 1 || name.scrollHeight > name.clientHeight + 2).map((name) => name.textContent ?? ''));

test('a model is presented: graph, then its views, in large type, while it trains', async ({ studio, page }) => {
  const { canvas, training } = studio;
  await studio.open();
  await studio.openTemplate('vae');
  await training.ready();
  const stage = page.getByRole('region', { name: 'Presentation' });
  const slide = (title: string) => stage.getByRole('heading', { level: 1 }).filter({ hasText: new RegExp(`${title}$`) });

  await canvas.root.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await canvas.still();
  const seen = await canvas.viewport();
  await canvas.root.focus();
  await page.keyboard.press('f');
  await expect(slide('Graph')).toBeVisible();
  await expect(page.getByRole('menubar')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Palette' })).toHaveCount(0);
  await expect(stage.getByTestId('graph').locator('.react-flow__node-card')).toHaveCount(5);
  await training.train();
  await training.past(3);

  await page.keyboard.press('ArrowRight');
  await expect(slide('Loss')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(slide('Reconstructions')).toBeVisible();
  await expectPicture(stage.getByRole('img', { name: 'Their reconstructions' }).first());
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(slide('Graph'), 'there is none before it').toBeVisible();

  await page.keyboard.press('Escape');
  await expect(stage).toHaveCount(0);
  await expect.poll(canvas.viewport, 'as the hand left it').toEqual(seen);
  await expect(canvas.nodes).toHaveCount(5);
  await expect(training.button('Pause'), 'it trained on').toBeVisible();

  await studio.command('Present');
  await expect(stage).toBeVisible();
  await stage.getByRole('button', { name: 'Leave the presentation' }).click();
  await expect(stage).toHaveCount(0);
});

test('on every page of it nothing that is written is smaller than 20 pixels, and no name lacks its end', async ({ studio, page }) => {
  test.setTimeout(180_000);
  await studio.open();
  const stage = page.getByRole('region', { name: 'Presentation' });
  const next = stage.getByRole('button', { name: 'Next', exact: true });
  // Between them the first two have every kind of page; the window of the last is that of a screen at a zoom of 150 %, where the graph comes in parts.
  for (const [id, width, height, parts] of [['anomaly-fraud', 1440, 900, null], ['vq-vae', 1440, 900, null], ['vae', 960, 600, /^Graph 2\/\d$/]] as const) {
    await studio.openTemplate(id);
    await studio.training.ready();
    await studio.training.button('One step').click();
    await expect(studio.training.bar).toContainText('step 1');
    await page.setViewportSize({ width, height });
    await studio.command('Present');
    await expect(stage).toBeVisible();
    if (parts) await expect(stage.getByRole('button', { name: parts })).toBeVisible();
    for (;;) {
      const name = (await stage.locator('[aria-current="page"]').getAttribute('aria-label'))!;
      await expect(stage.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`${name}$`));
      await expect(stage.locator('[aria-busy="true"]:visible').filter({ hasNot: page.getByRole('button') })).toHaveCount(0);
      await expect.poll(() => smallWords(stage), `${id}: ${name}`).toEqual([]);
      await expect.poll(() => cutNames(stage), `${id}: ${name}`).toEqual([]);
      if (await next.isDisabled()) break;
      await page.keyboard.press('PageDown');
      await expect(stage.locator(`[aria-current="page"][aria-label="${name}"]`)).toHaveCount(0);
    }
    await page.keyboard.press('Escape');
    await expect(stage).toHaveCount(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
