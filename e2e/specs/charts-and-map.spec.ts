/** Charts of one unit each, and a code map that is moved, filtered, decoded and laid out anew, by hand and by key. */
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';
import { expectPicture, picturePrint, restingPrint } from '../pages/drawer-part';

test('figures of one unit share a chart, and the bar says the unit of the loss', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('vq-vae');
  await training.ready();
  await training.button('One step').click();
  await training.at(1);
  await expect(training.bar).toContainText('squared error + nats per image');
  const losses = await drawer.show('Loss');
  const chart = (name: string) => losses.getByRole('region', { name, exact: true });
  await expect(chart('Perplexity and used codes')).toContainText(/codes.*perplexity/);
  await expect(chart('Loss')).not.toContainText('perplexity');
  await expect(chart('Reconstruction')).toContainText('nats per image');
  await expect(chart('Commitment')).toContainText('squared error per image');
  const plot = losses.getByRole('img', { name: /^Loss curves/ });
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(losses.getByText('Step 0', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(losses.getByText('Latest', { exact: true })).toBeVisible();

  // A chart that is drawn anew shows the whole run, as the one that followed it did.
  await training.train();
  await training.past(20);
  await training.pause();
  const curves = chart('Loss').locator('canvas');
  const followed = await restingPrint(curves);
  const logarithmic = losses.getByRole('button', { name: 'Log scale' });
  await logarithmic.click();
  await expect.poll(() => picturePrint(curves)).not.toBe(followed);
  await logarithmic.click();
  await expect.poll(() => picturePrint(curves)).toBe(followed);
});

test('the code map is moved, filtered, decoded and laid out anew', async ({ studio, page }) => {
  test.setTimeout(300_000);
  const { training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await training.button('One step').click();
  await training.at(1);
  const panel = await drawer.show('Code map');
  const map = drawer.picture(/held-out items by/);
  await expectPicture(map);
  const whole = await restingPrint(map);

  await panel.getByRole('group', { name: /^Code map:/ }).focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => picturePrint(map)).not.toBe(whole);
  await page.keyboard.press('0');
  await expect.poll(() => picturePrint(map)).toBe(whole);
  const { x, y, width, height } = await boxOf(map);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.wheel(0, -300);
  await expect.poll(() => picturePrint(map)).not.toBe(whole);
  await panel.getByRole('button', { name: 'Show all points' }).click();
  await page.mouse.move(0, 0);
  await expect.poll(() => picturePrint(map)).toBe(whole);

  const classes = panel.getByRole('group', { name: 'Classes' }).getByRole('button');
  await classes.nth(1).hover();
  await expect.poll(() => picturePrint(map)).not.toBe(whole);
  await classes.nth(1).click();
  await page.mouse.move(0, 0);
  await expect(classes.nth(1)).toHaveAttribute('aria-pressed', 'false');
  await panel.getByRole('button', { name: 'Show all', exact: true }).click();
  await page.mouse.move(0, 0);
  await expect.poll(() => picturePrint(map)).toBe(whole);

  const decoded = drawer.picture('The chosen place, decoded');
  const handle = panel.getByRole('button', { name: /^Decoded place/ });
  const before = await restingPrint(decoded);
  await handle.focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => picturePrint(decoded)).not.toBe(before);
  const moved = await restingPrint(decoded);
  const at = await boxOf(handle);
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(at.x - 60, at.y + 20, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => picturePrint(decoded)).not.toBe(moved);

  await panel.getByRole('button', { name: 't-SNE' }).click();
  await expectPicture(drawer.picture(/held-out items by t-SNE/));
  await expect(panel.getByRole('button', { name: 'Stop' })).toHaveCount(0, { timeout: 60_000 });
  // It is of the weights that it was computed from, and says so when there are others.
  const anew = panel.getByRole('button', { name: 'Lay out anew' });
  await expect(anew).toHaveCount(0);
  await training.button('One step').click();
  await expect(panel.getByText('t-SNE of step 1')).toBeVisible();
  await anew.click();
  await expect(panel.getByRole('button', { name: 'Stop' })).toHaveCount(0, { timeout: 60_000 });
  await expect(anew).toHaveCount(0);
  // The slower of the two is stopped, by key: where the page is slow beside the layout's worker, a pointer would come to a button that has gone.
  await panel.getByRole('button', { name: 'UMAP' }).press('Enter');
  // A worker that is ended while its script still comes is reported by the browser as one that failed.
  const share = panel.getByRole('progressbar');
  await expect.poll(async () => (await share.count()) === 0 || Number(await share.getAttribute('value', { timeout: 1_000 }).catch(() => 1)) > 0, { intervals: [50], timeout: 60_000 }).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('progressbar')).toHaveCount(0);
  await expect(drawer.picture(/held-out items by/)).toBeVisible();
  await panel.getByRole('button', { name: 'PCA' }).click();
  await expect(drawer.picture(/by principal component 1/)).toBeVisible();

  // A layout is of the document it was made in.
  await panel.getByRole('button', { name: 'UMAP' }).click();
  await expect(drawer.picture(/held-out items by UMAP/)).toBeVisible();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await drawer.show('Code map');
  await expect(drawer.picture(/by principal component 1/)).toBeVisible();
});
