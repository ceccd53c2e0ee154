/** From a template to the unusual rows: areas beside simpler means, a threshold that is dragged and moved by keys, and what is odd about a row. */
import { readFile } from 'node:fs/promises';
import { cells } from '@/graph-engine/data/sources/cells';
import { loadDataset } from '@/graph-engine/data/sources/load';
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';

/** Other cells than those of the template, as a file: its columns, without what each sample is. */
async function otherCells(count: number): Promise<string> {
  const { values, columns } = await loadDataset(cells, { seed: 9, count });
  const width = columns!.length;
  const lines = Array.from({ length: count }, (_, row) => Array.from(values.subarray(row * width, (row + 1) * width)).join(','));
  return `${[columns!.map(({ name }) => name).join(','), ...lines].join('\n')}\n`;
}

test('cells: who ranks best, what a threshold does, and which column makes a row odd', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { training, drawer } = studio;
  await studio.open();
  await expect(drawer.root.getByRole('tab', { name: 'Anomalies' })).toHaveCount(0);
  await studio.openTemplate('anomaly-cells');
  await training.ready();
  await training.train();
  const panel = await drawer.show('Anomalies');
  await expect(training.bar).toContainText('Done', { timeout: 60_000 });

  await test.step('areas of the model and of four simpler means, and a sentence', async () => {
    const table = panel.getByRole('table', { name: 'The model beside simpler means' });
    await expect(table.getByText('computing…')).toHaveCount(0, { timeout: 30_000 });
    await expect(table.getByRole('row')).toHaveCount(6);
    for (const name of ['This model', 'No model', 'Principal components', 'Isolation forest', 'Nearest neighbours']) {
      await expect(table.getByRole('row', { name: new RegExp(`^${name} (\\.\\d{3}|1) ?\\.\\d{3}–`) })).toBeVisible();
    }
    await expect(panel.getByTestId('anomaly-verdict')).toHaveText(/^(A tie: .+|The model ranks best: .+|.+ ranks? better here: .+)\.$/);
    await expect(panel).toContainText(/\d+ (test|held-out) rows, which .+; \d+ are normal and \d+ are not\./);
  });

  const threshold = panel.getByRole('slider', { name: 'Threshold' });
  const figures = panel.getByTestId('anomaly-figures');
  const figure = async (name: string): Promise<number> => Number.parseFloat((await figures.getByText(name, { exact: true }).locator('xpath=following-sibling::dd').innerText()));
  await test.step('the threshold follows keys and the pointer', async () => {
    expect(await figure('False positives')).toBeLessThanOrEqual(5);
    await threshold.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => figure('Recall')).toBeGreaterThan(99);
    const loose = await figure('Precision');
    for (let press = 0; press < 7; press++) await page.keyboard.press('PageUp');
    await expect.poll(() => figure('Recall')).toBeLessThan(80);
    expect(await figure('Precision')).toBeGreaterThan(loose);
    await expect(panel.getByRole('combobox', { name: 'Threshold by' })).toHaveValue('hand');
    const before = Number(await threshold.getAttribute('aria-valuenow'));
    const plot = await boxOf(panel.getByRole('img', { name: /^Histogram of the scores/ }));
    await page.mouse.move(plot.x + plot.width * 0.7, plot.y + 40);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width * 0.2, plot.y + 40, { steps: 4 });
    await page.mouse.up();
    expect(Number(await threshold.getAttribute('aria-valuenow'))).toBeLessThan(before);
    await panel.getByRole('combobox', { name: 'Threshold by' }).selectOption('f1');
    expect(await figure('F1')).toBeGreaterThan(0.7);
  });

  await test.step('a row is chosen, and its odd columns are named', async () => {
    const rows = panel.getByRole('table', { name: 'Rows and what stands out in them' });
    const second = rows.getByRole('row').nth(2);
    const item = (await second.getByRole('button').innerText()).trim();
    await rows.getByRole('button').first().click();
    await page.keyboard.press('ArrowDown');
    await expect(second.getByRole('button')).toBeFocused();
    const made = panel.getByRole('table', { name: `What the score of item ${item} is made of` });
    const column = await made.getByRole('rowheader').first().innerText();
    await expect(second).toContainText(column);
    await expect(made.getByRole('row').nth(1)).toContainText('%');
    await panel.getByRole('combobox', { name: 'Score', exact: true }).selectOption('error');
    // Of the error every part is a column: a value, and what it was rebuilt as.
    await expect(rows.getByRole('row').nth(1)).toContainText(/(mean|worst|error).+ → /, { timeout: 15_000 });
    await panel.getByRole('combobox', { name: 'Which rows' }).selectOption('normal');
    await expect(rows.getByRole('row').nth(1)).toContainText('benign');
    await page.screenshot({ path: test.info().outputPath('anomalies.png') });
  });

  await test.step('scores are saved', async () => {
    const coming = page.waitForEvent('download');
    await panel.getByRole('button', { name: 'Save scores' }).click();
    const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\n');
    expect(lines[0]).toBe('item,score,above,part,label,normal');
    expect(lines).toHaveLength(1001);
  });

  await test.step('a file that is dropped is scored, by the threshold that was set on the data of the model', async () => {
    await panel.getByRole('combobox', { name: 'Which rows' }).selectOption('all');
    await panel.getByRole('combobox', { name: 'Threshold by' }).selectOption('quantile');
    const set = Number(await threshold.getAttribute('aria-valuenow'));
    await studio.drop([{ name: 'others.csv', bytes: new TextEncoder().encode(await otherCells(60)) }], panel);
    await expect(panel).toContainText('60 rows of the file that is looked at. The threshold is set on the data of the model.', { timeout: 20_000 });
    expect(Number(await threshold.getAttribute('aria-valuenow'))).toBe(set);
    await expect(figures).toContainText(/\d+ of 60 rows lie above the threshold/);
    await expect(panel.getByRole('table', { name: 'The model beside simpler means' })).toHaveCount(0);
    await page.screenshot({ path: test.info().outputPath('looked-at.png') });
  });
});
