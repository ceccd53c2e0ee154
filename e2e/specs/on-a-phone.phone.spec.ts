/** On a phone: the graph can be read, the model trained, its pictures looked at, its code read. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

test('the studio opens on a phone, trains, and shows what was learned', async ({ studio, page }, info) => {
  test.setTimeout(240_000);
  const room = (name: string) => page.getByRole('tablist', { name: 'Rooms' }).getByRole('tab', { name });
  const check = async (name: string): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name} sticks out`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
    expect.soft(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`), name).toEqual([]);
    await info.attach(name, { body: await page.screenshot({ path: info.outputPath(`phone-${name}.png`) }), contentType: 'image/png' });
  };
  await studio.open();
  await expect(studio.canvas.nodes).toHaveCount(5);
  await check('graph');
  await studio.canvas.node('Encoder').getByRole('heading').tap();
  await expect(studio.inspector.root).toBeVisible();
  await check('inspector');
  await page.getByRole('button', { name: 'Close the inspector' }).tap();

  await room('Train').tap();
  const first = await studio.training.firstLoss();
  await studio.training.train();
  await studio.training.lossBelow(first / 2);
  await check('train');
  await studio.training.pause();

  await room('Look').tap();
  await expectPicture(page.getByRole('tabpanel', { name: 'Reconstructions', exact: true }).getByRole('img', { name: 'Their reconstructions' }).first());
  await check('look');
  await page.getByRole('tab', { name: 'Samples', exact: true }).tap();
  await expectPicture(page.getByRole('tabpanel', { name: 'Samples', exact: true }).getByRole('img', { name: /samples from the prior$/ }));
  await page.getByRole('tab', { name: 'Profile', exact: true }).tap();
  const profile = page.getByRole('tabpanel', { name: 'Profile', exact: true });
  await profile.getByRole('button', { name: 'Measure a step' }).tap();
  const operation = profile.getByRole('rowheader').nth(1).getByRole('button');
  await operation.tap();
  await expect(operation).toHaveAttribute('aria-pressed', 'true');
  await check('profile');
  await operation.scrollIntoViewIfNeeded();
  await check('operations');
  await profile.getByRole('button', { name: 'Program and plan' }).tap();
  await expect(profile.getByRole('listbox', { name: 'Plan' }).getByRole('option', { selected: true })).toBeVisible();
  await check('program');
  await room('Code').tap();
  await expect(page.locator('.view-lines')).toContainText('import', { timeout: 30_000 });
  await check('code');
});
