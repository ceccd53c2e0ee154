/** Numbers on the graph: one item is chosen, goes along the wires, and stands large in the Decoder; a code of two numbers is a map that one drags in. */
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';
import { expectPicture, picturePrint } from '../pages/drawer-part';

test('an item is followed through the graph, and a place of the code is decoded while one drags', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas, training, inspector } = studio;
  await studio.open();
  await studio.openTemplate('vae');
  await training.ready();
  const travellers = page.getByTestId('travellers').locator('canvas');
  await expect(travellers).toHaveCount(0);

  await test.step('the item that is pointed at is marked, and travels with what the model makes of it', async () => {
    const items = canvas.dataset.getByRole('slider', { name: /choose one to follow it/ });
    const box = await boxOf(items);
    await page.mouse.click(box.x + box.width / 16, box.y + box.height / 4);
    await expect(canvas.dataset).toContainText(/following 0 · \d/);
    await expect(travellers).toHaveCount(5);
    // Each wire carries its own: bars on those of codes and features, pictures on those of data.
    await expect(travellers.and(page.locator('[data-tag="code"]'))).toHaveCount(1);
    await expect(canvas.node('Decoder')).toContainText('item 0');
    await expectPicture(canvas.node('Decoder').getByRole('img', { name: 'Its reconstruction' }));
    // One moves at a time, by the compositor: its animation runs, and nothing of it is written into the page.
    await expect.poll(() => travellers.evaluateAll((list) => list.filter((one) => one.getAnimations().some(({ playState }) => playState === 'running')).length)).toBeGreaterThan(0);
    await page.mouse.click(box.x + box.width / 16, box.y + box.height / 4);
    await expect(travellers).toHaveCount(0);
  });

  await test.step('while it trains the items of the batch travel', async () => {
    await training.train();
    await expect.poll(() => travellers.count(), { timeout: 30_000 }).toBeGreaterThan(5);
    // The Loss tells its own curve, and what it is now.
    const curve = canvas.node('Reconstruction').getByRole('img', { name: 'Curve of Reconstruction' });
    await expect(curve).toBeVisible();
    await expect(canvas.node('Reconstruction')).toContainText(/\d nats per image/);
    await training.pause();
    await expect(travellers).toHaveCount(0);
  });

  await test.step('a code of two numbers is a map; where one drags, the Decoder shows', async () => {
    await canvas.select('Latent');
    const size = inspector.root.getByLabel('Size', { exact: true });
    await size.fill('2');
    await size.press('Enter');
    // Until it is trained the node keeps the picture of the model before.
    await expect(training.bar).toContainText('Edited: needs training');
    await expectPicture(canvas.node('Latent').getByRole('img', { name: 'Map of the codes' }));
    await training.train();
    await training.past(2);
    await training.pause();
    const node = canvas.node('Latent');
    const map = node.getByRole('slider', { name: /^Map of the code/ });
    await expectPicture(map.locator('canvas'));
    await canvas.still();
    // What is told of the weights that were kept may have a line of its own, with which the graph moves.
    await expect(page.locator('[data-notice]')).toHaveCount(0, { timeout: 20_000 });
    const before = await boxOf(map);
    await canvas.drag({ x: before.x + 8, y: before.y + 8 }, { x: before.x + before.width / 2, y: before.y + before.height / 3 });
    const decoded = canvas.node('Decoder').getByRole('img', { name: 'The place of the code, decoded' });
    await expectPicture(decoded);
    expect(await boxOf(map), 'the node stays where it is').toEqual(before);
    const here = await picturePrint(decoded);
    await map.focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => picturePrint(decoded)).not.toBe(here);
    await node.getByRole('button', { name: 'Back to the item' }).click();
    await expect(decoded).toHaveCount(0);
  });
});

test('with reduced motion the item stands on its wires', async ({ studio, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.open();
  await studio.openTemplate('denoising');
  await studio.training.ready();
  const box = await boxOf(studio.canvas.dataset.getByRole('slider', { name: /choose one to follow it/ }));
  await page.mouse.click(box.x + box.width / 16, box.y + box.height / 4);
  const travellers = page.getByTestId('travellers').locator('canvas');
  await expect.poll(() => travellers.evaluateAll((list) => list.filter((one) => getComputedStyle(one).opacity === '1' && one.getAnimations().length === 0).length)).toBeGreaterThan(4);
});

test('a Decoder that draws another set shows what it draws, and items travel through a slow model from its first steps on', async ({ studio, page }) => {
  await studio.open();
  await studio.openTemplate('cycle');
  await studio.training.ready();
  await expectPicture(studio.canvas.nodes.getByRole('img', { name: 'What is drawn from it' }).first());
  await studio.training.train();
  const travellers = page.getByTestId('travellers').locator('canvas');
  await expect.poll(() => travellers.evaluateAll((list) => list.some((one) => one.getAnimations().length > 0))).toBe(true);
});
