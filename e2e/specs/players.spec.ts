/** Who learns, when and alone: players and stages, as a hand makes them. */
import { expect, test } from '../fixtures/studio';

test('a third player is added by hand, has a curve of its own, and takes a step alone', async ({ studio, page }) => {
  await studio.open();
  await studio.openTemplate('adversarial-ae');
  const players = studio.inspector.root;
  await expect(players.getByRole('group', { name: 'Player Critic' })).toContainText('1 node');
  await players.getByRole('button', { name: 'Add player' }).click();
  const added = players.getByRole('group', { name: 'Player Player' });
  await added.getByLabel('Player name').fill('Reader');
  await added.getByLabel('Player name').press('Tab');
  await expect(players.getByRole('group', { name: 'Player Reader' })).toContainText('0 nodes');
  for (const name of ['Decoder', 'Reconstruction']) {
    await studio.canvas.select(name);
    await studio.inspector.field('Belongs to').selectOption('Reader');
  }
  await expect(studio.canvas.node('Decoder').getByRole('img', { name: 'Player: Reader' })).toBeVisible();
  await expect(studio.canvas.node('Encoder').getByRole('img', { name: 'Player: Autoencoder' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(players.getByRole('group', { name: 'Player Reader' })).toContainText('2 nodes');
  await studio.training.ready();
  await studio.training.train();
  await studio.training.past(20);
  await studio.training.pause();
  const losses = await studio.drawer.show('Loss');
  await expect(losses.getByRole('button', { name: /^reader loss/ })).toBeVisible();
  await expect(losses.getByRole('button', { name: /^critic loss/ })).toBeVisible();
  const before = await studio.training.step();
  await players.getByRole('button', { name: 'One step of Reader alone' }).click();
  await studio.training.at(before + 1);
  const document = await studio.document();
  const reader = Object.values(document.training.players).find(({ name }) => name === 'Reader')!;
  expect(Object.values(document.nodes).filter(({ player }) => player === reader.id).map(({ name }) => name).toSorted()).toEqual(['Decoder', 'Reconstruction']);
});

test('stages are drawn by hand, run one after the other, and are there after a reload', async ({ studio }) => {
  await studio.open();
  await studio.openTemplate('patterns');
  const inspector = studio.inspector.root;
  await inspector.getByRole('button', { name: 'Add stage' }).click();
  const first = inspector.getByRole('group', { name: 'Stage Stage 1' });
  await first.getByLabel('Stage name').fill('Both');
  await first.getByLabel('Stage name').press('Tab');
  const both = inspector.getByRole('group', { name: 'Stage Both' });
  await both.getByLabel('Steps', { exact: true }).fill('40');
  await both.getByLabel('Steps', { exact: true }).press('Enter');
  await inspector.getByRole('button', { name: 'Add stage' }).click();
  const second = inspector.getByRole('group', { name: 'Stage Stage 1' });
  await second.getByLabel('Steps', { exact: true }).fill('25');
  await second.getByLabel('Steps', { exact: true }).press('Enter');
  await second.getByRole('group', { name: 'Frozen' }).getByLabel('Encoder').check();
  // Stages say how long the run is.
  await expect(studio.training.bar.getByLabel('Epochs', { exact: true })).toHaveCount(0);
  await studio.training.ready();
  const shown = await studio.training.watch();
  await studio.training.train();
  await studio.training.at(65);
  await expect(studio.training.bar).toContainText('Done');
  const seen = await shown();
  expect(seen.some((text) => text.includes('Both'))).toBe(true);
  expect(seen.some((text) => text.includes('Stage 1'))).toBe(true);
  await studio.saved();
  await studio.reload();
  await studio.training.at(65);
  await expect(inspector.getByRole('group', { name: 'Stage Both' }).getByLabel('Steps', { exact: true })).toHaveValue('40');
});

test('slow motion takes one turn after another, lights who learns, and goes on from a pause', async ({ studio, page }) => {
  await studio.open();
  await studio.openTemplate('adversarial-ae');
  await studio.training.ready();
  const { bar } = studio.training;
  const control = bar.getByRole('button', { name: /^Slow motion/ });
  await expect(control).toHaveAccessibleName('Slow motion: off');
  await control.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: '2 turns a second' }).focus();
  await page.keyboard.press('Enter');
  await expect(control).toHaveAccessibleName('Slow motion: 2 turns a second');
  const lit = page.locator('[data-testid^="node-"][data-turn]');
  const node = (name: string) => studio.canvas.node(name).locator('[data-turn]');
  await expect(lit).toHaveCount(0);
  await studio.training.train();
  const turn = bar.getByTestId('turn');
  await expect(turn).toContainText(/Critic.*critic loss [\d.]+ → [\d.]+.*next: Autoencoder/);
  await expect(node('Discriminator')).toBeVisible();
  await expect(node('Decoder')).toHaveCount(0);
  await expect(page.locator('path[data-testid^="wire-"][data-turn]')).toHaveCount(2);
  await expect(turn).toContainText(/Autoencoder.*loss [\d.]+ → [\d.]+.*next: Critic/);
  await expect(node('Decoder')).toBeVisible();
  await expect(node('Reconstruction')).toBeVisible();
  await studio.training.pause();
  // What was shown stays to be looked at.
  await expect(turn).toBeVisible();
  const stopped = await studio.training.step();
  await studio.training.train();
  await studio.training.past(stopped);
  await control.click();
  await page.getByRole('menuitemradio', { name: /^Off/ }).click();
  await expect(turn).toHaveCount(0);
  await expect(lit).toHaveCount(0);
  await studio.training.past(stopped + 20);
  await studio.training.pause();
});

test('slow motion is not offered where nothing learns', async ({ studio }) => {
  await studio.open();
  await studio.openTemplate('patterns');
  await expect(studio.training.bar.getByRole('button', { name: /^Slow motion/ })).toBeVisible();
  await studio.newDocument();
  await expect(studio.training.bar.getByRole('button', { name: /^Slow motion/ })).toHaveCount(0);
});
