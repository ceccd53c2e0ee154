/** The code panel: files, search, the lines of a node, files that are no text, and what an edit changes. */
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';

test('code is read over the canvas, searched, compared before and after an edit, and its files looked into', async ({ studio, page }) => {
  test.setTimeout(240_000);
  const { canvas, code, training, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();

  await test.step('over the canvas, which keeps its width, and shows its first nodes legible beside it', async () => {
    const before = await boxOf(canvas.root);
    await code.open();
    expect(await boxOf(canvas.root)).toEqual(before);
    const panel = await boxOf(code.root);
    expect(panel.width).toBeGreaterThan(500);
    expect(panel.x - before.x).toBeGreaterThanOrEqual(480);
    await expect.poll(async () => (await boxOf(canvas.dataset)).x).toBeGreaterThan(before.x);
    await expect
      .poll(async () => {
        const encoder = await boxOf(canvas.node('Encoder'));
        return encoder.x + encoder.width;
      })
      .toBeLessThan(panel.x);
    const edge = code.root.getByRole('separator', { name: 'Width of the code panel' });
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await boxOf(code.root)).width).toBeLessThan(panel.width);
    const narrow = (await boxOf(code.root)).width;
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await expect(code.root).toHaveCount(0);
    await code.open();
    expect((await boxOf(code.root)).width).toBe(narrow);
  });

  await test.step('files are a tree that arrows move through', async () => {
    await code.file('README.md').click();
    await expect.poll(() => code.text()).toContain('An autoencoder');
    await code.file('README.md').press('Home');
    await expect(code.file('src')).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(code.file('model.ts')).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(code.root.getByRole('treeitem', { selected: true })).toContainText('.ts');
    await code.root.getByRole('button', { name: 'Files as a list' }).click();
    await expect(code.files).toHaveCount(0);
    await code.root.getByLabel('File', { exact: true }).selectOption('README.md');
    await expect.poll(() => code.text()).toContain('An autoencoder');
    await code.root.getByRole('button', { name: 'Files as a tree' }).click();
  });

  await test.step('lines of the chosen node, in every file that has some', async () => {
    await canvas.node('Encoder').click();
    await expect(code.root.locator('.margin-view-overlays [class*=markedEdge]').first()).toBeVisible();
    await expect(code.root.getByText('Marked: Encoder')).toBeVisible();
    const place = code.root.getByText(/^1 of \d+$/);
    if (await place.count()) {
      await code.root.getByRole('button', { name: 'Next lines' }).click();
      await expect(code.root.getByText(/^2 of \d+$/)).toBeVisible();
    }
  });

  await test.step('a search, by its button and by its key', async () => {
    await code.root.getByRole('button', { name: 'Search in this file' }).click();
    const find = code.root.getByRole('textbox', { name: 'Find' });
    await expect(find).toBeFocused();
    await page.keyboard.press('Escape');
    await code.files.first().focus();
    await page.keyboard.press('ControlOrMeta+f');
    await expect(find).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('what changes if a node is edited', async () => {
    await code.root.getByRole('button', { name: 'What changes if a node is edited' }).click();
    await expect(code.root.getByText('Nothing has changed yet.')).toBeVisible();
    await canvas.node('Encoder').click();
    await inspector.addLayer('Dense');
    await expect(code.root.getByText(/files? differs? from before\./)).toBeVisible({ timeout: 30_000 });
    await expect(code.files.filter({ hasText: 'changed' }).first()).toBeVisible();
    await expect(code.root.getByTestId('code-changes').locator('.char-insert, .line-insert').first()).toBeVisible({ timeout: 30_000 });
    await code.root.getByRole('button', { name: 'Compare from here' }).click();
    await expect(code.root.getByText('Nothing has changed yet.')).toBeVisible();
    await code.root.getByRole('button', { name: 'Show the code' }).click();
    await studio.undo();
    await studio.undo();
  });

  await test.step('files that are no text, and how near the project comes', async () => {
    await training.ready();
    await training.button('One step').click();
    await training.at(1);
    await code.choose('ONNX');
    await code.file('encoder.onnx').click({ timeout: 60_000 });
    const preview = code.root.getByRole('region', { name: 'What is in encoder.onnx' });
    await expect(preview.getByRole('table', { name: 'Inputs' })).toContainText('[batch, 28, 28, 1]');
    await expect(preview).toContainText('ai.onnx 17');
    await expect(code.root.getByText('prints the greatest difference from the studio’s outputs')).toContainText('npm run verify');
    await code.choose('Web module');
    await code.file('weights.safetensors').click({ timeout: 60_000 });
    await expect(code.root.getByRole('region', { name: 'What is in weights.safetensors' }).getByRole('table', { name: 'Tensors' })).toContainText('[784,');
    await expect(code.measured).toBeVisible({ timeout: 60_000 });
    expect(await code.difference()).toBeLessThanOrEqual(1e-5);
    await code.choose('TypeScript');
    await expect(code.measured).toHaveAttribute('title', /its own check.* npm run verify prints it too/, { timeout: 60_000 });
    expect(await code.difference()).toBeLessThanOrEqual(1e-5);
  });

  await test.step('beside the canvas, at will, also after a reload', async () => {
    await code.root.getByRole('button', { name: 'Beside the canvas' }).click();
    await expect.poll(async () => (await boxOf(canvas.root)).x + (await boxOf(canvas.root)).width).toBeLessThanOrEqual((await boxOf(code.root)).x + 2);
    await studio.reload();
    await expect(code.root.getByRole('button', { name: 'Over the canvas' })).toBeVisible({ timeout: 60_000 });
  });
});
