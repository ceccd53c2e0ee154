/** What is chosen: layers put in another order by hand, lines of code that belong to a node, several nodes by a box, the search on the canvas. */
import { layersOf } from '@/graph-engine/document/types';
import { expect, test } from '../fixtures/studio';
import { boxOf, centreOf } from '../pages/canvas-part';

test('layers change places by hand, a chosen node marks its lines, and a box chooses what it touches', async ({ studio, page }) => {
  const { canvas, inspector, code } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();

  await test.step('a layer is dragged below the next, and undone', async () => {
    await canvas.select('Encoder');
    const order = async (): Promise<readonly string[]> => layersOf(Object.values((await studio.document()).nodes).find(({ name }) => name === 'Encoder')!).map(({ id }) => id);
    const before = await order();
    expect(before).toHaveLength(3);
    const grip = (index: number) => inspector.layers.nth(index).getByRole('button', { name: /^Move / });
    const [from, to] = [await centreOf(grip(1)), await boxOf(inspector.layers.nth(2))];
    await canvas.drag(from, { x: from.x, y: to.y + to.height - 4 });
    await expect.poll(order).toEqual([before[0], before[2], before[1]]);
    await studio.undo();
    await expect.poll(order).toEqual(before);
  });

  await test.step('the lines of the chosen node are marked', async () => {
    await code.open();
    await canvas.fit();
    const marks = code.root.locator('.margin-view-overlays [class*=markedEdge]');
    // Beside the code the canvas is narrow: the nodes are seen from afar.
    await canvas.node('Encoder').click();
    await expect(marks.first()).toBeVisible();
    await expect.poll(() => code.text()).toContain('encoder');
    await page.keyboard.press('Escape');
    await expect(marks).toHaveCount(0);
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await canvas.fit();
  });

  await test.step('a box chooses the nodes that it touches', async () => {
    const [encoder, bottleneck] = [await boxOf(canvas.node('Encoder')), await boxOf(canvas.node('Code'))];
    await page.keyboard.down('Shift');
    await canvas.drag({ x: encoder.x - 12, y: Math.min(encoder.y, bottleneck.y) - 12 }, { x: bottleneck.x + bottleneck.width / 2, y: bottleneck.y + bottleneck.height / 2 });
    await page.keyboard.up('Shift');
    await expect(canvas.selected).toHaveCount(2);
    await page.keyboard.press('Escape');
    await expect(canvas.selected).toHaveCount(0);
  });

  await test.step('a double click on the empty canvas searches for a node to add', async () => {
    // Above the nodes: notices lie over the lower end of the canvas for a while.
    const place = await canvas.at(0.5, 0.12);
    await page.mouse.dblclick(place.x, place.y);
    await page.keyboard.type('noise');
    await expect(page.getByRole('listbox', { name: 'Nodes' }).getByRole('option').first()).toContainText('Noise');
    await page.keyboard.press('Enter');
    await expect(canvas.node('Noise')).toBeVisible();
  });
});
