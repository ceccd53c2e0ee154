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

  await test.step('a message stands over nothing at any size, in this theme, and keys reach it', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    // The studio begins with the VAE: opened again at once it would be the same, without a way back.
    await studio.openTemplate('autoencoder');
    await studio.openTemplate('vae');
    const message = studio.notice(/Variational autoencoder.*is open/);
    const colourOf = (locator: Locator): Promise<string> => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await colourOf(message.getByRole('button', { name: 'Go back' }))).toBe(await colourOf(studio.training.button('Train')));
    await studio.drawer.open();
    await message.hover();
    for (const [width, height] of [[1440, 900], [1280, 720], [960, 600]] as const) {
      await page.setViewportSize({ width, height });
      const buttons = await page.getByRole('banner').getByRole('button').and(page.locator(':not([data-notice] *)')).all();
      for (const other of [canvas.root, studio.drawer.root, studio.training.bar, page.getByRole('menubar'), page.getByRole('textbox', { name: 'Document name' }), ...buttons]) {
        expect(overlap(await boxOf(message), await boxOf(other)), `${width} × ${height}: ${String(other)}`).toBe(false);
      }
      await expect(message.getByRole('button', { name: 'Go back' })).toBeInViewport({ ratio: 1 });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    // Beside the graph is no room for the lesson: it is in the bar, and back once the message is over.
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
    const lesson = page.getByRole('region', { name: 'Lesson' });
    await canvas.root.focus();
    await page.keyboard.press('F8');
    await expect(message.getByRole('button', { name: 'Go back' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(message).toHaveCount(0);
    await expect(canvas.root).toBeFocused();
    await lesson.getByRole('button', { name: /^Unfold the lesson, 0 of 5 steps done/ }).click();
    await expect(lesson).toContainText('Digits come out of pure noise.');
    await expect(lesson).toContainText('Kingma');
    await page.keyboard.press('Escape');
    await expect(lesson).not.toContainText('Kingma');
    await page.getByRole('button', { name: 'Inspector', exact: true }).click();
  });

  await test.step('while a dialog is open, its messages are in it, and do what they offer', async () => {
    // The one before is kept, and may be deleted.
    await studio.openTemplate('autoencoder');
    await studio.saved();
    await studio.menu('File', /^Documents/);
    const dialog = studio.dialog('Documents');
    const documents = dialog.getByRole('button', { name: /^Delete / });
    await expect.poll(() => documents.count()).toBeGreaterThan(1);
    const before = await documents.count();
    await documents.last().click();
    const message = dialog.getByRole('listitem').filter({ hasText: 'is deleted' });
    await expect(documents).toHaveCount(before - 1);
    await message.getByRole('button', { name: 'Bring it back' }).click();
    await expect(documents).toHaveCount(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await studio.openTemplate('vae');
  });

  await test.step('as many problems on the button as in the list, and it is no disabled button', async () => {
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
