/** Small things of a hand: a wire taken away by a click, numbers dragged and added up, defaults, undo within a field, pins, and copies that keep their inputs. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

const named = ({ nodes }: HourglassDocument, name: string) => Object.values(nodes).find((one) => one.name === name)!;

test('wires go by Alt and a click, copies keep their inputs, and pinned nodes their place', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();

  const middle = await canvas.middleOf('Encoder', 'Code');
  await page.keyboard.down('Alt');
  await page.mouse.click(middle.x, middle.y);
  await page.keyboard.up('Alt');
  await expect(canvas.wire('Encoder', 'Code')).toHaveCount(0);
  await studio.undo();
  await expect(canvas.wire('Encoder', 'Code')).toHaveCount(1);

  await canvas.select('Encoder');
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+Shift+v');
  await expect(canvas.wire('Digits', 'Encoder 2')).toHaveCount(1);
  await studio.undo();
  await expect(canvas.node('Encoder 2')).toHaveCount(0);

  await canvas.select('Code');
  await page.keyboard.press('p');
  await expect(canvas.node('Code').getByRole('img', { name: 'Pinned' })).toBeVisible();
  const before = await studio.document();
  const heading = await centreOf(canvas.node('Code').getByRole('heading'));
  await canvas.drag(heading, { x: heading.x + 60, y: heading.y + 40 });
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Shift+ArrowDown');
  const after = await studio.document();
  expect(named(after, 'Code').position).toEqual(named(before, 'Code').position);
  expect(named(after, 'Encoder').position.y).toBeGreaterThan(named(before, 'Encoder').position.y);
});

test('a number is a sum, is dragged by its label and reset; undo in a field stays in it', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.still();
  const epochs = inspector.field('Epochs');
  await epochs.fill('2*(3+4)');
  await epochs.press('Enter');
  await expect(epochs).toHaveValue('14');
  expect((await studio.document()).training.epochs).toBe(14);

  const reset = inspector.root.getByRole('button', { name: /^Reset Epochs to / });
  // By the keyboard too it is seen what the dot does, and what it sets.
  await epochs.focus();
  await expect(reset.locator('svg')).toHaveCSS('opacity', '1');
  await reset.focus();
  await expect(page.getByRole('tooltip')).toContainText('Back to ');
  await reset.click();
  await expect(epochs).not.toHaveValue('14');
  await expect(inspector.root.getByRole('button', { name: /^Reset Epochs to / })).toHaveCount(0);
  await studio.undo();
  await expect(epochs).toHaveValue('14');

  const label = await centreOf(inspector.root.getByText('Epochs', { exact: true }));
  await page.mouse.move(label.x, label.y);
  await page.mouse.down();
  await page.mouse.move(label.x + 10, label.y);
  await page.mouse.move(label.x + 40, label.y, { steps: 6 });
  await page.mouse.up();
  await expect(epochs).toHaveValue('24');
  await studio.undo();
  await expect(epochs).toHaveValue('14');

  // Another field was typed into before; its text is not what undo in this one goes on with.
  const batch = inspector.field('Batch size');
  const size = await batch.inputValue();
  await epochs.click();
  await epochs.press('End');
  await epochs.pressSequentially('0');
  await expect(epochs).toHaveValue('140');
  await batch.click();
  await batch.press('End');
  await batch.pressSequentially('1');
  await batch.press('ControlOrMeta+z');
  await expect(batch).toHaveValue(size);
  await batch.press('ControlOrMeta+z');
  await expect(batch).toBeFocused();
  await expect(epochs).toHaveValue('140');
  await batch.press('ControlOrMeta+Shift+z');
  await expect(batch).toHaveValue(`${size}1`);
  expect((await studio.document()).training.batchSize).toBe(Number(`${size}1`));
});

test('layers are set, added, moved and taken away on the card, by hand and by key', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  const layers = async () => Object.values((await studio.document()).nodes['encoder']!.layers).toSorted((a, b) => a.order - b.order);
  const kinds = async () => (await layers()).map(({ kind }) => kind);
  const before = await kinds();
  const list = canvas.node('Encoder').getByRole('list', { name: 'Layers of Encoder' });
  const lines = list.locator('[data-layer]');
  const form = page.getByRole('dialog', { name: /, layer \d+ of \d+$/ });

  await test.step('a click on a line opens its form beside it', async () => {
    await canvas.node('Encoder').getByRole('button', { name: /^Layers of Encoder: / }).click();
    await lines.filter({ hasText: 'Dense' }).first().click();
    await expect(form.getByLabel('Units', { exact: true })).toBeFocused();
    await page.keyboard.type('2*(40+8)');
    await expect(lines.filter({ hasText: 'Dense 96' })).toHaveCount(1);
    await form.getByLabel('Activation', { exact: true }).selectOption('tanh');
    await page.screenshot({ path: test.info().outputPath('form.png') });
    await form.getByRole('button', { name: /^Reset Units to / }).click();
    await form.getByLabel('Units', { exact: true }).fill('-3');
    await expect(form.getByRole('alert')).toContainText('Expected');
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expect(lines.nth(before.indexOf('dense'))).toBeFocused();
    expect((await layers())[before.indexOf('dense')]!.params['activation']).toBe('tanh');
  });
  await test.step('a layer comes behind another one, and its form is open', async () => {
    await page.keyboard.press('Insert');
    await expect(page.getByRole('combobox', { name: 'Add a layer to Encoder' })).toBeFocused();
    await page.keyboard.type('dropout');
    await page.keyboard.press('Enter');
    await form.getByLabel('Rate', { exact: true }).fill('0.4');
    await page.keyboard.press('Escape');
    expect(await kinds()).toEqual(before.toSpliced(before.indexOf('dense') + 1, 0, 'dropout'));
    await expect(lines.filter({ hasText: 'Dropout' })).toBeFocused();
  });
  await test.step('it moves and goes by key, and the keys come back to the node', async () => {
    await page.keyboard.press('Alt+ArrowUp');
    await expect(lines.filter({ hasText: 'Dropout' })).toBeFocused();
    expect(await kinds()).toEqual(before.toSpliced(before.indexOf('dense'), 0, 'dropout'));
    await page.keyboard.press('Delete');
    expect(await kinds()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
    await page.keyboard.press('l');
    await expect(lines.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(lines.nth(1)).toBeFocused();
  });
});
