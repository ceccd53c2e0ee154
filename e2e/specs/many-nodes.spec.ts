/** A canvas of 200 nodes: seen whole at once, drawn simply from afar, and as much to be handled as a small one. */
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
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
  const port = node.getByTestId(/^port-/);
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

test('from near, a node shows everything again', async ({ studio, page }) => {
  await studio.open();
  const heading = studio.canvas.nodes.first().getByRole('heading', { includeHidden: true });
  await expect(heading).toBeVisible();
  await studio.canvas.zoomTo(25);
  await expect(heading).toBeHidden();
  await page.getByRole('button', { name: 'Fit everything in view' }).click();
  await expect(heading).toBeVisible();
});
