/** Bypass and mute: shown on the node, told when they cannot be, and followed by training and code. */
import { expect, test } from '../fixtures/studio';

test('a node is bypassed and muted by key, and says so; where shapes differ it says why not', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('denoising');
  await canvas.fit();
  await canvas.select('Masking');
  await page.keyboard.press('ControlOrMeta+b');
  await expect(canvas.node('Masking').getByRole('img', { name: 'Bypassed' })).toBeVisible();
  await expect(inspector.root.getByText('Bypassed: it hands on what arrives')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('bypassed.png') });
  await inspector.root.getByRole('button', { name: 'Switch on' }).click();
  await expect(canvas.node('Masking').getByRole('img', { name: 'Bypassed' })).toHaveCount(0);
  await studio.undo();
  await expect(canvas.node('Masking').getByRole('img', { name: 'Bypassed' })).toBeVisible();

  await canvas.select('Encoder');
  await page.keyboard.press('ControlOrMeta+b');
  await expect(studio.notice('Encoder cannot be bypassed.')).toBeVisible();
  expect((await studio.document()).nodes['encoder']?.mode ?? 'active').toBe('active');

  await canvas.select('Code');
  await page.keyboard.press('m');
  await expect(canvas.node('Code').getByRole('img', { name: 'Muted' })).toBeVisible();
  await expect(canvas.node('Decoder').getByRole('img', { name: 'Left out' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('muted.png') });
  await page.keyboard.press('m');
  await expect(canvas.node('Decoder').getByRole('img', { name: 'Left out' })).toHaveCount(0);
});
