/** Order on the canvas by hand: wires moved, weights shared and frozen, nodes lined up, framed, put into a wire, inserted from a file, arranged. */
import type { HourglassDocument } from '@/graph-engine/document/types';
import { saveDocument } from '@/graph-engine/document/save';
import { templates } from '@/templates/registry';
import { expect, test } from '../fixtures/studio';
import { boxOf, centreOf } from '../pages/canvas-part';

const named = ({ nodes }: HourglassDocument, name: string) => {
  const node = Object.values(nodes).find((one) => one.name === name);
  if (!node) throw new Error(`${name} is not in the document`);
  return node;
};

test('nodes are framed, lined up, shared, frozen, put into a wire, inserted and arranged, and wires moved', async ({ studio, page }) => {
  test.setTimeout(180_000);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();

  await test.step('a frame is drawn around nodes, named, coloured, resized, and carries them along', async () => {
    await canvas.select('Encoder');
    await canvas.select('Code', { add: true });
    await canvas.node('Code').getByRole('heading').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Frame around the selection' }).click();
    await page.getByLabel('Title of the frame').fill('Networks');
    await page.keyboard.press('Enter');
    const frame = canvas.root.locator('.react-flow__node-frame');
    await expect(frame.getByRole('heading', { name: 'Networks' })).toBeVisible();
    await frame.getByRole('button', { name: 'violet' }).click();
    await expect(frame.getByRole('button', { name: 'violet' })).toHaveAttribute('aria-pressed', 'true');
    const before = await studio.document();
    const [drawn] = Object.values(before.frames);
    expect(drawn).toMatchObject({ title: 'Networks', color: 'violet' });

    // By its corner: wide enough to hold the Decoder as well.
    const grip = await centreOf(frame.locator('.react-flow__resize-control.bottom.right.handle'));
    const decoder = await boxOf(canvas.node('Decoder'));
    await canvas.drag(grip, { x: decoder.x + decoder.width + 12, y: Math.max(grip.y, decoder.y + decoder.height) + 16 });
    const resized = await studio.document();
    const [larger] = Object.values(resized.frames);
    expect(larger!.width).toBeGreaterThan(drawn!.width + 200);
    expect(larger!.position).toEqual(drawn!.position);
    await page.screenshot({ path: test.info().outputPath('frame.png') });

    const title = await centreOf(frame.getByRole('heading', { name: 'Networks' }));
    await canvas.drag(title, { x: title.x + 30, y: title.y + 60 });
    const moved = await studio.document();
    const by = (name: string) => ({ x: Math.round(named(moved, name).position.x - named(resized, name).position.x), y: Math.round(named(moved, name).position.y - named(resized, name).position.y) });
    expect(by('Encoder').y).toBeGreaterThan(40);
    for (const name of ['Code', 'Decoder']) expect(by(name)).toEqual(by('Encoder'));
    expect(by('Digits')).toEqual({ x: 0, y: 0 });

    // Each was one step of the history.
    await studio.undo();
    await studio.undo();
    expect((await studio.document()).frames).toEqual(before.frames);
    await studio.undo();
    await studio.undo();
    await studio.undo();
    await expect(frame).toHaveCount(0);
  });

  await canvas.select('Encoder');
  await studio.menu('Edit', /^Duplicate/);
  await expect(canvas.selected).toHaveCount(1);
  await expect(canvas.node('Encoder 2')).toBeVisible();
  await canvas.drag(await centreOf(canvas.node('Encoder 2').getByRole('heading')), await canvas.at(0.4, 0.84));

  await test.step('the end of a wire is moved to another port; elsewhere it is refused, or let go', async () => {
    const before = await studio.document();
    const [wire] = Object.values(before.wires).filter(({ to }) => to.node === named(before, 'Encoder').id);
    await canvas.dragEnd('Digits', 'Encoder', canvas.input('Encoder 2', 'Input'));
    await expect(canvas.wire('Digits', 'Encoder 2')).toHaveCount(1);
    await expect(canvas.wire('Digits', 'Encoder')).toHaveCount(0);
    const after = await studio.document();
    expect(after.wires[wire!.id]?.to).toEqual({ node: named(after, 'Encoder 2').id, port: 'in' });
    expect(Object.keys(after.wires)).toHaveLength(5);

    await canvas.dragEnd('Digits', 'Encoder 2', canvas.input('Decoder', 'Code'));
    await expect(canvas.refusal).toBeVisible();
    await expect(canvas.wire('Digits', 'Encoder 2')).toHaveCount(1);
    await canvas.dragEnd('Digits', 'Encoder 2', await canvas.at(0.75, 0.93));
    await expect(canvas.wires).toHaveCount(4);
    await studio.undo();
    await studio.undo();
    await expect(canvas.wire('Digits', 'Encoder')).toHaveCount(1);
  });

  await test.step('weights are shared, frozen, thawed and parted', async () => {
    const [first, second] = [canvas.node('Encoder'), canvas.node('Encoder 2')];
    await canvas.select('Encoder');
    await canvas.select('Encoder 2', { add: true });
    await second.getByRole('heading').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Share the weights of Encoder' }).click();
    await expect(second.getByRole('img', { name: 'Shares the weights of Encoder' })).toBeVisible();
    await studio.menu('Edit', /^Freeze/);
    await expect(first.getByRole('img', { name: 'Frozen' })).toBeVisible();
    await expect(second.getByRole('img', { name: 'Frozen' })).toBeVisible();
    const shared = await studio.document();
    expect(named(shared, 'Encoder 2').sharesWith).toBe(named(shared, 'Encoder').id);
    expect(named(shared, 'Encoder').frozen && named(shared, 'Encoder 2').frozen).toBe(true);
    await canvas.root.focus();
    await page.keyboard.press('Shift+F');
    await expect(canvas.root.getByRole('img', { name: 'Frozen' })).toHaveCount(0);
    await studio.command('Give it weights of its own');
    await expect(canvas.root.getByRole('img', { name: /^Shares/ })).toHaveCount(0);
  });

  await test.step('nodes are aligned and spread', async () => {
    for (const [place, name] of ['Digits', 'Encoder 2', 'Decoder'].entries()) await canvas.select(name, { add: place > 0 });
    await studio.menu('Graph', /^Align top edges/);
    await expect.poll(async () => new Set((await canvas.boxes(['Digits', 'Encoder 2', 'Decoder'])).map(({ y }) => Math.round(y))).size).toBe(1);
    await studio.command('Distribute from left to right');
    const [a, b, c] = await canvas.boxes(['Digits', 'Encoder 2', 'Decoder']);
    expect(b!.x - (a!.x + a!.width)).toBeCloseTo(c!.x - (b!.x + b!.width), 0);
    await studio.undo();
    await studio.undo();
  });

  await test.step('a dragged node lines up with others, along a line that is shown; on the grid it does not', async () => {
    await canvas.select('Encoder 2');
    await expect(canvas.selected).toHaveCount(1);
    const [still, moving] = await canvas.boxes(['Decoder', 'Encoder 2']);
    const from = await centreOf(canvas.node('Encoder 2').getByRole('heading'));
    await canvas.drag(from, { x: from.x + still!.x - moving!.x + 2, y: from.y + 6 }, { letGo: false });
    await expect(canvas.guides).not.toHaveCount(0);
    await page.mouse.up();
    await expect(canvas.guides).toHaveCount(0);
    const lined = await studio.document();
    expect(named(lined, 'Encoder 2').position.x).toBeCloseTo(named(lined, 'Decoder').position.x, 3);

    await canvas.root.getByRole('button', { name: 'Snap to the grid' }).click();
    const heading = await centreOf(canvas.node('Encoder 2').getByRole('heading'));
    await canvas.drag(heading, { x: heading.x - 43, y: heading.y + 11 });
    const { position } = named(await studio.document(), 'Encoder 2');
    expect([position.x % 16, position.y % 16].map(Math.abs)).toEqual([0, 0]);
    await canvas.root.getByRole('button', { name: 'Snap to the grid' }).click();
  });

  await test.step('a node that stands alone is dropped on a wire', async () => {
    await canvas.dragFromPalette('noise', await canvas.at(0.37, 0.55));
    await expect(canvas.wires).toHaveCount(5);
    await canvas.drag(await centreOf(canvas.node('Noise').getByRole('heading')), await canvas.middleOf('Digits', 'Encoder'));
    await expect(canvas.wire('Digits', 'Noise')).toHaveCount(1);
    await expect(canvas.wire('Noise', 'Encoder')).toHaveCount(1);
    await expect(canvas.wires).toHaveCount(6);
    await studio.undo();
    await studio.undo();
    await expect(canvas.nodes).toHaveCount(6);
  });

  await test.step('a file is put beside the drawing, and everything is arranged along the wires', async () => {
    await studio.openFile('patterns.hourglass.json', saveDocument(templates.patterns.create()), /^Insert file into document/);
    await expect(canvas.nodes).toHaveCount(11);
    await expect(canvas.wire('Patterns', 'Encoder 3')).toHaveCount(1);
    await canvas.root.focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+L');
    await expect.poll(async () => {
      const { nodes, wires } = await studio.document();
      // A loss hangs under what it looks at; all else is to the right of what it comes from.
      return Object.values(wires).every(({ from, to }) => {
        const [a, b] = [nodes[from.node]!.position, nodes[to.node]!.position];
        return a.x + 200 < b.x || (nodes[to.node]!.kind === 'loss' && a.x === b.x && a.y < b.y);
      });
    }).toBe(true);
    const boxes = await canvas.boxes(Object.values((await studio.document()).nodes).map(({ name }) => name));
    const apart = boxes.every((a, i) => boxes.every((b, j) => i <= j || a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y));
    expect(apart, 'no node lies on another').toBe(true);
    await page.screenshot({ path: test.info().outputPath('arranged.png') });
    await studio.undo();
    await studio.undo();
    await expect(canvas.nodes).toHaveCount(6);
  });
});
