/** Data of one's own: IDX files by drop and by dialog, what is refused, and downloads without a network. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'fflate';
import { idxPair } from '../fixtures/idx-bytes';
import { expect, test } from '../fixtures/studio';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

test('IDX files dropped on the Dataset are its data from then on, also after a reload, and train', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { canvas, training, inspector } = studio;
  const { images, labels } = idxPair(400);
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await studio.drop([{ name: 'shapes-images.gz', bytes: gzipSync(images) }, { name: 'shapes-labels', bytes: labels }], canvas.node('Digits'));
  await expect(studio.notice('is now the data of Digits')).toBeVisible();
  await expect(canvas.node('Digits')).toContainText('400 items');
  await expect(canvas.node('Digits')).toContainText('labelled');

  // The Decoder still gives 28 × 28: told, with the cure.
  await expect(studio.problems).toBeVisible();
  await canvas.select('Decoder');
  await inspector.layers.nth(2).getByRole('button', { expanded: false }).click();
  await inspector.fill('Units', '64');
  await inspector.layers.nth(3).getByRole('button', { expanded: false }).click();
  await inspector.fill('Shape', '8, 8, 1');
  await expect(studio.problems).toHaveCount(0);
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first / 2);

  await studio.saved();
  page.once('dialog', (dialog) => void dialog.accept());
  await studio.reload();
  await expect(canvas.node('Digits')).toContainText('400 items', { timeout: 30_000 });
});

test('files that are damaged, foreign or do not belong together are refused by name, and the data stays', async ({ studio }) => {
  const { canvas, training } = studio;
  const { images, labels } = idxPair(40);
  const fewer = idxPair(30).labels;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  const digits = canvas.node('Digits');
  const cases = [
    { files: [{ name: 'cut.idx3', bytes: images.slice(0, 1000) }], told: /cut\.idx3: expected 2,576 bytes .*found 1,000 bytes.*cut off/ },
    { files: [{ name: 'photo.jpg', bytes: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8]) }], told: /photo\.jpg: expected the magic number.*a JPEG picture/ },
    { files: [{ name: 'images.idx3', bytes: images }, { name: 'labels.idx1', bytes: fewer }], told: /labels\.idx1: expected 40 labels for the images of images\.idx3, and found 30/ },
    { files: [{ name: 'labels.idx1', bytes: labels }], told: /labels\.idx1: expected an images file, and found labels only/ },
    { files: [{ name: 'empty.idx', bytes: new Uint8Array() }], told: /empty\.idx: expected an IDX file, and found an empty one/ },
  ];
  for (const { files, told } of cases) {
    await studio.drop(files, digits);
    await expect(digits.getByText(told)).toBeVisible();
  }
  await expect(studio.problems).toHaveCount(0);
  await training.ready();
});

test('MNIST without a network says so and offers the file dialog; a choice by dialog is refused with its reason', async ({ studio, page, pageErrors }) => {
  test.setTimeout(120_000);
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const origin = new URL(page.url()).origin;
  await page.route((url) => url.origin !== origin, (route) => route.abort('internetdisconnected'));
  await canvas.select('Digits');
  await inspector.field('Source').selectOption({ label: 'MNIST' });
  const digits = canvas.node('Digits');
  await digits.getByRole('button', { name: /^Download/ }).click();
  await expect(digits.getByText(/could not be downloaded.*open it with the file dialog/)).toBeVisible({ timeout: 30_000 });
  await digits.getByRole('button', { name: 'Choose data…' }).click();
  const dialog = studio.dialog('Data of Digits');
  await expect(dialog.getByRole('alert')).toContainText('could not be downloaded');
  await expect(dialog.getByRole('button', { name: /^Download/ })).toBeVisible();

  const coming = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Open IDX files…' }).click();
  await (await coming).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no pictures here') });
  await expect(dialog.getByRole('alert')).toContainText('notes.txt: expected the magic number');
  // The browser itself logs the requests that failed.
  expect(pageErrors.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([]);
  pageErrors.length = 0;
});

test('real MNIST trains', async ({ studio }) => {
  test.setTimeout(240_000);
  const files = ['mnist_train10k/train10k-images-idx3-ubyte.gz', 'mnist_train10k/train10k-labels-idx1-ubyte.gz'];
  test.skip(!files.every((name) => existsSync(shared + name)), `skipped: ${files.join(' and ')} are not beside the project`);
  const { canvas, training } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await studio.drop(await Promise.all(files.map(async (name) => ({ name: name.replace(/^.*\//, ''), bytes: new Uint8Array(await readFile(shared + name)) }))), canvas.node('Digits'));
  await expect(canvas.node('Digits')).toContainText('10,000 items', { timeout: 60_000 });
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first / 2);
  await training.pause();
});
