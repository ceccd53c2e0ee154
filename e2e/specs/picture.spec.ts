/** The picture of the README, taken from the studio itself. It is no test: only HOURGLASS_PICTURES=1 has it run (playwright.config.ts). */
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

test('the picture of the README', async ({ studio, page }) => {
  test.setTimeout(400_000);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1680, height: 1050 });
  await studio.open();
  const start = await studio.training.firstLoss();
  await studio.training.train();
  await studio.training.lossBelow(start / 3);
  await expect.poll(() => studio.training.step(), { timeout: 200_000 }).toBeGreaterThan(600);
  await studio.drawer.show('Samples');
  await expectPicture(studio.drawer.picture(/samples from the prior$/));
  await studio.canvas.select('Latent');
  await studio.canvas.fit();
  await page.mouse.move(2, 2);
  await expect(page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem')).toHaveCount(0, { timeout: 30_000 });
  await page.screenshot({ path: 'docs/images/studio.png' });
});
