/** What belongs to a document and its run stays with it: on a full disk, beside a second tab, and while other documents are trained. */
import type { Page, Worker } from '@playwright/test';
import { expect, test } from '../fixtures/studio';
import { resting } from '../pages/resting';
import { StudioPage } from '../pages/studio-page';

/** The worker that trains; kernel threads stand still while they have nothing to do, and answer nobody. */
async function trainingWorker(page: Page): Promise<Worker> {
  const named = page.workers().map(async (worker) => ((await worker.evaluate(() => self.name)).startsWith('hourglass-training') ? worker : new Promise<never>(() => undefined)));
  return Promise.race(named);
}
/** Every write of page and worker fails as on a full disk, until there is space again. */
async function setFull(page: Page, full: boolean): Promise<void> {
  const change = (isFull: boolean): void => {
    const scope = globalThis as { put?: IDBObjectStore['put'] };
    scope.put ??= IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = isFull
      ? () => {
          throw new DOMException('', 'QuotaExceededError');
        }
      : scope.put;
  };
  await page.evaluate(change, full);
  await (await trainingWorker(page)).evaluate(change, full);
}

test('on a full disk training goes on, the next checkpoint with space works, and a reload says truly what it restored', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { training } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();
  await training.ready();
  await setFull(page, true);
  await training.train();
  await expect(studio.notice('The weights could not be saved in this browser')).toContainText('Free space', { timeout: 60_000 });
  await training.past((await training.step()) + 5);
  await expect(training.bar).toContainText('Not saved');
  await setFull(page, false);
  await expect(studio.notice('The weights are saved again')).toBeVisible({ timeout: 30_000 });
  await training.pause();
  const kept = await training.step();
  await expect(training.bar).not.toContainText('Not saved');

  await setFull(page, true);
  await training.button('One step').click();
  await training.at(kept + 1);
  await training.button('One step').click();
  await training.at(kept + 2);
  await studio.reload();
  await expect(training.bar).toContainText(`Restored step ${kept.toLocaleString('en')}; the last 2 steps were lost`, { timeout: 60_000 });
});

test('a second tab trains for itself, and what the first one trained is there for it when it takes over', async ({ studio, page, context }) => {
  test.setTimeout(180_000);
  const { training } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();
  for (let step = 1; step <= 2; step++) {
    await training.ready();
    await training.button('One step').click();
    await training.at(step);
  }
  const second = new StudioPage(await context.newPage());
  await second.open();
  await expect(second.page.getByText('what is trained here is not kept')).toBeVisible();
  await expect(second.training.bar).toContainText('Restored step 2', { timeout: 60_000 });
  await second.training.button('Start over, with new weights').click();
  await second.training.past(5);
  await second.training.pause();

  await page.bringToFront();
  await studio.reload();
  await expect(training.bar).toContainText('Restored step 2, as it was left', { timeout: 60_000 });
  await training.button('One step').click();
  await training.at(3);
  await second.page.bringToFront();
  await second.page.getByRole('button', { name: 'Take over here' }).click();
  await expect(second.training.bar).toContainText('Restored step 3', { timeout: 60_000 });
  await second.page.close();
});

test('curves belong to a document and its run: another document in the middle, and a second run', async ({ studio, page }) => {
  test.setTimeout(240_000);
  const { training, drawer } = studio;
  const recorded = async (): Promise<number> => Number(/over (\d+)/.exec((await drawer.root.getByRole('img', { name: /^Loss curves/ }).getAttribute('aria-label', { timeout: 60_000 })) ?? '')?.[1]);
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await drawer.show('Loss');
  await training.train();
  await training.past(60);
  // In the middle of the run.
  await studio.openTemplate('denoising');
  await expect(drawer.root.getByText('No curves yet')).toBeVisible();
  await training.ready();
  await training.button('One step').click();
  await training.at(1);
  await expect.poll(recorded).toBe(1);

  await studio.undo();
  await expect(training.bar).toContainText(/Restored step [\d,]+, as it was left/, { timeout: 60_000 });
  const first = await resting(recorded);
  expect(first).toBeGreaterThan(10);
  await training.button('Start over, with new weights').click();
  await training.past(2);
  await training.pause();
  const second = await resting(recorded);
  const runs = drawer.root.getByLabel('Run', { exact: true });
  await runs.selectOption({ index: 1 });
  await expect.poll(recorded).toBe(first);
  await runs.selectOption('This run');
  await expect.poll(recorded).toBe(second);
  await page.keyboard.press('Escape');
});
