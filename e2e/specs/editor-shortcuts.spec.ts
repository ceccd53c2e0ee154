/** The sheet of shortcuts: keys are changed, conflicts told, kept over a reload, and given back. */
import { expect, test } from '../fixtures/studio';

test('an action gets other keys, which are another\'s only if the user says so', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  await page.keyboard.press('F1');
  const sheet = studio.dialog('Keyboard shortcuts');
  const mute = sheet.getByTestId('shortcut-node.mute');
  await mute.getByRole('button', { name: 'Change the keys of Mute' }).click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(mute.getByRole('alert')).toContainText('belongs to Duplicate');
  await page.screenshot({ path: test.info().outputPath('conflict.png') });
  await mute.getByRole('button', { name: 'Leave it' }).click();
  await mute.getByRole('button', { name: 'Change the keys of Mute' }).click();
  await page.keyboard.press('j');
  await expect(mute).toContainText('J');
  await sheet.getByRole('button', { name: 'Close' }).click();
  await studio.reload();
  await canvas.select('Encoder');
  await page.keyboard.press('m');
  await expect(canvas.node('Encoder').getByRole('img', { name: 'Muted' })).toHaveCount(0);
  await page.keyboard.press('j');
  await expect(canvas.node('Encoder').getByRole('img', { name: 'Muted' })).toBeVisible();
  await page.keyboard.press('F1');
  await sheet.getByRole('button', { name: 'Give all their usual keys' }).click();
  await expect(mute).toContainText('M');
  await expect(sheet.getByRole('button', { name: 'All keys are the usual ones' })).toBeDisabled();
});
