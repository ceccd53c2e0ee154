/** Optimisers, several batches for one update, and averaged weights: chosen by the keyboard, trained with, and there after a reload. */
import { expect, test } from '../fixtures/studio';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`settings of an update are chosen without a mouse and trained with, ${colorScheme}`, async ({ studio, page }, info) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await studio.open();
    await studio.openTemplate('patterns');
    const inspector = studio.inspector.root;
    const optimizer = inspector.getByLabel('Optimizer', { exact: true });
    // As Adam usually has it; the template has chosen another.
    await studio.inspector.fill('Learning rate', '0.001');
    await optimizer.focus();
    await optimizer.selectOption('Lion');
    // What stood as usual follows.
    await expect(inspector.getByLabel('Learning rate', { exact: true })).toHaveValue('0.0001');
    await expect(inspector.getByLabel('Weight decay', { exact: true })).toBeVisible();
    await optimizer.selectOption('Muon');
    await expect(inspector.getByLabel('Momentum', { exact: true })).toHaveValue('0.95');
    await expect(inspector.getByLabel('Learning rate', { exact: true })).toHaveValue('0.001');
    const more = inspector.getByRole('button', { name: 'Batches per update and Average of weights' }).first();
    await more.focus();
    await page.keyboard.press('Enter');
    const [batches, average] = [inspector.getByLabel('Batches per update', { exact: true }), inspector.getByLabel('Average of weights', { exact: true })];
    await page.keyboard.press('Tab');
    await expect(batches).toBeFocused();
    await studio.inspector.fill('Batches per update', '2');
    await studio.inspector.fill('Average of weights', '0.9');
    await average.scrollIntoViewIfNeeded();
    await info.attach(`inspector, ${colorScheme}`, { body: await page.screenshot({ path: info.outputPath(`inspector-${colorScheme}.png`) }), contentType: 'image/png' });
    await studio.training.ready();
    const first = await studio.training.firstLoss();
    await studio.training.train();
    await studio.training.lossBelow(first);
    await expect(studio.training.bar).toContainText('Done');
    const step = await studio.training.step();
    const { training } = await studio.document();
    expect([training.accumulate, training.averageDecay, training.players['autoencoder']!.optimizer.kind]).toEqual([2, 0.9, 'muon']);
    await page.reload();
    await studio.training.at(step);
  });
}
