/** A canvas of 200 nodes: seen whole at once, drawn simply from afar, and as much to be handled as a small one. */
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { templates } from '@/templates/registry';
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

const COLUMNS = 20;
const COUNT = 200;

function manyNodes(): string {
  const builder = graph({ name: 'Many', id: 'many' });
  for (let i = 0; i < COUNT; i++) builder.node('dataset', { source: 'patterns' }, { id: `data${i}` });
  const document = builder.done();
  const nodes = Object.values(document.nodes).map((node, i) => [node.id, { ...node, position: { x: (i % COLUMNS) * 340, y: Math.floor(i / COLUMNS) * 400 } }] as const);
  return saveDocument({ ...document, nodes: Object.fromEntries(nodes) });
}

test('200 nodes are all in view when they are opened, and each can be dragged and put back', async ({ studio, page }) => {
  await studio.open();
  await studio.openFile('many.hourglass.json', manyNodes());
  await expect(studio.canvas.nodes).toHaveCount(COUNT);
  await studio.canvas.still();
  const nodeAt = (index: number) => studio.canvas.root.getByTestId(`rf__node-data${index}`);
  const room = (await studio.canvas.root.boundingBox())!;
  for (const corner of [0, COLUMNS - 1, COUNT - COLUMNS, COUNT - 1]) {
    const box = (await nodeAt(corner).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(room.x);
    expect(box.y).toBeGreaterThanOrEqual(room.y);
    expect(box.x + box.width).toBeLessThanOrEqual(room.x + room.width);
    expect(box.y + box.height).toBeLessThanOrEqual(room.y + room.height);
  }

  const node = nodeAt(COUNT / 2 + COLUMNS / 2);
  const port = node.getByTestId(/^port-.*-data$/);
  await expect(port).toBeHidden();
  await node.hover();
  await expect(port).toBeVisible();

  const start = await centreOf(node);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await centreOf(node)).x - start.x).toBeGreaterThan(10);
  await studio.undo();
  await expect.poll(async () => (await centreOf(node)).x - start.x).toBeLessThan(1);
});

/** Autoencoders in rows of ten, 1,700 apart, as the templates wire them. */
function autoencoders(count: number): string {
  const document = templates.autoencoder.create();
  const copies = Array.from({ length: count }, (_, i) => {
    const at = (id: string): string => `${id}-${i}`;
    const place = { x: (i % 10) * 1700, y: Math.floor(i / 10) * 500 };
    const nodes = Object.values(document.nodes).map((node) => ({ ...node, id: at(node.id), name: `${node.name} ${i}`, position: { x: node.position.x + place.x, y: node.position.y + place.y } }));
    const wires = Object.values(document.wires).map(({ id, from, to, bends }) => ({ bends, id: at(id), from: { ...from, node: at(from.node) }, to: { ...to, node: at(to.node) } }));
    return { nodes, wires };
  });
  const byId = <T extends { id: string }>(things: readonly T[]): Record<string, T> => Object.fromEntries(things.map((thing) => [thing.id, thing]));
  return saveDocument({ ...document, id: `wired-${count}`, name: 'Wired', nodes: byId(copies.flatMap(({ nodes }) => nodes)), wires: byId(copies.flatMap(({ wires }) => wires)) });
}

test('the work of opening wired nodes grows with their number', async ({ studio, page }) => {
  test.setTimeout(180_000);
  await studio.open();
  const session = await page.context().newCDPSession(page);
  // Time of the page's own thread: a busy machine makes it no longer.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const work = async (): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  const opening = async (count: number): Promise<number> => {
    const before = await work();
    await studio.openFile('wired.hourglass.json', autoencoders(count));
    await expect(page.getByText(`${count * 5} nodes,`)).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => canvasWires(), { timeout: 60_000 }).toBeGreaterThanOrEqual(count * 2.5);
    await studio.canvas.still();
    return (await work()) - before;
  };
  const canvasWires = (): Promise<number> => studio.canvas.wires.count();
  await opening(20);
  const [few, many] = [await opening(20), await opening(100)];
  // Five times the nodes; it was thirteen to twenty-five times the work.
  expect(many / few).toBeLessThan(9);

  // What comes back grows in the same way; what is chosen is drawn whole.
  await studio.canvas.root.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(studio.canvas.nodes).toHaveCount(0);
  await studio.undo();
  await expect.poll(() => studio.canvas.wires.count(), { timeout: 60_000 }).toBeGreaterThan(200);
  await expect(studio.canvas.node('Encoder 44')).toHaveCount(0);
  await page.getByRole('button', { name: /^Encoder 44/ }).click();
  await expect(studio.canvas.node('Encoder 44')).toHaveCount(1);
});

test('from near, a node shows everything again', async ({ studio, page }) => {
  await studio.open();
  const heading = studio.canvas.nodes.first().getByRole('heading', { includeHidden: true });
  await expect(heading).toBeVisible();
  await studio.canvas.zoomTo(25);
  await expect(heading).toBeHidden();
  await page.getByRole('button', { name: 'Fit everything in view' }).click();
  await expect(heading).toBeVisible();
});
