/** The menu of backends: what a step of the open model takes on each, or why that is not known. */
import { expect, test } from '../fixtures/studio';

test('the menu says what a step takes, and remembers it for the model', async ({ studio, page }, info) => {
  test.setTimeout(120_000);
  const { training } = studio;
  const entry = (title: string) => page.getByRole('menuitemradio', { name: new RegExp(`^${title}`) });
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  await training.backend.click();
  await expect(entry('WASM')).toContainText(/in use[\d.]+ ms a step/);
  await expect(entry('Automatic')).toContainText('WASM, the only fast one that works here');
  const remembered = await entry('WASM').innerText().then((text) => text.replaceAll('\n', ''));
  // This browser has no graphics card.
  for (const title of ['WebGPU', 'WebGL']) await expect(entry(title)).not.toContainText(/measured|ms a step/);
  await expect(entry('WebGPU')).toContainText('WebGPU does not run here');
  await expect(entry('CPU')).toContainText('not measured: slow');
  await info.attach('times', { body: await page.screenshot({ path: info.outputPath('times.png') }), contentType: 'image/png' });
  await page.keyboard.press('Escape');

  await test.step('after a reload it is there at once', async () => {
    const [, time] = / use([\d.]+ ms) a step/.exec(remembered) ?? [];
    await studio.reload();
    await training.ready();
    await training.backend.click();
    await expect(entry('WASM')).toContainText(`in use${time} a step`, { timeout: 1000 });
    await page.keyboard.press('Escape');
  });

  await test.step('a model that was changed is measured anew', async () => {
    await training.set('Batch size', '32');
    await training.ready();
    await training.backend.click();
    await expect(entry('WASM')).toContainText(/in use[\d.]+ ms a step/);
    await page.keyboard.press('Escape');
  });

  await test.step('what is chosen by hand is measured when the menu is opened', async () => {
    await training.chooseBackend('CPU');
    await expect(training.backend).toHaveAccessibleName('Backend: CPU', { timeout: 60_000 });
    await training.ready();
    await training.backend.click();
    await expect(entry('CPU')).toContainText(/in use[\d.]+ ms a step/);
    await expect(entry('Automatic')).toContainText('The fastest for this model: WASM');
  });
});
