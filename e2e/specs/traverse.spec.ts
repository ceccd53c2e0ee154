/** Codes are walked as they are: a bit flips at one click, classes come one after the other, and a map of vectors is walked at one place. */
import { expect, test } from '../fixtures/studio';
import { expectPicture, picturePrint, restingPrint } from '../pages/drawer-part';

test('flips a bit, steps through classes, and changes one place of a codebook', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { drawer, training } = studio;
  const decoded = drawer.picture('The changed code, decoded');
  await studio.open();

  const show = async (template: string) => {
    await studio.openTemplate(template);
    await expect(training.bar).toContainText('Ready to train', { timeout: 60_000 });
    const panel = await drawer.show('Traverse');
    await expectPicture(decoded);
    return panel;
  };

  await test.step('a bit flips in one click', async () => {
    const panel = await show('binary-code');
    const bit = panel.getByRole('switch', { name: 'Bit 1', exact: true });
    const [before, was] = [await restingPrint(decoded), await bit.getAttribute('aria-checked')];
    await bit.click();
    await expect(bit).toHaveAttribute('aria-checked', was === 'true' ? 'false' : 'true');
    await expect.poll(() => picturePrint(decoded)).not.toBe(before);
  });

  await test.step('a one-hot code steps from class to class', async () => {
    const panel = await show('one-hot-code');
    const group = panel.getByRole('group').first();
    const told = await group.locator('output').textContent();
    const next = group.getByRole('button', { name: /the next one$/ });
    await (await next.isEnabled() ? next : group.getByRole('button', { name: /the one before$/ })).click();
    await expect(group.locator('output')).not.toHaveText(told!);
    await expect(group.locator('output')).toHaveText(/^class \d+$/);
  });

  await test.step('a place of a codebook is chosen, and then its entry', async () => {
    const panel = await show('vq-vae');
    await panel.getByRole('radio', { name: 'Place in row 2, column 3' }).click();
    await expect(panel.getByRole('radio', { name: 'Place in row 2, column 3' })).toBeChecked();
    const before = await restingPrint(decoded);
    const strip = panel.getByRole('slider', { name: /^Entry of the codebook from/ });
    await strip.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(panel.getByRole('button', { name: 'Back to the item' })).toBeEnabled();
    await expect.poll(() => picturePrint(decoded)).not.toBe(before);
    await page.screenshot({ path: test.info().outputPath('places.png') });
  });

  await test.step('draws of mixed codes are not called a prior', async () => {
    const panel = await drawer.show('Samples');
    await expect(panel).toContainText('Draw no. 1 from real codes mixed');
    await expect(panel).not.toContainText('from the prior');
    await expectPicture(drawer.picture('64 decoded draws'));
  });
});
