/** What the user keeps in the palette, and layers that are set together. */
import { expect, test } from '../fixtures/studio';

test('kinds are marked, parts saved as blocks and put in again, and layers of one kind set together', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  await page.getByRole('button', { name: 'Palette', exact: true }).click();
  const palette = page.getByRole('navigation', { name: 'Palette' });
  await palette.getByTestId('palette-noise').hover();
  await palette.getByRole('button', { name: 'Mark Noise as a favourite' }).click();
  await canvas.select('Encoder');
  await canvas.select('Code', { add: true });
  await studio.command('Save as a block for the palette');
  await expect(palette.getByTestId('block-Encoder')).toBeVisible();
  await studio.reload();
  await expect(palette.getByTestId('favourite-noise')).toBeVisible();
  await palette.getByTestId('block-Encoder').click();
  await expect(canvas.nodes).toHaveCount(7);
  await expect(canvas.wire('Encoder 2', 'Code 2')).toHaveCount(1);
  const coming = page.waitForEvent('download');
  await palette.getByRole('button', { name: 'Save Encoder as a file' }).click();
  expect((await coming).suggestedFilename()).toBe('Encoder.block.json');
  await palette.getByRole('button', { name: 'Remove Encoder from the palette' }).click();
  await expect(palette.getByTestId('block-Encoder')).toHaveCount(0);
  await studio.undo();
  await expect(canvas.nodes).toHaveCount(5);

  await canvas.select('Encoder');
  const together = inspector.root.getByRole('button', { name: /^Dense × \d+ together$/ });
  const count = Number(/\d+/.exec((await together.textContent()) ?? '')?.[0]);
  await together.click();
  await inspector.field('Units').last().fill('2*24');
  const unitsOf = async () => Object.values((await studio.document()).nodes['encoder']!.layers).filter(({ kind }) => kind === 'dense').map(({ params }) => params['units']);
  expect(await unitsOf()).toEqual(Array.from({ length: count }, () => 48));
  await studio.undo();
  expect(new Set(await unitsOf())).not.toEqual(new Set([48]));
});
