/** The presentation: by key and by its name, over the whole screen, on and back by arrows, and out by Escape. */
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

test('a model is presented: graph, then its views, in large type, while it trains', async ({ studio, page }) => {
  const { canvas, training } = studio;
  await studio.open();
  await studio.openTemplate('vae');
  await training.ready();
  const stage = page.getByRole('region', { name: 'Presentation' });
  const slide = (title: string) => stage.getByRole('heading', { level: 1 }).filter({ hasText: new RegExp(`${title}$`) });

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
  // Nothing that is written is smaller than 20 px.
  const sizes = await stage.evaluate((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || parent.closest('.visually-hidden') || parent.getClientRects().length === 0) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 20) found.push(`${node.textContent.trim()}: ${size}`);
    }
    return found;
  });
  expect(sizes).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(slide('Graph'), 'there is none before it').toBeVisible();

  await page.keyboard.press('Escape');
  await expect(stage).toHaveCount(0);
  await expect(canvas.nodes).toHaveCount(5);
  await expect(training.button('Pause'), 'it trained on').toBeVisible();

  await studio.command('Present');
  await expect(stage).toBeVisible();
  await stage.getByRole('button', { name: 'Leave the presentation' }).click();
  await expect(stage).toHaveCount(0);
});
