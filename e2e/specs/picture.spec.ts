import { existsSync } from 'node:fs';
import { expect, test } from '../fixtures/studio';

const file = 'docs/images/studio.png';

test('the picture of the README', async ({ studio, page }) => {
  test.skip(existsSync(file) && !process.env.HOURGLASS_PICTURE, 'the picture is there; HOURGLASS_PICTURE=1 takes it anew');
  test.setTimeout(300_000);
  await studio.open();
  await studio.openTemplate('vae');
  await studio.train();
  await expect(studio.loss).toBeVisible({ timeout: 60_000 });
  const start = await studio.lossNow();
  await expect.poll(() => studio.lossNow(), { timeout: 200_000 }).toBeLessThan(start / 3);
  await studio.showView('Reconstructions');
  const drawn = page.getByRole('tabpanel', { name: 'Reconstructions' }).locator('canvas').first();
  await expect.poll(() => studio.isDrawn(drawn), { timeout: 30_000 }).toBe(true);
  await page.screenshot({ path: file });
});
