/** The first opening of somebody who was never here: three ways in over the live studio, the tour, and the lesson that stays. */
import { expect, test as base } from '@playwright/test';
import { StudioPage } from '../pages/studio-page';

/** Without what other specs keep from an earlier visit. */
const test = base.extend<{ readonly studio: StudioPage }>({ studio: async ({ page }, use) => use(new StudioPage(page)) });

test('“Show me” trains at once beside tour and lesson, and none of them comes back by itself', async ({ studio, page }) => {
  test.setTimeout(120_000);
  await studio.open();
  await page.getByRole('button', { name: /^Show me/ }).click();
  await expect(studio.training.button('Pause')).toBeVisible({ timeout: 60_000 });
  const tour = page.getByTestId('tour');
  await expect(tour).toContainText('Data go in here');
  await page.keyboard.press('ArrowRight');
  await expect(tour).toContainText('The waist');
  // The drawer has cut the graph: what the tour speaks of comes into view, and the whole is back after it.
  const loss = studio.canvas.node('Reconstruction');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tour).toContainText('What is made small');
  await expect(loss).toBeInViewport({ ratio: 1 });
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowLeft');
  await expect(tour).toContainText('1 of 6');
  await page.keyboard.press('Escape');
  await expect(tour).toHaveCount(0);

  const lesson = page.getByRole('region', { name: 'Lesson' });
  await expect(lesson).toContainText('Variational autoencoder');
  await page.getByRole('tab', { name: 'Samples' }).click();
  await expect(lesson.getByRole('checkbox', { name: 'Open Samples.' })).toBeChecked({ timeout: 30_000 });
  await studio.canvas.select('Latent');
  await expect(lesson.getByRole('checkbox')).toHaveCount(1);
  await studio.training.pause();
  await studio.saved();

  await studio.reload();
  await expect(lesson.getByRole('checkbox', { name: 'Open Samples.' })).toBeChecked();
  await expect(page.getByRole('button', { name: /^Show me/ })).toHaveCount(0);
  await lesson.getByRole('button', { name: 'Close the lesson' }).click();
  await expect(lesson).toHaveCount(0);
  await studio.menu('Help', /^Take the tour/);
  await expect(tour).toBeVisible();
  // A dialog over it keeps its own keys.
  await studio.menu('File', /^New from template/);
  await expect(studio.dialog('Gallery')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(studio.dialog('Gallery')).toHaveCount(0);
  await expect(tour).toBeVisible();
  // And the canvas its own: what the tour points at can be changed.
  await studio.canvas.select('Digits');
  await page.keyboard.press('p');
  await expect(studio.canvas.node('Digits').getByRole('img', { name: 'Pinned' })).toBeVisible();
});

test('whoever begins beside the ways in is not asked again; a template opens with its lesson, found by what it is for', async ({ studio, page }) => {
  await studio.open();
  const showMe = page.getByRole('button', { name: /^Show me/ });
  await expect(showMe).toBeVisible();
  await studio.canvas.select('Latent');
  await expect(showMe).toHaveCount(0);
  await studio.menu('File', /^New from template/);
  const gallery = studio.dialog('Gallery');
  await gallery.getByRole('button', { name: 'anomalies', exact: true }).click();
  await expect(gallery.getByRole('listitem')).toHaveCount(4);
  await gallery.getByTestId('template-anomaly-cells').click();
  await expect(page.getByRole('region', { name: 'Lesson' })).toContainText('benign cells');
});
