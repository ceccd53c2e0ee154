/** Small untruths of the editor: what is said is what is there, and nothing lies over what it does not belong to. */
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures/studio';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const boxOf = async (locator: Locator): Promise<Box> => (await locator.boundingBox())!;
const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('problems are counted once, an error is no warning, and nothing lies over menus, tabs or pictures', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.training.ready();

  await test.step('the title beside the menus at 720 × 450', async () => {
    await page.setViewportSize({ width: 720, height: 450 });
    const name = await boxOf(page.getByRole('textbox', { name: 'Document name' }));
    const menus = await page.getByRole('menuitem').all();
    for (const menu of menus) expect(overlap(await boxOf(menu), name)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('a message is over no picture of the model, with buttons of this theme', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await studio.openTemplate('vae');
    const toast = studio.notice('is open');
    await studio.drawer.open();
    expect(overlap(await boxOf(toast), await boxOf(studio.drawer.root))).toBe(false);
    const colourOf = (locator: Locator): Promise<string> => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colourOf(toast.getByRole('button', { name: 'Go back' }))).toBe(await colourOf(studio.training.button('Train')));
    // What lies under its words can be pressed.
    const isHit = (locator: Locator): Promise<boolean> =>
      locator.evaluate((element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('[data-sonner-toast]') instanceof Element;
      });
    expect(await isHit(toast.getByText('is open'))).toBe(false);
    await expect.poll(() => isHit(toast.getByRole('button', { name: 'Go back' }))).toBe(true);
    await toast.getByRole('button', { name: 'Close toast' }).click();
  });

  await test.step('as many problems on the button as in the list, and it is no disabled button', async () => {
    await expect(page.locator('[data-sonner-toast]')).toHaveCount(0, { timeout: 20_000 });
    await canvas.still();
    await canvas.selectWire('Latent', 'Decoder');
    await page.keyboard.press('Delete');
    await expect(canvas.wire('Latent', 'Decoder')).toHaveCount(0);
    await canvas.selectWire('Digits', 'Reconstruction');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Escape');
    const problems = inspector.root.getByTestId('problem-list').locator('[data-code]');
    await expect.poll(() => problems.count()).toBeGreaterThan(1);
    const listed = await problems.count();
    await expect(studio.problems).toHaveText(new RegExp(`${listed} problems`));
    await expect(studio.problems).toBeEnabled();
    await expect(inspector.root.getByRole('button', { name: /^Decoder.*error$/ })).toBeVisible();
    await studio.undo();
    await studio.undo();
  });

  await test.step('the remark on an earlier model hides no tab', async () => {
    await studio.training.firstLoss();
    await canvas.select('Latent');
    await inspector.fill('Size', '5');
    const tabs = page.getByRole('tablist', { name: 'Views of the model' });
    await expect(page.getByText('Of the model before the last edits')).toBeAttached();
    expect(await tabs.evaluate((list) => list.scrollWidth - list.clientWidth)).toBeLessThanOrEqual(1);
  });
});
