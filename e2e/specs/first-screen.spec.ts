/** What is seen first: every template is legible and apart, on a small screen and at a large zoom of the browser; panels come when they are of use. */
import { templates } from '@/templates/registry';
import { expect, test } from '../fixtures/studio';
import { screenFigures } from '../pages/screen-figures';

/** The second is what a window of 1440 × 900 has at a zoom of 150 %. */
const sizes = [{ width: 1280, height: 720 }, { width: 960, height: 600 }] as const;
/** Whose whole graph fits on the first. */
const whole = ['autoencoder', 'vae', 'vq-vae'];

test('every template is legible, nothing lies over it, and what is out of sight is on the map', async ({ studio, page }) => {
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(sizes[0]);
  await studio.open();
  const map = studio.canvas.root.getByRole('button', { name: 'Map', exact: true });
  let crowded = 0;
  for (const { id } of Object.values(templates)) {
    await page.setViewportSize(sizes[0]);
    await studio.openTemplate(id);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const place = `${id} at ${size.width} × ${size.height}`;
      let isCrowded = false;
      // Panels and pictures take their places, then the view.
      await expect(async () => {
        const { zoom, smallest, overlaps, isWhole, hasMap } = await screenFigures(page);
        expect(smallest.size, `${place}: “${smallest.text}”`).toBeGreaterThanOrEqual(11);
        expect(zoom, place).toBeGreaterThanOrEqual(0.75);
        expect(overlaps, place).toEqual([]);
        // It is left out where it would lie over a card, and its button tells so.
        isCrowded = (await map.getAttribute('aria-pressed')) === 'false';
        expect(hasMap, `${place}: a map where something is out of sight`).toBe(!isWhole && !isCrowded);
        if (size === sizes[0] && whole.includes(id)) expect(isWhole, `${place}: whole`).toBe(true);
      }).toPass({ timeout: 20_000, intervals: [150] });
      crowded += Number(isCrowded);
    }
  }
  expect(crowded, 'places without a map').toBeLessThan(4);
});

test('over the drawer that comes with the first step every card stays in sight, also the Loss, which grows by its curve', async ({ studio, page }) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await studio.open();
  for (const id of ['conv-vae', 'adversarial-ae', 'patterns', 'anomaly-network']) {
    await studio.openTemplate(id);
    await studio.training.ready();
    await studio.training.button('One step').click();
    await expect(studio.drawer.root.getByRole('tab', { name: 'Loss', exact: true })).toBeVisible();
    await expect(studio.canvas.nodes.getByTestId(/^loss-of-/).first()).not.toBeEmpty();
    await expect(async () => {
      const { zoom, smallest, overlaps, isWhole } = await screenFigures(page);
      expect(isWhole, `${id}: whole`).toBe(true);
      expect(zoom, id).toBeGreaterThanOrEqual(0.75);
      expect(smallest.size, `${id}: “${smallest.text}”`).toBeGreaterThanOrEqual(11);
      expect(overlaps, id).toEqual([]);
    }).toPass({ timeout: 20_000, intervals: [150] });
    // It stays so, or comes back where a card grew.
    await studio.canvas.still();
    await expect.poll(async () => (await screenFigures(page)).isWhole, `${id}: whole`).toBe(true);
  }
});

test('a small window shows less of the graph, not smaller, also after all of it was fitted; panels come back as large as they were', async ({ studio, page }) => {
  const { canvas } = studio;
  const inspector = page.getByRole('region', { name: 'Inspector', exact: true });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await studio.open();
  await canvas.select('Encoder');
  const widthOf = async (): Promise<number> => Math.round((await inspector.boundingBox())?.width ?? 0);
  await page.getByRole('separator', { name: 'Width of the inspector' }).press('ArrowLeft');
  await expect.poll(widthOf).toBeGreaterThan(340);
  const wide = await widthOf();
  await canvas.root.getByRole('button', { name: 'Fit everything in view', exact: true }).click();
  for (const [width, height] of [[960, 600], [820, 560]] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(async () => (await screenFigures(page)).isWhole).toBe(false);
    await canvas.still();
    const { zoom, smallest } = await screenFigures(page);
    expect(zoom).toBeGreaterThanOrEqual(0.75);
    expect(smallest.size, smallest.text).toBeGreaterThanOrEqual(11);
    // Shut and opened again, as where there is little room.
    for (const isOpen of [false, true]) {
      await page.getByRole('button', { name: 'Inspector', exact: true }).click();
      await expect(inspector).toHaveCount(isOpen ? 1 : 0);
    }
  }
  await page.setViewportSize({ width: 600, height: 900 });
  await expect(canvas.cards).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect.poll(widthOf).toBe(wide);
  await studio.reload();
  await expect.poll(widthOf).toBe(wide);
});

test('the drawer comes with the first step and the inspector with the first selection, unless they were closed; the view follows until a hand moves it', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas, drawer, inspector, training } = studio;
  const isWhole = async (): Promise<boolean> => (await screenFigures(page)).isWhole;
  await page.setViewportSize({ width: 1280, height: 800 });
  await studio.open();
  await training.ready();
  await expect(drawer.root).toHaveCount(0);
  await expect(inspector.root).toHaveCount(0);
  await expect.poll(isWhole).toBe(true);

  await training.button('One step').click();
  await expect(drawer.root.getByRole('tab', { name: 'Loss', exact: true })).toBeVisible();
  await expect(drawer.root.getByRole('region', { name: 'Reconstructions' }).getByRole('img').first()).toBeVisible();
  await expect(drawer.root.getByRole('tab', { name: 'Codes', exact: true })).toHaveCount(0);
  await canvas.select('Encoder');
  await expect(inspector.field('Node name')).toBeVisible();

  await page.getByRole('button', { name: 'Drawer', exact: true }).click();
  await expect(drawer.root).toHaveCount(0);
  await expect.poll(isWhole).toBe(true);
  await training.button('One step').click();
  await expect(training.bar).toContainText('step 2');
  await expect(drawer.root).toHaveCount(0);

  // A reload shows the whole graph again, whatever was looked at.
  await canvas.root.getByRole('button', { name: 'Zoom in', exact: true }).click();
  await expect.poll(isWhole).toBe(false);
  await page.getByRole('button', { name: 'Inspector', exact: true }).click();
  await canvas.still();
  expect(await isWhole()).toBe(false);
  await studio.saved();
  await studio.reload();
  await expect.poll(isWhole).toBe(true);
});
