import { expect, test } from '../fixtures/studio';

test('a variational autoencoder learns: the loss halves, and reconstructions are seen', async ({ studio, page }) => {
  test.setTimeout(240_000);
  await studio.open();
  await studio.openTemplate('vae');
  await expect(studio.nodes).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);
  await studio.train();
  await expect(studio.loss).toBeVisible({ timeout: 60_000 });
  const start = await studio.lossNow();
  expect(start).toBeGreaterThan(0);
  await expect.poll(() => studio.lossNow(), { timeout: 180_000 }).toBeLessThan(start / 2);
  await studio.showView('Reconstructions');
  const picture = page.getByRole('tabpanel', { name: 'Reconstructions' }).locator('canvas').first();
  await expect.poll(() => studio.isDrawn(picture), { timeout: 30_000 }).toBe(true);
  await studio.pause();
});
