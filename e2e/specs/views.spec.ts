/** What the drawer shows of a model under training: the use of a codebook, samples, and the sliders of the code. */
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';
import { expectPicture, picturePrint, restingPrint } from '../pages/drawer-part';

test('the use of a codebook, samples, sliders of the code, and the way between two items', async ({ studio, page }) => {
  test.setTimeout(240_000);
  const { canvas, training, drawer } = studio;
  await studio.open();

  await test.step('the use of the codes, on the node and in the drawer', async () => {
    await studio.openTemplate('vq-vae');
    const codes = await drawer.show('Codes');
    await training.ready();
    await training.train();
    await training.past(6);
    const node = canvas.node('Codebook');
    await expect(node.getByRole('img', { name: 'Use of the codes' })).toBeVisible({ timeout: 60_000 });
    await expect(node).toContainText(/\d+ of 64 used/);
    await expect(node).toContainText(/perplexity \d/);
    await training.pause();
    await expect(codes).toContainText(/Codes used\d+ of 64/);
    const histogram = drawer.picture('Uses of 64 codes');
    const { width } = await boxOf(histogram);
    /** The uses of the first twelve codes from the left, by pointing at them. */
    const usesFromLeft = async (): Promise<readonly number[]> => {
      const uses: number[] = [];
      for (let place = 0; place < 12; place++) {
        await histogram.hover({ position: { x: ((place + 0.5) * width) / 64, y: 20 } });
        uses.push(Number(/^Code \d+: ([\d,]+) uses$/.exec(await codes.getByRole('status').innerText())?.[1]?.replaceAll(',', '')));
      }
      return uses;
    };
    await codes.getByRole('button', { name: 'Sort by use' }).click();
    await expect(async () => {
      const uses = await usesFromLeft();
      expect(uses).toEqual(uses.toSorted((one, other) => other - one));
    }).toPass({ timeout: 15_000 });
    await page.screenshot({ path: test.info().outputPath('codes.png') });
  });

  await studio.openTemplate('vae');
  await expect(training.bar).toContainText('Ready to train', { timeout: 60_000 });
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first * 0.6);
  await training.pause();

  await test.step('samples', async () => {
    const panel = await drawer.show('Samples');
    const samples = drawer.picture('64 samples from the prior');
    await expectPicture(samples);
    const before = await restingPrint(samples);
    await panel.getByRole('button', { name: 'Draw again' }).click();
    await expect(panel).toContainText('Draw no. 2 from the prior, a standard normal, decoded');
    await expect.poll(() => picturePrint(samples)).not.toBe(before);
    await page.screenshot({ path: test.info().outputPath('samples.png') });
  });

  await test.step('traversal', async () => {
    const panel = await drawer.show('Traverse');
    const decoded = drawer.picture('The changed code, decoded');
    // What carries most comes first, and says so.
    await expect(panel.getByText(/^KL \d/).first()).toBeVisible({ timeout: 60_000 });
    await panel.getByLabel('Order').selectOption('As numbered');
    await expectPicture(decoded);
    const ofItem = await restingPrint(decoded);
    const slider = panel.getByRole('slider', { name: 'Code dimension 1', exact: true });
    await slider.focus();
    await page.keyboard.press('End');
    const [low, high] = await Promise.all(['min', 'max'].map(async (end) => Number(await slider.getAttribute(end))));
    // What codes of held-out items span, which is as wide as they are and no fixed number.
    expect(Math.abs(low!) + Math.abs(high!)).toBeGreaterThan(0.5);
    expect(Number(await slider.inputValue())).toBeCloseTo(high!, 1);
    await expect.poll(() => picturePrint(decoded)).not.toBe(ofItem);
    // A cell of the strip is as good as the slider.
    await panel.getByRole('slider', { name: /^Code dimension 2 from/ }).click({ position: { x: 5, y: 10 } });
    const second = panel.getByRole('slider', { name: 'Code dimension 2', exact: true });
    expect(Number(await second.inputValue())).toBeCloseTo(Number(await second.getAttribute('min')), 1);
    await page.screenshot({ path: test.info().outputPath('traversal.png') });
    await panel.getByRole('button', { name: 'Back to the item' }).click();
    await expect.poll(() => picturePrint(decoded)).toBe(ofItem);
  });

  await test.step('interpolation', async () => {
    const panel = await drawer.show('Interpolate');
    const way = drawer.root.getByRole('img', { name: /^11 codes on the straight line from item 1 to item \d+, decoded$/ });
    await expectPicture(way);
    await panel.getByRole('slider', { name: 'First item' }).click({ position: { x: 100, y: 10 } });
    await panel.getByRole('slider', { name: 'Second item' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expectPicture(drawer.picture('11 codes on the straight line from item 4 to item 2, decoded'));
    await page.screenshot({ path: test.info().outputPath('interpolation.png') });
  });
});
