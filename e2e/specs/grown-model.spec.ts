/** A model that is edited after it was trained: what it keeps, what starts fresh, and what is said of it. */
import { expect, test } from '../fixtures/studio';

test('an edited model keeps the weights that fit and says which start fresh, also after a reload, and is exported without them until it is trained', async ({ studio }) => {
  test.setTimeout(240_000);
  const { canvas, training, inspector, code } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  for (let step = 1; step <= 2; step++) {
    await training.ready();
    await training.button('One step').click();
    await training.at(step);
  }
  await canvas.select('Encoder');
  await inspector.addLayer('Dense');
  await expect(training.bar).toContainText('Edited: needs training');
  await studio.saved();

  await studio.reload();
  const told = studio.notice('What you changed starts fresh; the rest keeps its training');
  await expect(told).toBeVisible({ timeout: 60_000 });
  await expect(told).not.toContainText('kernel of');
  await told.getByRole('button', { name: 'Details' }).click();
  await expect(told).toContainText(/as after 2 steps of training.* These start fresh: .*kernel of Dense \(layer \d\) in Encoder/);
  await expect(training.bar).toContainText('Edited: needs training');
  await expect(training.button('Start over, with new weights')).toBeEnabled();
  await code.open();
  await expect(code.root.getByText(/^Edited since training\. A download goes without weights/)).toBeVisible();

  await training.button('One step').click();
  await training.at(1);
  await expect(training.bar).not.toContainText('Edited');
  await expect(code.root.getByText(/^Edited since training/)).toHaveCount(0);
  // The step is told before its weights are kept; it can be taken again once they are.
  await training.ready();
  await studio.reload();
  await expect(training.bar).toContainText('Restored step 1, as it was left', { timeout: 60_000 });
  await expect(studio.problems).toHaveCount(0);
});

test('an edit before Train keeps the trained weights, and a run that has ended goes on with its schedule over the new length', async ({ studio, page }) => {
  test.setTimeout(240_000);
  const { canvas, training, inspector } = studio;
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  await training.set('Epochs', '2');
  await training.set('Least steps', '0');
  await page.getByLabel('Patience', { exact: true }).fill('0');
  await page.getByLabel('Patience', { exact: true }).press('Enter');
  await inspector.field('Schedule').selectOption('cosine');
  await training.ready();
  await training.train();
  await expect(training.bar).toContainText('Done', { timeout: 60_000 });
  const first = await training.step();
  await training.button('Train on').click();
  await expect(studio.notice('The run goes on beyond its end')).toContainText(`${2 * first} steps instead of ${first}`);
  await expect.poll(() => training.step(), { timeout: 60_000 }).toBe(2 * first);

  await canvas.select('Encoder');
  await inspector.addLayer('Dense');
  await expect(training.bar).toContainText('Edited: needs training');
  await training.button('One step').click();
  await expect(studio.notice('What you changed starts fresh; the rest keeps its training')).toBeVisible();
  await training.at(1);
});
