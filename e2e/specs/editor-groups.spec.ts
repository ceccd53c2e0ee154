/** Frames as groups: collapsed into one card with ports, wired, moved, copied whole, and opened in place. */
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

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
  await studio.undo();
  await expect(groups).toHaveCount(1);
});
