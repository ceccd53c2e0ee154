/** Data of one's own that is no IDX file: a table with its wizard, pictures in folders, an array. */
import { zipSync } from 'fflate';
import { encodePng } from '@/graph-engine/data/formats/testing/encode-png';
import { writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { expect, test } from '../fixtures/studio';

const ROWS = 240;
/** Three numbers, of which two go together, a category and a label. */
const csv = (): Uint8Array => {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const height = 150 + ((i * 37) % 50);
    return [`p${1000 + i}`, height, (height - 100 + ((i * 13) % 7) / 2).toFixed(1), i % 12 === 0 ? '' : 20 + ((i * 7) % 60), ['north', 'south', 'west'][i % 3], i % 6 === 0 ? 'sick' : 'well'].join(',');
  });
  return new TextEncoder().encode(`patient_id,height,weight,age,region,diagnosis\n${rows.join('\n')}\n`);
};

test('a table is dropped, guessed, used by one click, trains, and is there after a reload', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas, training, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const digits = canvas.dataset;
  await studio.drop([{ name: 'patients.csv', bytes: csv() }], digits);
  const wizard = studio.dialog('Use patients.csv');
  await expect(wizard).toContainText('240 rows × 6 columns. CSV');
  await expect(wizard.getByLabel('Kind of patient_id')).toHaveValue('identifier');
  await expect(wizard.getByLabel('Kind of region')).toHaveValue('category');
  await expect(wizard.getByLabel('Label', { exact: true }).locator('option:checked')).toHaveText('diagnosis');
  await wizard.getByLabel('Missing values of age').selectOption('indicator');
  await wizard.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(studio.notice('patients.csv is now the data, in place of Digits')).toContainText('fitted to it');
  await expect(digits).toContainText('240 rows');
  await expect(studio.problems).toHaveCount(0);

  // One step of the history, taken back and done again.
  await studio.undo();
  await expect(digits).not.toContainText('rows');
  await studio.redo();
  await expect(digits).toContainText('240 rows');

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first);
  await training.pause();
  await canvas.selectDataset();
  await expect(inspector.root.getByRole('list', { name: 'Columns of the table' })).toContainText('region');
  await inspector.root.getByRole('button', { name: 'Look at the data…' }).click();
  const browser = studio.dialog('Data of patients');
  await expect(browser.getByRole('row').nth(1)).toContainText('p1000');
  await browser.getByRole('tab', { name: 'Columns' }).click();
  await expect(browser.getByRole('listitem').filter({ hasText: 'height' }).first()).toContainText('Deviation');
  await browser.getByRole('tab', { name: /^Overview/ }).click();
  await expect(browser).toContainText('Training');
  await browser.getByRole('button', { name: 'Close' }).last().click();

  await studio.saved();
  page.once('dialog', (dialog) => void dialog.accept());
  await studio.reload();
  await expect(digits).toContainText('240 rows', { timeout: 30_000 });
  await canvas.selectDataset();
  await inspector.root.getByRole('button', { name: 'Change columns…' }).click();
  await expect(wizard.getByLabel('Missing values of age')).toHaveValue('indicator');
  await wizard.getByRole('button', { name: 'Cancel' }).click();
  await expect(wizard).toHaveCount(0);
});

test('a file that is read wrongly is read in another way, one that is left changes nothing, and rows are pasted from a spreadsheet', async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const text = `3;1,5;0\n${Array.from({ length: 40 }, (_, i) => `${i};${i % 7},25;${i % 2}`).join('\n')}\n`;
  await studio.drop([{ name: 'values.txt', bytes: new TextEncoder().encode(text) }], canvas.dataset);
  const wizard = studio.dialog('Use values.txt');
  await expect(wizard).toContainText('41 rows × 3 columns. CSV with semicolons');
  await wizard.getByText('Read the file in another way').click();
  await wizard.getByLabel('First row', { exact: true }).selectOption('true');
  await expect(wizard).toContainText('40 rows × 3 columns');
  await wizard.getByRole('button', { name: 'Cancel' }).click();
  await expect(wizard).toHaveCount(0);
  await expect(studio.problems).toHaveCount(0);
  expect((await studio.document()).nodes['dataset']?.params['source']).toBe('digits');

  const cells = `time\tload\n${Array.from({ length: 50 }, (_, i) => `${i}\t${(i * 7) % 11}`).join('\n')}\n`;
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), cells);
  await canvas.selectDataset();
  await page.keyboard.press('ControlOrMeta+v');
  const pasted = studio.dialog(/^Use pasted-/);
  await expect(pasted).toContainText('50 rows × 2 columns');
  // The button has the focus: Enter is enough.
  await page.keyboard.press('Enter');
  await expect(canvas.dataset).toContainText('50 rows');
});

test('a zip of pictures in folders and an array are used as they are', async ({ studio }) => {
  test.setTimeout(120_000);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const digits = canvas.dataset;
  const picture = (i: number): Uint8Array => encodePng({ width: 12, height: 12, depth: 8, colour: 0, samples: Array.from({ length: 144 }, (_, at) => (at * (i + 3)) % 256) });
  const files = Object.fromEntries(['cats', 'dogs'].flatMap((kind) => Array.from({ length: 10 }, (_, i) => [`animals/${kind}/${i}.png`, picture(i)] as const)));
  await studio.drop([{ name: 'animals.zip', bytes: zipSync(files) }], digits);
  await expect(studio.notice('animals.zip is now the data, in place of Digits')).toBeVisible();
  await expect(digits).toContainText('20 items');
  await expect(digits).toContainText('labelled');
  await expect(studio.problems).toHaveCount(0);

  const values = Array.from({ length: 30 * 64 }, (_, i) => (i % 64) / 63);
  await studio.drop([{ name: 'lab.npy', bytes: writeNpy('f4', [30, 8, 8], values) }], digits);
  await expect(studio.notice('lab.npy is now the data')).toBeVisible();
  await expect(digits).toContainText('30 items');
  await expect(studio.problems).toHaveCount(0);
  await studio.training.ready();
});

test('of a file with several arrays another is taken, and the networks are fitted to it and to how it is turned', async ({ studio }) => {
  test.setTimeout(120_000);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const values = (count: number) => Array.from({ length: count }, (_, i) => (i * 13) % 29);
  const file = { name: 'parts.npz', bytes: zipSync({ 'large.npy': writeNpy('f4', [40, 12, 12], values(40 * 144)), 'small.npy': writeNpy('f4', [20, 3, 8, 10], values(20 * 240)), 'kinds.npy': writeNpy('u1', [20], values(20).map((x) => x % 4)) }) };
  await studio.drop([file], canvas.dataset);
  const wizard = studio.dialog('Use parts.npz');
  await expect(wizard).toContainText('large holds 40 items of 12 × 12 × 1');
  await wizard.getByLabel('Items', { exact: true }).selectOption({ label: 'small (20 × 3 × 8 × 10)' });
  await expect(wizard).toContainText('small holds 20 items of 3 × 8 × 10.');
  await wizard.getByLabel('Classes').selectOption({ label: 'kinds (20)' });
  await expect(wizard).toContainText('small holds 20 items of 3 × 8 × 10, kinds their classes');
  await wizard.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(canvas.dataset).toContainText('20 items');
  await expect(studio.problems).toHaveCount(0);
  expect((await studio.document()).nodes['dataset']).toMatchObject({ name: 'parts', params: { reading: '{"array":"small","labels":"kinds"}', shape: [3, 8, 10] } });

  await canvas.dataset.getByRole('button', { name: 'Noticed…' }).click();
  const dialog = studio.dialog('Data of parts');
  await dialog.getByRole('button', { name: 'Turn to 8 × 10 × 3' }).click();
  await expect(dialog).toContainText('20 items of 8 × 10 × 3');
  await expect(studio.problems).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Which array…' }).click();
  await expect(wizard).toContainText('small holds 20 items');
  await wizard.getByRole('button', { name: 'Cancel' }).click();
});
