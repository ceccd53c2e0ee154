/** A file of one's own from the drop to the odd column: real measures of cells where they lie beside the project, else those that the studio draws. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cells } from '@/graph-engine/data/sources/cells';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { expect, test } from '../fixtures/studio';

const published = fileURLToPath(new URL('../../../shared/data/wdbc/data.csv', import.meta.url));

/** A header and lines, with an identifier and a diagnosis before the measures. */
async function table(): Promise<readonly string[]> {
  if (existsSync(published)) return readFileSync(published, 'utf8').trim().split(/\r?\n/).map((line) => line.replace(/,$/, ''));
  console.log('drawn cells in place of wdbc/data.csv, which is not beside the project');
  const { values, columns, labels, count } = await loadDataset(cells, { seed: 5, count: 500 });
  const width = columns!.length;
  return [['id', 'diagnosis', ...columns!.map(({ name }) => name)].join(','), ...Array.from({ length: count }, (_, row) => [1000 + 7 * row, labels![row] === 0 ? 'B' : 'M', ...values.subarray(row * width, (row + 1) * width)].join(','))];
}
const bytes = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

test('a file is dropped, learned from, judged, asked about other rows, and is all there after a reload', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { canvas, training, drawer } = studio;
  const [header = '', ...lines] = await table();
  const kept = lines.slice(0, -60);
  const others = lines.slice(-60).map((line) => line.split(',').toSpliced(0, 2).join(','));
  await studio.open();
  await studio.openTemplate('anomaly-cells');
  const data = canvas.node('Data');

  await test.step('drop, wizard, train', async () => {
    await studio.drop([{ name: 'my-cells.csv', bytes: bytes([header, ...kept]) }], data);
    const wizard = studio.dialog('Use my-cells.csv');
    await expect(wizard.getByLabel('Kind of id')).toHaveValue('identifier');
    await expect(wizard.getByLabel('Label', { exact: true }).locator('option:checked')).toHaveText('diagnosis');
    // The document looks for the unusual: what is normal is known of a published set, and guessed of others.
    await expect(wizard.getByRole('checkbox', { name: /^B\b/ })).toBeChecked();
    await expect(wizard.getByRole('checkbox', { name: /^M\b/ })).not.toBeChecked();
    await wizard.getByRole('button', { name: 'Use', exact: true }).click();
    await expect(data).toContainText(`${kept.length} rows`);
    await expect(studio.problems).toHaveCount(0);
    await training.ready();
    await training.train();
    await expect(training.bar).toContainText('Done', { timeout: 90_000 });
  });

  const panel = await drawer.show('Anomalies');
  const threshold = panel.getByRole('slider', { name: 'Threshold' });
  const rows = panel.getByRole('table', { name: 'Rows and what stands out in them' });
  await test.step('move the threshold', async () => {
    await expect(panel.getByTestId('anomaly-verdict')).not.toBeEmpty({ timeout: 60_000 });
    const before = Number(await threshold.getAttribute('aria-valuenow'));
    await threshold.focus();
    await page.keyboard.press('PageUp');
    await expect.poll(async () => Number(await threshold.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
  });
  await test.step('other rows, and what is odd about the first', async () => {
    await studio.drop([{ name: 'others.csv', bytes: bytes([header.split(',').toSpliced(0, 2).join(','), ...others]) }], panel);
    await expect(panel).toContainText('60 rows of the file that is looked at', { timeout: 30_000 });
    await panel.getByRole('combobox', { name: 'Score', exact: true }).selectOption('error');
    await rows.getByRole('button').first().click();
    const made = panel.getByRole('table', { name: /^What the score of item \d+ is made of$/ });
    const columns = header.replaceAll('"', '').split(',');
    // The table is that of the score before until the new one has come; the code is a part of that one.
    await expect.poll(async () => columns.includes((await made.getByRole('rowheader').first().innerText()).trim())).toBe(true);
  });
  await test.step('after a reload', async () => {
    await studio.saved();
    page.once('dialog', (dialog) => void dialog.accept());
    await studio.reload();
    await expect(data).toContainText(`${kept.length} rows`, { timeout: 30_000 });
    const again = await drawer.show('Anomalies');
    await expect(again.getByTestId('anomaly-verdict')).not.toBeEmpty({ timeout: 60_000 });
  });
});

test('pictures of a folder, one file each, train and are looked at', async ({ studio }) => {
  test.setTimeout(120_000);
  const { canvas, training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const picture = (i: number): Uint8Array => new Uint8Array([...new TextEncoder().encode('P5\n# drawn\n16 12 255\n'), ...Array.from({ length: 192 }, (_, at) => (at * (i + 2)) % 256)]);
  await studio.drop(Array.from({ length: 30 }, (_, i) => ({ name: `${i}.pgm`, bytes: picture(i) })), canvas.dataset);
  await expect(canvas.dataset).toContainText('30 items', { timeout: 20_000 });
  await expect(studio.problems).toHaveCount(0);
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first);
  await training.pause();
  await drawer.show('Reconstructions');
});
