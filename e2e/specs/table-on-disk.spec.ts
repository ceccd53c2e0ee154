/** A table that is too large for the memory of the page: its rows stand in a file of the browser. A page that is told of little memory takes a small table for one. */
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/studio';

const ROWS = 30_000;
const csv = (): Uint8Array => new TextEncoder().encode(`size,weight,noise,kind\n${Array.from({ length: ROWS }, (_, i) => `${i},${(i * 37) % 211},${((i * 7919) % 1000) / 10},${['red', 'green', 'blue'][i % 3]}`).join('\n')}\n`);
/** 1 MB: 16,384 numbers. */
const withLittleMemory = (page: Page): Promise<unknown> => page.addInitScript(() => Object.defineProperty(navigator, 'deviceMemory', { value: 2 ** -10 }));
const kept = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const sizes: number[] = [];
    // A page that has no room left cannot make the folder.
    const folder = await root.getDirectoryHandle('hourglass-rows').catch(() => null);
    if (!folder) return sizes;
    for await (const handle of folder.values()) sizes.push((await (handle as FileSystemFileHandle).getFile()).size);
    return sizes;
  });
/** Three numbers and a category, 32 bits each. */
const BYTES = ROWS * 4 * 4;

test('it is dropped, trains, shows rows of its middle, is there after a reload, and in two pages at once', async ({ studio, page, context }) => {
  test.setTimeout(180_000);
  const { canvas, training, inspector } = studio;
  await withLittleMemory(page);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const data = canvas.dataset;
  await studio.drop([{ name: 'large.csv', bytes: csv() }], data);
  await studio.dialog('Use large.csv').getByRole('button', { name: 'Use', exact: true }).click();
  await expect(data).toContainText('30,000 rows', { timeout: 30_000 });
  await expect(studio.problems).toHaveCount(0);
  expect(await kept(page)).toEqual([BYTES]);

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first);
  await training.pause();

  await test.step('rows that are not in memory are read and shown', async () => {
    await canvas.selectDataset();
    await inspector.root.getByRole('button', { name: 'Look at the data…' }).click();
    const browser = studio.dialog('Data of large');
    await expect(browser.getByRole('row').nth(1)).toContainText('red');
    await browser.getByRole('button', { name: 'Last' }).click();
    await expect(browser.getByRole('row').last().getByRole('cell').first()).toHaveText('29,999');
    await browser.getByRole('tab', { name: 'Columns' }).click();
    await expect(browser.getByRole('listitem').filter({ hasText: 'weight' }).first()).toContainText('Deviation', { timeout: 30_000 });
    await browser.getByRole('button', { name: 'Close' }).last().click();
  });
  await studio.saved();
  await test.step('a second page reads a file of its own', async () => {
    const other = await context.newPage();
    await withLittleMemory(other);
    await other.goto(page.url());
    await expect.poll(() => kept(page), { timeout: 30_000 }).toEqual([BYTES, BYTES]);
    await other.close();
    await training.train();
    await training.pause();
  });
  await test.step('a reload reads the file again, and removes what is of no page', async () => {
    page.once('dialog', (dialog) => void dialog.accept());
    await studio.reload();
    await expect(data).toContainText('30,000 rows', { timeout: 30_000 });
    await expect.poll(() => kept(page)).toEqual([BYTES]);
    await training.train();
    await training.pause();
  });
  await test.step('the list of what is kept has it, and what a page left that is gone, which alone can be removed', async () => {
    await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('hourglass-rows');
      const left = await (await folder.getFileHandle('left', { create: true })).createWritable();
      await left.write(new Uint8Array(1234));
      await left.close();
    });
    await data.getByRole('button', { name: 'Data…' }).click();
    await page.getByText('Data kept in this browser').click();
    const rows = page.getByRole('list', { name: 'Data kept in this browser' }).getByRole('listitem').filter({ hasText: 'Rows of a large table' });
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: 'until the page that uses them closes' }).getByRole('button')).toHaveCount(0);
    await rows.filter({ hasText: 'of a page that is gone' }).getByRole('button', { name: 'Remove Rows of a large table from this browser' }).click();
    await expect(rows).toHaveCount(1);
    expect(await kept(page)).toEqual([BYTES]);
  });
});

test('reading is broken off in the middle, and leaves nothing', async ({ studio, page }) => {
  await withLittleMemory(page);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const data = studio.canvas.dataset;
  const rows = `${Array.from({ length: 60 }, (_, i) => (i * 1.37).toFixed(3)).join(',')}\n`;
  await page.evaluate(([line, count]) => {
    const file = new File([`${Array.from({ length: 60 }, (_, i) => `c${i}`).join(',')}\n`, line!.repeat(count)], 'long.csv');
    (window as { long?: File }).long = file;
  }, [rows, 150_000] as const);
  const transfer = await page.evaluateHandle(() => {
    const list = new DataTransfer();
    list.items.add((window as unknown as { long: File }).long);
    return list;
  });
  for (const event of ['dragenter', 'dragover', 'drop']) await data.dispatchEvent(event, { dataTransfer: transfer });
  const wizard = studio.dialog('Use long.csv');
  await wizard.getByRole('button', { name: 'Use', exact: true }).click({ timeout: 60_000 });
  await expect(wizard.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => kept(page).then((files) => files.length)).toBe(1);
  await wizard.getByRole('button', { name: 'Cancel' }).click();
  await expect(wizard).toHaveCount(0);
  await expect.poll(() => kept(page)).toEqual([]);
  await expect(data).not.toContainText('rows');
});

test('without a place for files the rows stand in memory', async ({ studio, page }) => {
  await withLittleMemory(page);
  await page.addInitScript(() => {
    Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined });
  });
  await studio.open();
  await studio.openTemplate('autoencoder');
  const data = studio.canvas.dataset;
  await studio.drop([{ name: 'large.csv', bytes: csv() }], data);
  await studio.dialog('Use large.csv').getByRole('button', { name: 'Use', exact: true }).click();
  await expect(data).toContainText('30,000 rows', { timeout: 30_000 });
  const first = await studio.training.firstLoss();
  await studio.training.train();
  await studio.training.lossBelow(first);
});

test('where the browser gives no more room, the rows stand in memory, which is told', async ({ studio, page, context }) => {
  await withLittleMemory(page);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const devtools = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  // Room for the folder and half of the rows.
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + BYTES / 2 });
  const data = studio.canvas.dataset;
  await studio.drop([{ name: 'large.csv', bytes: csv() }], data);
  await studio.dialog('Use large.csv').getByRole('button', { name: 'Use', exact: true }).click();
  await expect(data).toContainText('30,000 rows', { timeout: 30_000 });
  expect(await kept(page)).toEqual([]);
  await data.getByRole('button', { name: 'Noticed…' }).click();
  await expect(page.getByRole('dialog', { name: 'Data of ' })).toContainText('its rows stand in memory, and could not be kept in a file: the browser gives this page no more room, or the disk is full. Remove data that it keeps, or free space on the disk.');
});
