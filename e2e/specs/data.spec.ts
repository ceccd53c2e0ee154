/** Data of one's own: IDX files by drop and by dialog, what is refused, and downloads without a network. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'fflate';
import { mnist } from '@/graph-engine/data/sources/mnist';
import { idxPair, patternsFile, shortBlobs, shortPatterns } from '../fixtures/idx-bytes';
import { publishedMnist } from '../fixtures/published-mnist';
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

test('IDX files dropped on the Dataset are its data from then on, also after a reload, and train', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { canvas, training } = studio;
  const { images, labels } = idxPair(400);
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await studio.drop([{ name: 'shapes-images.gz', bytes: gzipSync(images) }, { name: 'shapes-labels', bytes: labels }], canvas.dataset);
  await expect(studio.notice('are now the data, in place of Digits')).toBeVisible();
  await expect(canvas.dataset).toContainText('400 items');
  await expect(canvas.dataset).toContainText('labelled');

  // The Decoder gave 28 × 28: it was led to the new shape, in the same step.
  await expect(studio.problems).toHaveCount(0);
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first / 2);

  await studio.saved();
  page.once('dialog', (dialog) => void dialog.accept());
  await studio.reload();
  await expect(canvas.dataset).toContainText('400 items', { timeout: 30_000 });
});

test('pictures with the channels first are suspected, turned in one click, and stay turned after a reload; labels have their column chosen', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas } = studio;
  const pixels = Array.from({ length: 20 * 3 * 16 * 12 }, (_, i) => i % 251);
  const images = Uint8Array.from([0, 0, 8, 4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 16, 0, 0, 0, 12, ...pixels]);
  const labels = Uint8Array.from([0, 0, 12, 2, 0, 0, 0, 20, 0, 0, 0, 2, ...Array.from({ length: 20 }, (_, i) => [0, 0, 0, i % 2, 0, 0, 0, i % 5]).flat()]);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const digits = canvas.dataset;
  await studio.drop([{ name: 'x-images.idx4', bytes: images }, { name: 'x-labels-idx2-int', bytes: labels }], digits);
  const noticed = studio.notice('3 × 16 × 12 looks like channels first');
  await expect(noticed).toContainText('2 columns of labels for each item');
  await noticed.getByRole('button', { name: 'Turn' }).click();
  await expect.poll(async () => (await studio.document()).nodes['dataset']?.params).toMatchObject({ layout: 'channels-first', shape: [16, 12, 3], fileName: 'x-images.idx4' });
  await digits.getByRole('button', { name: 'Noticed…' }).click();
  const dialog = studio.dialog('Data of x-images');
  await expect(dialog).toContainText('20 items of 16 × 12 × 3, 2 classes');
  await dialog.getByLabel('Column of the class').selectOption('1');
  await expect(dialog).toContainText('20 items of 16 × 12 × 3, 5 classes');
  await dialog.getByLabel('Order in the file').selectOption({ label: 'Height, width, channels (items of 3 × 16 × 12)' });
  await expect(dialog.getByRole('button', { name: 'Turn to 16 × 12 × 3' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Turn to 16 × 12 × 3' }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await studio.saved();
  page.once('dialog', (leave) => void leave.accept());
  await studio.reload();
  await expect(digits).toContainText('20 items', { timeout: 30_000 });
});

test('files that are damaged, foreign or do not belong together are refused by name, and the data stays', async ({ studio }) => {
  const { canvas, training } = studio;
  const { images, labels } = idxPair(40);
  const fewer = idxPair(30).labels;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  const digits = canvas.dataset;
  const cases = [
    { files: [{ name: 'cut.idx3', bytes: images.slice(0, 1000) }], told: /cut\.idx3: expected 2,576 bytes .*found 1,000 bytes.*cut off/ },
    { files: [{ name: 'photo.jpg', bytes: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8]) }], told: /photo\.jpg: expected a JPEG picture, and found one that is broken or cut off/ },
    { files: [{ name: 'images.idx3', bytes: images }, { name: 'labels.idx1', bytes: fewer }], told: /labels\.idx1: expected 40 labels for the images of images\.idx3, and found 30/ },
    { files: [{ name: 'labels.idx1', bytes: labels }], told: /labels\.idx1: expected an images file, and found labels only/ },
    { files: [{ name: 'empty.idx', bytes: new Uint8Array() }], told: /empty\.idx: expected data, and found an empty file/ },
  ];
  for (const { files, told } of cases) {
    await studio.drop(files, digits);
    await expect(digits.getByText(told)).toBeVisible();
  }
  await expect(studio.problems).toHaveCount(0);
  await training.ready();
});

test('a file of unsigned 16-bit numbers is suspected aloud, and read as such by one click', async ({ studio }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.training.ready();
  const digits = canvas.dataset;
  await studio.drop([{ name: 'scans.idx', bytes: shortBlobs(60) }], digits);
  await expect(studio.notice('they look like unsigned ones')).toBeVisible();
  await expect(digits).toContainText(/scans\.idx says that it holds signed 16-bit integers/);
  await expect(digits).toContainText(/Contrast stretched: −\d/);
  await digits.getByRole('button', { name: 'Read them as unsigned' }).click();
  await expect(digits).not.toContainText('signed 16-bit');
  await expect(digits).toContainText('60,000 is white');
  await canvas.selectDataset();
  await expect(inspector.problems).toContainText('holds unsigned 16-bit integers');
});

test('another file is looked at with the trained weights, and document and weights stay', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { canvas, training, drawer } = studio;
  const { images, labels } = idxPair(200);
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  for (let step = 1; step <= 3; step++) {
    await training.button('One step').click();
    await training.at(step);
  }
  const view = await drawer.show('Reconstructions');
  await expect(view.getByRole('img', { name: /held-out inputs/ })).toBeVisible();

  // Eight items that are alike, and an odd one.
  const patterns = patternsFile([5]);
  const coming = page.waitForEvent('filechooser');
  await drawer.root.getByRole('button', { name: 'Look at another file…' }).click();
  await (await coming).setFiles({ name: 'strange.idx', mimeType: 'application/octet-stream', buffer: Buffer.from(patterns) });
  const bar = drawer.root.getByTestId('looking');
  await expect(bar).toContainText('Looking at strange.idx, 9 items, with the trained weights');
  await expect(view.getByRole('img', { name: '9 items of the file' })).toBeVisible();
  await view.getByLabel('Order').selectOption({ label: 'Largest error first' });
  await expect(view.getByRole('listitem').first()).toContainText('item 5');
  await expect(training.bar).not.toContainText('Edited');
  expect(await training.step()).toBe(3);
  const saved = page.waitForEvent('download');
  await bar.getByRole('button', { name: 'Save codes and errors' }).click();
  const rows = (await readFile(await (await saved).path(), 'utf8')).trimEnd().split('\n');
  expect(rows[0]).toBe('item,error,code_1,code_2');
  expect(rows).toHaveLength(10);

  // A file of other sizes is refused by name, and what is shown stays.
  await studio.drop([{ name: 'large.idx', bytes: images }, { name: 'large-labels.idx', bytes: labels }], drawer.root.getByRole('tabpanel'));
  await expect(studio.notice('cannot be looked at')).toContainText('large.idx has [8, 8, 1]');
  await expect(bar).toContainText('strange.idx');
  await bar.getByRole('button', { name: /^Back to/ }).click();
  await expect(bar).toHaveCount(0);
  await expect(view.getByRole('img', { name: /held-out inputs/ })).toBeVisible();
  await expect(training.bar).not.toContainText('Edited');
  await expect(canvas.dataset).toContainText('600 items');
});

test('a file dropped on the Dataset of a trained model can be looked at alone, and read as it was meant', async ({ studio }) => {
  test.setTimeout(120_000);
  const { canvas, training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  await training.button('One step').click();
  await training.at(1);
  await studio.drop([{ name: 'odd.idx', bytes: shortPatterns(12) }], canvas.dataset);
  await studio.notice('is now the data, in place of Patterns').getByRole('button', { name: 'Only look at it' }).click();
  const bar = drawer.root.getByTestId('looking');
  await expect(bar).toContainText('Looking at odd.idx, 12 items');
  // The edit is taken back, and so is what it asked for.
  await expect(canvas.dataset).toContainText('600 items');
  await expect(training.bar).not.toContainText('Edited');
  expect((await studio.document()).nodes['dataset']?.params['source']).toBe('patterns');
  expect(await training.step()).toBe(1);
  await expect(bar).toContainText('they look like unsigned ones');
  await bar.getByRole('button', { name: 'Read them as unsigned' }).click();
  await expect(bar).not.toContainText('they look like unsigned ones');
  await bar.getByRole('button', { name: /^Back to/ }).click();
  await expect(bar).toHaveCount(0);
});

test('MNIST without a network says so and offers the file dialog; a choice by dialog is refused with its reason', async ({ studio, page, pageErrors }) => {
  test.setTimeout(120_000);
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const origin = new URL(page.url()).origin;
  await page.route((url) => url.origin !== origin, (route) => route.abort('internetdisconnected'));
  await canvas.selectDataset();
  await inspector.field('Source').selectOption({ label: 'MNIST' });
  const digits = canvas.dataset;
  await digits.getByRole('button', { name: /^Download/ }).click();
  await expect(digits.getByText(/could not be downloaded.*open it with the file dialog/)).toBeVisible({ timeout: 30_000 });
  await digits.getByRole('button', { name: 'Choose data…' }).click();
  const dialog = studio.dialog('Data of MNIST');
  await expect(dialog.getByRole('alert')).toContainText('could not be downloaded');
  await expect(dialog.getByRole('button', { name: /^Download/ })).toBeVisible();

  const coming = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Open files…' }).click();
  await (await coming).setFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('no pictures here') });
  await expect(dialog.getByRole('alert')).toContainText('notes.csv: expected rows below the header, and found none');
  // The browser itself logs the requests that failed.
  expect(pageErrors.filter((text) => !/ERR_INTERNET_DISCONNECTED/.test(text))).toEqual([]);
  pageErrors.length = 0;
});

const { images: imagesFile, labels: labelsFile } = mnist.download;
const open = { 'access-control-allow-origin': '*' };

test('IDX files by the dialog; a download of other bytes is refused by its checksum, and the next choice forgets it', async ({ studio, page, pageErrors }) => {
  test.setTimeout(120_000);
  const { canvas, inspector } = studio;
  const { images, labels } = idxPair(400);
  const digits = canvas.dataset;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.selectDataset();
  await inspector.field('Source').selectOption({ label: 'Own file' });
  await expect(digits).toContainText('Drop a file here');
  await digits.getByRole('button', { name: 'Choose data…' }).click();
  const dialog = studio.dialog(/^Data of /);
  await expect(dialog).toContainText('No file is loaded.');
  const choose = async (files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<void> => {
    const coming = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Open files…' }).click();
    await (await coming).setFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) })));
  };
  await choose([{ name: 'shapes-images.gz', bytes: gzipSync(images) }, { name: 'shapes-labels', bytes: labels }]);
  await expect(dialog).toContainText('400 items of 8 × 8 × 1, 2 classes');
  await expectPicture(dialog.getByRole('img', { name: /^The first 36 items/ }));
  await choose([{ name: 'notes.csv', bytes: Buffer.from('no pictures here') }]);
  await expect(dialog.getByRole('alert')).toContainText('notes.csv: expected rows below the header, and found none');

  const asked: string[] = [];
  await page.route(/^https:/, async (route) => {
    const address = route.request().url();
    asked.push(address);
    await (address === imagesFile.url ? route.fulfill({ headers: open, body: Buffer.alloc(imagesFile.bytes) }) : route.fulfill({ headers: open, status: 404 }));
  });
  await dialog.getByLabel('Source').selectOption({ label: 'MNIST' });
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Download 9.9 MB' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/train-images.*raw\.githubusercontent\.com: expected the SHA-256 checksum 440fcabf73cc…, and found .*storage\.googleapis\.com: the server answered 404/);
  await expect(dialog.getByRole('button', { name: /^Download/ })).toBeEnabled();
  expect(asked).toEqual([imagesFile.url, ...imagesFile.mirrors]);

  await dialog.getByLabel('Source').selectOption({ label: 'Own file' });
  await expect(dialog).toContainText('400 items of 8 × 8 × 1');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(digits).toContainText('400 items');
  // The browser itself logs the mirror's answer.
  expect(pageErrors.filter((text) => !text.includes('status of 404'))).toEqual([]);
  pageErrors.length = 0;
});

test('a download of MNIST shows how far it is, is cancelled, finishes, and is there without a network', async ({ studio, page, pageErrors }) => {
  test.setTimeout(180_000);
  const files = publishedMnist();
  test.skip(typeof files === 'string', `skipped: ${String(files)}`);
  if (typeof files === 'string') return;
  const { canvas, inspector } = studio;
  const digits = canvas.dataset;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.selectDataset();
  await inspector.field('Source').selectOption({ label: 'MNIST' });
  await expect(digits).toContainText('Not in this browser yet');
  let held: ((labels: Buffer) => Promise<void>) | null = null;
  await page.route(imagesFile.url, (route) => route.fulfill({ headers: open, body: files.images }));
  await page.route(labelsFile.url, (route) => void (held = (body) => route.fulfill({ headers: open, body })));

  await digits.getByRole('button', { name: 'Download 10 MB' }).click();
  await expect(digits.getByRole('progressbar')).toHaveAttribute('value', /^0\.99/, { timeout: 30_000 });
  await expect.poll(() => held !== null).toBe(true);
  await digits.getByRole('button', { name: 'Cancel' }).click();
  await expect(digits).toContainText('Not in this browser yet');
  await expect(digits.getByRole('progressbar')).toHaveCount(0);

  // What had arrived is kept: only the labels are asked for again.
  await page.unroute(imagesFile.url);
  await page.unroute(labelsFile.url);
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ headers: open, body: files.labels });
  });
  await digits.getByRole('button', { name: 'Download 10 MB' }).click();
  await expect(studio.notice('MNIST is there.')).toContainText('60,000 items', { timeout: 30_000 });
  expect(asked).toEqual([labelsFile.url]);
  await expect(digits).toContainText('60,000 items');
  await expectPicture(digits.getByRole('slider', { name: /^Items of MNIST/ }).locator('canvas'));
  await studio.training.ready();

  await studio.saved();
  await page.unrouteAll();
  await page.route(/^https:/, (route) => route.abort('internetdisconnected'));
  await studio.reload();
  await expect(digits).toContainText('60,000 items', { timeout: 30_000 });
  expect(pageErrors).toEqual([]);
});

test('real MNIST trains', async ({ studio }) => {
  test.setTimeout(240_000);
  const files = ['mnist_train10k/train10k-images-idx3-ubyte.gz', 'mnist_train10k/train10k-labels-idx1-ubyte.gz'];
  test.skip(!files.every((name) => existsSync(shared + name)), `skipped: ${files.join(' and ')} are not beside the project`);
  const { canvas, training } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await studio.drop(await Promise.all(files.map(async (name) => ({ name: name.replace(/^.*\//, ''), bytes: new Uint8Array(await readFile(shared + name)) }))), canvas.dataset);
  await expect(canvas.dataset).toContainText('10,000 items', { timeout: 60_000 });
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first / 2);
  await training.pause();
});
