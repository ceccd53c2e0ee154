/** The plain autoencoder without a pointer: no mouse, no click. */
import { expect, test } from '../fixtures/studio';
import { Keyboard } from '../pages/keyboard';

test('an autoencoder is built by keyboard alone, and learns', async ({ studio, page }) => {
  test.setTimeout(300_000);
  const { canvas, inspector, training } = studio;
  const keys = new Keyboard(page);
  const search = page.getByRole('combobox', { name: 'Add a node' });

  const add = async (kind: string): Promise<void> => {
    const before = await canvas.nodes.count();
    await keys.press('Tab');
    await expect(search).toBeFocused();
    await keys.type(kind);
    await keys.press('Enter');
    await expect(canvas.nodes).toHaveCount(before + 1);
    await expect(canvas.selected).toBeFocused();
  };
  /** From the selected node: its port, then the other end. */
  const wire = async (port: RegExp, end: RegExp): Promise<void> => {
    const before = await canvas.wires.count();
    await keys.press('c');
    const dialog = page.getByRole('dialog', { name: /^Wires of/ });
    await keys.choose(dialog.getByRole('listbox', { name: 'Port' }), port);
    await keys.choose(dialog.getByRole('listbox', { name: 'Other end' }), end);
    await expect(canvas.wires).toHaveCount(before + 1);
    await expect(canvas.selected).toBeFocused();
  };
  /** Tab searches a node to add, and Tab again goes on. */
  const leaveCanvas = async (): Promise<void> => {
    await keys.press('Tab');
    await expect(search).toBeFocused();
    await keys.press('Tab');
    await expect(search).toHaveCount(0);
  };
  const addLayer = async (title: string): Promise<void> => {
    const before = await inspector.layers.count();
    await keys.tabTo(inspector.root.getByRole('button', { name: 'Add layer' }));
    await keys.press('Enter');
    await expect(page.getByPlaceholder('Search layers…')).toBeFocused();
    await keys.type(title);
    await expect(page.getByRole('option', { name: new RegExp(`^${title}`) })).toHaveAttribute('aria-selected', 'true');
    await keys.press('Enter');
    await expect(inspector.layers).toHaveCount(before + 1);
  };
  const fill = async (label: string, value: string): Promise<void> => {
    await keys.tabTo(inspector.field(label), 'Tab');
    await keys.press('ControlOrMeta+a');
    await keys.type(value);
    await keys.press('Enter');
  };
  /** Back to the graph, at a node. */
  const goTo = async (name: string): Promise<void> => {
    await keys.press('ControlOrMeta+k');
    await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toBeFocused();
    await keys.type(name);
    const nodes = page.getByRole('group', { name: 'Go to node' }).getByRole('option', { name });
    for (let times = 0; times < 40 && (await nodes.getAttribute('aria-selected')) !== 'true'; times++) await keys.press('ArrowDown');
    await keys.press('Enter');
    await expect(canvas.selected).toBeFocused();
  };

  await studio.open();
  await keys.press('ControlOrMeta+Alt+n');
  await expect(canvas.nodes).toHaveCount(0);

  await keys.tabTo(canvas.root);
  await add('dataset');
  await add('encoder');
  await wire(/Encoder · Input/, /Dataset · Data/);
  await leaveCanvas();
  await addLayer('Flatten');
  await addLayer('Dense');
  await fill('Units', '64');
  await goTo('Encoder');
  await add('bottleneck');
  await wire(/Bottleneck · Features/, /Encoder · Features/);
  await add('decoder');
  await wire(/Decoder · Code/, /Bottleneck · Code/);
  await leaveCanvas();
  await addLayer('Dense');
  await fill('Units', '784');
  await keys.tabTo(inspector.field('Activation'));
  await keys.type('linear');
  await expect(inspector.field('Activation')).toHaveValue('linear');
  await addLayer('Reshape');
  await fill('Shape', '28, 28, 1');
  await goTo('Decoder');
  await add('loss');
  await wire(/Loss · Prediction/, /Decoder · Output/);
  await wire(/Loss · Target/, /Dataset · Data/);
  await expect(studio.problems).toHaveCount(0);

  await training.ready();
  await keys.press('ControlOrMeta+Shift+Enter');
  await expect(training.loss).toBeVisible({ timeout: 60_000 });
  const first = await training.lossNow();
  // A key that comes while the step is being taken would end it.
  await expect(training.button('Resume')).toBeVisible();
  await keys.press('ControlOrMeta+Enter');
  await training.lossBelow(first * 0.7);
  await keys.press('ControlOrMeta+Enter');
  await expect(training.button('Resume')).toBeVisible();
});
