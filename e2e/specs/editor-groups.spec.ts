/** Frames as groups: collapsed into one card with ports, wired, moved, copied whole, and opened in place. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';
import { screenFigures } from '../pages/screen-figures';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

test('nodes become one card, which is wired, moved, copied, and opened again', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  const before = await studio.document();
  await canvas.select('Encoder');
  await canvas.select('Code', { add: true });
  await page.keyboard.press('ControlOrMeta+g');
  const groups = canvas.root.getByTestId(/^group-/);
  await expect(groups).toHaveCount(1);
  await expect(groups).toContainText('2 inside');
  await expect(canvas.nodes).toHaveCount(3);
  await expect(canvas.wires).toHaveCount(4);
  const input = groups.getByRole('button', { name: /^Input Encoder · / });
  await expect(input).toBeVisible();
  await expect.poll(async () => (await screenFigures(page)).overlaps, 'it lies over no other card').toEqual([]);
  await page.screenshot({ path: test.info().outputPath('collapsed.png') });
  expect(Object.keys((await studio.document()).wires)).toHaveLength(5);

  await test.step('a wire into it is taken away and drawn again', async () => {
    const middle = await canvas.middleOf('Digits', 'Encoder');
    await page.keyboard.down('Alt');
    await page.mouse.click(middle.x, middle.y);
    await page.keyboard.up('Alt');
    await expect(canvas.wires).toHaveCount(3);
    await studio.undo();
    await expect(canvas.wires).toHaveCount(4);
  });

  await test.step('what it holds moves with it, and it is copied whole', async () => {
    const title = await centreOf(groups.getByRole('heading', { name: 'Group' }));
    await canvas.drag(title, { x: title.x + 10, y: title.y + 50 });
    const moved = await studio.document();
    const by = (id: string) => moved.nodes[id]!.position.y - before.nodes[id]!.position.y;
    expect(by('encoder')).toBeGreaterThan(20);
    expect(by('bottleneck')).toBe(by('encoder'));
    await page.keyboard.press('ControlOrMeta+d');
    await expect(groups).toHaveCount(2);
    expect(Object.keys((await studio.document()).nodes)).toHaveLength(7);
    await page.keyboard.press('Delete');
    await expect(groups).toHaveCount(1);
    expect(Object.keys((await studio.document()).nodes)).toHaveLength(5);
  });

  await groups.getByRole('button', { name: 'Open Group' }).click();
  await expect(groups).toHaveCount(0);
  await expect(canvas.nodes).toHaveCount(5);
  await expect(canvas.wire('Encoder', 'Code')).toHaveCount(1);
  const { frames, nodes } = await studio.document();
  const [frame] = Object.values(frames);
  for (const id of ['encoder', 'bottleneck']) {
    expect(nodes[id]!.position.x, `its frame lies around ${id}`).toBeGreaterThan(frame!.position.x);
    expect(nodes[id]!.position.y, `its frame lies around ${id}`).toBeGreaterThan(frame!.position.y);
  }
  await studio.undo();
  await expect(groups).toHaveCount(1);
});

test('a collapsed group shows the ports that are chosen for it, and wires are drawn to them', async ({ studio, page }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  await canvas.select('Encoder');
  await canvas.select('Code', { add: true });
  await page.keyboard.press('ControlOrMeta+g');
  const group = canvas.root.getByTestId(/^group-/);
  const inside = inspector.root.getByRole('listitem').filter({ hasText: 'Encoder' });
  const features = inside.getByRole('checkbox', { name: 'Output Features' });
  const port = group.getByRole('button', { name: /^Output Encoder · Features,/ });

  // Where a wire crosses the border the port is there in any case, and says so.
  await expect(inside.getByRole('checkbox', { name: /^Input .* wired across the border$/ })).toBeDisabled();
  await expect(port).toHaveCount(0);
  await features.check();
  await expect(port).toBeVisible();
  await studio.undo();
  await expect(port).toHaveCount(0);
  await expect(features).not.toBeChecked();
  await studio.redo();
  await expect(port).toBeVisible();

  await canvas.fit();
  await canvas.dragFromPalette('classifier', await canvas.at(0.5, 0.85));
  await canvas.fit();
  await canvas.dragWire(port, canvas.input('Classifier', 'Input'));
  const { nodes, wires } = await studio.document();
  expect(Object.values(wires).filter(({ to }) => nodes[to.node]!.kind === 'classifier').map(({ from }) => from.node)).toEqual(['encoder']);
  await group.getByRole('heading', { name: 'Group' }).click();
  await expect(inside.getByRole('checkbox', { name: 'Output Features wired across the border' })).toBeDisabled();
  await studio.undo();

  // What was chosen stays with the group: in the file, and when it is opened and collapsed again.
  await group.getByRole('heading', { name: 'Group' }).click();
  await features.uncheck();
  await expect(port).toHaveCount(0);
});

test('a block comes from a file into the palette, and what is none says so', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  const palette = page.getByRole('navigation', { name: 'Palette' });
  await canvas.select('Encoder');
  await canvas.select('Code', { add: true });
  await page.keyboard.press('ControlOrMeta+g');
  await studio.command('Save as a block for the palette');
  // A palette of icons has no room for it.
  await studio.notice('“Group” is in the palette.').getByRole('button', { name: 'Show palette' }).click();
  const coming = page.waitForEvent('download');
  await palette.getByRole('button', { name: 'Save Group as a file' }).click();
  const text = await readFile(await (await coming).path(), 'utf8');
  await palette.getByRole('button', { name: 'Remove Group from the palette' }).click();

  const take = async (name: string, content: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await studio.command('Take a block from a file');
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await take('notes.json', '{"a": 1}');
  await expect(studio.notice('“notes.json” cannot be read.')).toBeVisible();
  await expect(palette.getByTestId(/^block-/)).toHaveCount(0);
  await take('narrow part.block.json', text);
  await palette.getByTestId('block-narrow part').click();
  await expect(canvas.root.getByTestId(/^group-/)).toHaveCount(2);
  // The card is what is selected, not what it holds.
  await expect(canvas.selected).toHaveCount(1);
  await expect(studio.inspector.root.getByText('Group', { exact: true }).first()).toBeVisible();
  expect(Object.keys((await studio.document()).nodes)).toHaveLength(7);
  await take('narrow part.block.json', text);
  await expect(palette.getByTestId('block-narrow part 2')).toBeVisible();
  await studio.reload();
  await expect(palette.getByTestId('block-narrow part 2')).toBeVisible();
});
