/** What is fetched before anything can be done: little, and neither tfjs nor Monaco before they are needed. */
import { expect, test } from '../fixtures/studio';
import { bytesOf, followScripts, isMonaco, isTfjs } from '../pages/first-load';

test('the page fetches less than 500 kB of script, without tfjs and Monaco, and each of them when it is needed', async ({ studio, page }) => {
  const scripts = followScripts(page);
  await studio.open();
  await studio.training.ready();
  await page.waitForLoadState('networkidle');
  const atFirst = await scripts();
  expect(atFirst.filter(isTfjs).map(({ name }) => name)).toEqual([]);
  expect(atFirst.filter(isMonaco).map(({ name }) => name)).toEqual([]);
  expect(bytesOf(atFirst, 'page')).toBeGreaterThan(100_000);
  expect(bytesOf(atFirst, 'page')).toBeLessThan(500_000);

  await studio.training.chooseBackend('CPU');
  await expect(studio.training.backend).toHaveText('CPU');
  await expect.poll(async () => (await scripts()).filter(isTfjs).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect((await scripts()).filter(isMonaco).map(({ name }) => name)).toEqual([]);
  await studio.code.open();
  await expect.poll(async () => (await scripts()).filter(isMonaco).length, { timeout: 30_000 }).toBeGreaterThan(0);
});
