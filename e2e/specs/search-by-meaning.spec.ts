/** What is added is found by what it is for, in the palette, among the commands and at the pointer; layers too. */
import { expect, test } from '../fixtures/studio';

test('“vae” adds a Gaussian Bottleneck, “normalize” a layer to the selected stack, and a layer alone comes in an Encoder', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.newDocument();
  await page.getByRole('button', { name: 'Palette', exact: true }).click();
  const palette = page.getByRole('navigation', { name: 'Palette' });
  const search = palette.getByRole('searchbox');
  await search.fill('vae');
  await expect(palette.getByRole('button').first()).toHaveAccessibleName(/Bottleneck: Gaussian/);
  await search.press('Enter');
  await expect(canvas.node('Bottleneck')).toContainText('Gaussian');

  await search.fill('conv');
  await palette.getByTestId('palette-layer-conv2d').click();
  await expect(canvas.node('Encoder')).toContainText('Conv2D');
  // The new Encoder is selected, and takes what is chosen next.
  await studio.command('normalize');
  await expect(inspector.layers).toHaveCount(2);
  await expect(inspector.layers.last()).toContainText('BatchNorm');
  await expect(canvas.nodes).toHaveCount(2);

  await page.keyboard.press('Escape');
  await canvas.root.focus();
  await page.keyboard.press('Tab');
  const add = page.getByRole('combobox', { name: 'Add a node' });
  await add.fill('mse');
  await expect(page.getByRole('listbox', { name: 'Nodes' }).getByRole('option').first()).toContainText('Loss: Squared error');
  await page.keyboard.press('Enter');
  await expect(canvas.node('Loss')).toBeVisible();
});
