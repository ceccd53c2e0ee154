/** Every training is kept: beside the next one, beside other documents, and over a reload; runs are compared, opened again, gone on with and removed. */
import { expect, test } from '../fixtures/studio';
import type { StudioPage } from '../pages/studio-page';

/** Two runs of one document, the second with another batch size; gives the steps of both. */
async function trainTwice(studio: StudioPage): Promise<{ readonly first: number; readonly second: number }> {
  const { training } = studio;
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  await training.train();
  await expect(training.bar).toContainText('Done', { timeout: 60_000 });
  const first = await training.step();
  await training.set('Batch size', '7');
  await training.button('Start over, with new weights').click();
  await expect(studio.notice('Run 1 is kept in Runs')).toContainText('with its weights');
  await expect(studio.page.getByRole('button', { name: /^Run 2/ }).first()).toBeVisible({ timeout: 60_000 });
  await expect(training.bar).toContainText('Done', { timeout: 60_000 });
  return { first, second: await training.step() };
}

test('two runs stay, are compared, and the first is opened again and trained on', async ({ studio, page }) => {
  test.setTimeout(150_000);
  const { training } = studio;
  const dialog = page.getByRole('dialog');
  const rows = dialog.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  const runs = () => studio.menu('Train', /^Runs/);
  const { first, second } = await trainTwice(studio);
  await studio.openTemplate('autoencoder');

  await runs();
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(/PCA/, { timeout: 30_000 });
  await expect(rows.first()).toContainText(/Beside run 1: Batch size 7 in place of \d+/);
  await rows.nth(1).getByRole('button', { name: /^Star / }).click();
  // Starred, it comes first.
  await expect(rows.first().getByRole('button', { name: /^Take the star off/ })).toBeVisible();
  await rows.first().getByRole('textbox').fill('Not this');
  await page.keyboard.press('Escape');
  await expect(rows.first().getByRole('textbox'), 'the list stays, with the name of before').not.toHaveValue('Not this');
  await rows.first().getByRole('textbox').fill('The first one');
  await rows.first().getByRole('textbox').press('Enter');
  for (const box of await rows.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: 'Compare 2 runs' }).click();
  await expect(dialog.getByRole('img', { name: /of 2 runs$/ }).first()).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Verdict' })).toContainText(/(is better, with|are as good).*One seed each is no proof/);
  await expect(dialog.getByRole('list', { name: 'Runs' }), 'each says which one it is').toContainText('Training, Batch size 7');
  const settings = dialog.getByRole('region', { name: 'Settings that differ' });
  await expect(settings.getByRole('row')).toHaveCount(2);
  await expect(settings).toContainText('Batch size');
  await expect(dialog.getByRole('region', { name: 'Figures' })).toContainText('PCA, 2 numbers');

  await dialog.getByRole('button', { name: 'All runs' }).click();
  await rows.first().getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Patterns', exact: true }).or(page.getByText('Patterns').first())).toBeVisible();
  await expect(training.bar).toContainText(`Restored step ${first.toLocaleString('en')}`, { timeout: 60_000 });
  // What its document had become is the state before.
  await expect(studio.inspector.field('Batch size')).not.toHaveValue('7');
  await studio.undo();
  await expect(studio.inspector.field('Batch size')).toHaveValue('7');
  await expect(training.bar).toContainText(`Restored step ${second.toLocaleString('en')}`, { timeout: 60_000 });
  await studio.redo();
  await expect(training.bar).toContainText(`Restored step ${first.toLocaleString('en')}`, { timeout: 60_000 });
  await training.train();
  await training.past(first + 5);
  await expect(training.bar).toContainText('Done', { timeout: 60_000 });
  await studio.saved();

  await studio.reload();
  await training.ready();
  await studio.menu('File', /^Versions/);
  const replaced = studio.dialog(/^Versions of/).getByRole('listitem').filter({ hasText: 'The last state before “Open The first one”' });
  await expect(replaced, 'also when the history is gone').toContainText('Batch size 7, now');
  await page.keyboard.press('Escape');
  await runs();
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByRole('textbox')).toHaveValue('The first one');
  await expect(rows.first()).toContainText('open now');
  await rows.nth(1).getByRole('button', { name: /^Remove / }).click();
  await expect(rows).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(rows).toHaveCount(2);
});

test('a run of the open document comes back as one step, which undo takes back with the weights', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { inspector, training } = studio;
  const dialog = page.getByRole('dialog');
  const { first, second } = await trainTwice(studio);
  await page.getByRole('button', { name: /^Run 2/ }).first().click();
  await dialog.getByRole('list', { name: 'Runs' }).getByRole('listitem').nth(1).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(training.bar).toContainText(`Restored step ${first.toLocaleString('en')}`, { timeout: 60_000 });
  await expect(inspector.field('Batch size')).not.toHaveValue('7');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(inspector.field('Batch size')).toHaveValue('7');
  await expect(training.bar).toContainText(`Restored step ${second.toLocaleString('en')}`, { timeout: 60_000 });

  // By the button of the bar it goes on as it is drawn, and says what that changes; it is now long enough to be paused by a slow hand.
  await training.set('Patience', '10000');
  await training.set('Epochs', '5000');
  await training.train();
  await expect(studio.notice('Run 2 goes on with other settings')).toContainText('Epochs 40, now 5000');
  await training.past(second + 5);
  await training.pause();
  // Between two checks of the held-out loss the best weights are not the last ones: a run comes back with either.
  await page.getByRole('button', { name: /^Run 2/ }).first().click();
  await dialog.getByRole('button', { name: /^Open .* with its best weights: step [\d,]+, lowest held-out loss \d\S* nats per image$/ }).first().click();
  await expect(training.bar).toContainText('at its best', { timeout: 60_000 });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(training.bar).toContainText('Restored step', { timeout: 60_000 });

  // Edited since, it is trained on as it was; the edit is the state before.
  const rested = await training.step();
  await training.set('Batch size', '9');
  await page.getByRole('button', { name: /^Run 2/ }).first().click();
  const row = dialog.getByRole('list', { name: 'Runs' }).getByRole('listitem').first();
  await expect(row).toContainText('open now, the drawing was edited since');
  await row.getByRole('button', { name: /^Train on from .*, with the drawing as it was trained$/ }).click();
  await expect(inspector.field('Batch size')).toHaveValue('7');
  await training.past(rested);
  await training.pause();
});
