/** Light and dark, in every room: no serious finding of axe, nothing that sticks out of the window. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/studio';

/** Monaco and its text area answer for themselves. */
async function expectAccessible(page: Page, place: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const found = grave.map(({ id, help, nodes }) => `${id} (${help}): ${nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(' ')} — ${failureSummary?.split('\n')[1]?.trim() ?? ''}`).join('\n  ')}`);
  expect.soft(found, place).toEqual([]);
}

/** What is drawn by one definition needs no second look in the other theme. */
const inLightOnly = new Set(['Loss', 'Reconstructions', 'Samples', 'Interpolate', 'Digits', 'Latent', 'shortcuts', 'documents', 'history']);
const drawerTabs = ['Loss', 'Reconstructions', 'Code map', 'Samples', 'Traverse', 'Interpolate', 'Profile'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every room is accessible and fits its window, ${colorScheme}`, async ({ studio, page }, info) => {
    test.setTimeout(400_000);
    const seen = (name: string): boolean => colorScheme === 'light' || !inLightOnly.has(name);
    const shoot = async (name: string): Promise<void> => info.attach(`${name}, ${colorScheme}`, { body: await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`) }), contentType: 'image/png' });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await studio.open();
    await studio.openTemplate('vae');
    const first = await studio.training.firstLoss();
    await studio.training.train();
    await studio.training.lossBelow(first / 2);
    await studio.training.pause();

    await expectAccessible(page, 'the main view');
    expect(await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight])).toEqual([0, 0]);
    await shoot('main');
    for (const tab of drawerTabs.filter(seen)) {
      const panel = await studio.drawer.show(tab);
      if (tab === 'Profile') {
        await panel.getByRole('button', { name: 'Measure a step' }).click();
        await panel.getByRole('rowheader').nth(1).getByRole('button').click();
      }
      await expect(panel.locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, `the drawer at ${tab}`);
      await shoot(`drawer-${tab.toLowerCase().replaceAll(' ', '-')}`);
      if (tab !== 'Profile') continue;
      await panel.getByRole('button', { name: 'Program and plan' }).click();
      await expectAccessible(page, 'the program beside the plan');
      // Its thousands of words would be looked through again with every room.
      await panel.getByRole('button', { name: 'Operations' }).click();
    }
    for (const node of ['Digits', 'Encoder', 'Latent'].filter(seen)) {
      await studio.canvas.select(node);
      if (node === 'Encoder') await studio.inspector.layers.nth(1).getByRole('button', { expanded: false }).click();
      await expectAccessible(page, `the inspector of ${node}`);
      await shoot(`inspector-${node.toLowerCase()}`);
    }
    await studio.canvas.selectWire('Latent', 'Decoder');
    await page.keyboard.press('Delete');
    await expect(studio.problems).toBeVisible();
    await expectAccessible(page, 'a broken graph');
    await shoot('broken');
    await studio.undo();

    for (const [name, command] of [['gallery', 'New from template'], ['shortcuts', 'Keyboard shortcuts'], ['documents', 'Documents'], ['history', 'History'], ['versions', 'Versions']] as const) {
      if (!seen(name)) continue;
      await studio.command(command);
      await expect(page.getByRole('dialog')).toBeVisible();
      await expect(page.getByRole('dialog').locator('[aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page, `the ${name}`);
      await shoot(name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await studio.code.open();
    await studio.code.text();
    await expectAccessible(page, 'the code panel');
    await shoot('code');
  });
}
