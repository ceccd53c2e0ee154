/** Wires by hand: dots to run through, cuts across them, ends and inserted nodes at a small zoom, and room made for what is dropped between. */
import { expect, test } from '../fixtures/studio';
import { boxOf, centreOf } from '../pages/canvas-part';

test('wires run through dots, are cut across, and take nodes in that push their neighbours aside, from afar as well', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();
  const wireOf = async (from: string, to: string) => {
    const { nodes, wires } = await studio.document();
    return Object.values(wires).find((wire) => nodes[wire.from.node]!.name === from && nodes[wire.to.node]!.name === to);
  };

  await test.step('a dot is put on, dragged and taken away', async () => {
    const middle = await canvas.middleOf('Encoder', 'Code');
    await page.mouse.dblclick(middle.x, middle.y);
    const dot = canvas.root.getByTestId(/^bend-/);
    await expect(dot).toHaveCount(1);
    expect((await wireOf('Encoder', 'Code'))!.bends).toHaveLength(1);
    const from = await centreOf(dot);
    await canvas.drag(from, { x: from.x, y: from.y - 60 });
    await expect.poll(async () => (await centreOf(dot)).y).toBeLessThan(from.y - 40);
    const at = await centreOf(dot);
    await page.mouse.dblclick(at.x, at.y);
    await expect(dot).toHaveCount(0);
    await studio.undo();
    await expect(dot).toHaveCount(1);
    await studio.undo();
    await studio.undo();
    await expect(dot).toHaveCount(0);
  });

  await test.step('a line across wires cuts them', async () => {
    const middle = await canvas.middleOf('Encoder', 'Code');
    await page.keyboard.down('Control');
    await page.keyboard.down('Shift');
    await canvas.drag({ x: middle.x, y: middle.y - 40 }, { x: middle.x + 2, y: middle.y + 40 });
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
    await expect(canvas.wire('Encoder', 'Code')).toHaveCount(0);
    await studio.undo();
    await expect(canvas.wire('Encoder', 'Code')).toHaveCount(1);
  });

  await test.step('from afar, the end of a wire is taken and a node is put in, and what lies behind makes room', async () => {
    await canvas.zoomTo(45);
    await canvas.dragEnd('Digits', 'Encoder', canvas.input('Decoder', 'Code'));
    await expect(canvas.refusal).toBeVisible();
    const before = await boxOf(canvas.node('Decoder'));
    await canvas.dragFromPalette('noise', await canvas.middleOf('Digits', 'Encoder'));
    await expect(canvas.wire('Digits', 'Noise')).toHaveCount(1);
    await expect(canvas.wire('Noise', 'Encoder')).toHaveCount(1);
    const [noise, encoder, after] = await Promise.all(['Noise', 'Encoder', 'Decoder'].map((name) => boxOf(canvas.node(name))));
    expect(noise!.x + noise!.width).toBeLessThan(encoder!.x);
    expect(after!.x).toBeGreaterThan(before.x);
    await studio.undo();
    await expect(canvas.node('Noise')).toHaveCount(0);
  });
});
