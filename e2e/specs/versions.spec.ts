/** A version is named, shown with its picture and what tells it from now, comes back and is undone, opens as a copy, and is removed and brought back. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/studio';

test('a named version stays, tells what differs, and comes back as one step', async ({ studio, page }, info) => {
  const { canvas } = studio;
  const dialog = studio.dialog(/^Versions of/);
  const rows = dialog.getByRole('list', { name: 'Versions' }).getByRole('listitem');
  const named = rows.filter({ has: page.getByRole('textbox', { name: /before the cut/ }) });
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();

  // By key, from the first press to the last.
  await page.keyboard.press('ControlOrMeta+Alt+s');
  await expect(dialog.getByLabel('Name of this version')).toBeFocused();
  await page.keyboard.type('before the cut');
  await page.keyboard.press('Enter');
  await expect(named).toContainText('now');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await canvas.select('Encoder');
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(4);
  await page.getByLabel('Document name').fill('Cut');
  await page.getByLabel('Document name').press('Enter');
  await studio.menu('File', /^Versions/);
  await expect(named).toContainText('With Encoder.');
  await expect(named.getByTestId('version-picture').locator('svg g')).toHaveCount(5);
  await expect(rows.first().getByTestId('version-picture').locator('svg g')).toHaveCount(4);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
    expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), colorScheme).toEqual([]);
    await info.attach(colorScheme, { body: await page.screenshot(), contentType: 'image/png' });
  }
  await named.getByRole('button', { name: /^Go back to/ }).click();
  await expect(canvas.nodes).toHaveCount(5);
  await expect(page.getByLabel('Document name'), 'a document is found by its name').toHaveValue('Cut');
  await studio.undo();
  await expect(canvas.nodes).toHaveCount(4);

  // What was there before stays, over a reload too.
  await studio.saved();
  await studio.reload();
  await studio.menu('File', /^Versions/);
  await expect(rows.filter({ hasText: 'The last state before “Go back to' })).toHaveCount(1);
  await named.getByRole('button', { name: /^Remove/ }).click();
  await expect(named).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Bring it back' }).click();
  await expect(named).toHaveCount(1);
  await dialog.getByLabel('Show').selectOption('those that are kept for good');
  await expect(rows).toHaveCount(1);
  await named.getByRole('button', { name: /^Open a copy of/ }).click();
  await expect(canvas.nodes).toHaveCount(5);
  await expect(page.getByLabel('Document name')).toHaveValue(/\(before the cut\)$/);
  await studio.undo();
  await expect(page.getByLabel('Document name')).toHaveValue('Cut');
});
