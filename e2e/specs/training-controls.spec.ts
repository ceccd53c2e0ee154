/** The buttons of the training bar by hand, and a worker that fails, vanishes or hangs while it trains. */
import type { Page, Worker } from '@playwright/test';
import { expect, test } from '../fixtures/studio';
import type { StudioPage } from '../pages/studio-page';

/** A tiny model, with a run long enough to be held up. */
async function openLongRun(studio: StudioPage): Promise<void> {
  await studio.open();
  await studio.openTemplate('patterns');
  await studio.training.ready();
  await studio.training.set('Epochs', '90000');
  // It would end by its held-out loss.
  await studio.page.getByLabel('Patience', { exact: true }).fill('0');
  await studio.page.getByLabel('Patience', { exact: true }).press('Enter');
  await studio.training.ready();
}

test('step, pause, resume, stop, start over, and another backend by hand', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { training } = studio;
  await openLongRun(studio);
  await expect(training.button('Stop')).toBeDisabled();
  await expect(training.button('Start over, with new weights')).toBeDisabled();

  await test.step('one step at a time', async () => {
    for (const count of [1, 2]) {
      await training.button('One step').click();
      await training.at(count);
    }
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await training.at(3);
  });
  const first = await training.lossNow();

  await test.step('pause holds the run, resume goes on', async () => {
    await training.train();
    await expect(training.button('One step')).toBeDisabled();
    await training.past(40);
    await training.pause();
    const held = await training.step();
    await training.button('One step').click();
    await training.at(held + 1);
    await training.train();
    await training.past(held + 20);
  });

  await test.step('stop, and on from there', async () => {
    await training.button('Stop').click();
    await expect(training.button('Stop')).toBeDisabled();
    await expect(training.button('One step')).toBeEnabled();
    const stopped = await training.step();
    await training.button('One step').click();
    await training.at(stopped + 1);
    await training.train();
    await training.lossBelow(first * 0.8);
    await training.pause();
  });

  await test.step('the chosen backend goes on from where the other one was', async () => {
    const before = await training.step();
    await training.chooseBackend('CPU');
    await expect(training.backend).toHaveAccessibleName('Backend: CPU', { timeout: 60_000 });
    await expect(training.bar).toContainText(`Restored step ${before.toLocaleString('en')}`);
    expect(await training.lossNow()).toBeLessThan(first);
    await training.train();
    await training.past(before);
    // Changed under way, the run goes on.
    await training.chooseBackend('WASM');
    await expect(training.backend).toHaveAccessibleName('Backend: WASM', { timeout: 60_000 });
    await expect(training.button('Pause')).toBeVisible({ timeout: 60_000 });
    await training.past(before + 20);
    await training.pause();
    // What this browser does not have is refused with its reason, and shown.
    await training.chooseBackend('WebGPU');
    await expect(training.bar).toContainText('Restored step', { timeout: 60_000 });
    await expect(training.backend).not.toHaveAccessibleName('Backend: WebGPU');
    await training.backend.click();
    await expect(page.getByRole('menuitemradio', { name: /^WebGPU/ })).not.toContainText('newest interface');
    await page.getByRole('menuitemradio', { name: /^Automatic/ }).click();
    await training.ready();
  });

  await test.step('start over: new weights, from the first step', async () => {
    await training.train();
    await training.pause();
    const before = await training.step();
    await training.button('Start over, with new weights').click();
    await expect.poll(() => training.step()).toBeLessThan(before);
    await training.button('Stop').click();
    await expect(training.button('Stop')).toBeDisabled();
    expect(await training.step()).toBeLessThan(before);
  });
});

async function trainingWorker(page: Page): Promise<Worker> {
  for (const worker of page.workers()) if ((await worker.evaluate(() => self.name)).startsWith('hourglass-training')) return worker;
  throw new Error('The training worker does not run.');
}

test('a training worker that fails, vanishes or hangs is replaced, and the run goes on from its checkpoint', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { training } = studio;
  await page.clock.install();
  await openLongRun(studio);
  const ends: readonly (readonly [reason: string, end: () => void, seconds: number])[] = [
    ['out of paper', () => void setTimeout(() => { throw new Error('out of paper'); }), 0],
    ['The browser ended it', () => self.close(), 0],
    ['It gave no sign of life for 120 seconds', () => void setTimeout(() => { for (;;); }), 120],
  ];
  for (const [reason, end, seconds] of ends) {
    await training.train();
    await training.past(10);
    await training.pause();
    const kept = await training.step();
    await training.train();
    await training.past(kept);
    await (await trainingWorker(page)).evaluate(end);
    const notice = studio.notice('The training worker stopped and was restarted').filter({ hasText: reason });
    // What takes two minutes of silence takes none here.
    for (let passed = 0; passed < seconds; passed += 10) await page.clock.runFor(10_000);
    await expect(notice).toContainText(/It goes on from step [\d,]+/);
    expect(Number(/from step ([\d,]+)/.exec(await notice.innerText())![1]!.replaceAll(',', ''))).toBeGreaterThanOrEqual(kept);
    await expect(training.button('Pause')).toBeVisible({ timeout: 60_000 });
    await training.past(kept);
    expect(await training.lossNow()).toBeGreaterThan(0);
    await training.pause();
  }
});
