/** How smooth is a canvas of 200 wired nodes while one of them is dragged, and while it is dragged during training? And one of a few, on which items travel along the wires? */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { saveDocument } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { StudioPage } from '@/e2e/pages/studio-page';
import { framesWhile, shares } from './lib/frames';
import { wideDocument } from './lib/big-document';
import { report, type Row } from './lib/report';
import { openBrowser, serveStudio } from './lib/served-studio';

const { values: options } = parseArgs({ options: { address: { type: 'string' }, port: { type: 'string', default: '3300' }, nodes: { type: 'string', default: '200' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const count = Number(options.nodes);
const SECONDS = 4;
const COLUMNS = 20;
const SMOOTH_MS = 25;
const MOVE_EVERY_MS = 16;
/** For pictures and messages that follow the opening of a document. */
const SETTLE_MS = 5000;

/** All in one view: rows of four autoencoders. */
function laidOut(document: HourglassDocument): HourglassDocument {
  const nodes = Object.values(document.nodes).map((node, i) => [node.id, { ...node, position: { x: (i % COLUMNS) * 340, y: Math.floor(i / COLUMNS) * 400 } }] as const);
  return { ...document, nodes: Object.fromEntries(nodes), training: { ...document.training, epochs: 1000 } };
}

type Point = readonly [x: number, y: number];

/** Moves the pointer in circles for some seconds, at the pace of a mouse: no move waits until the page has drawn the one before. */
async function circle(page: Page, [x, y]: Point): Promise<void> {
  const under: Promise<void>[] = [];
  const start = performance.now();
  for (let angle = 0; performance.now() - start < 1000 * SECONDS; angle += 0.12) {
    under.push(page.mouse.move(x + 60 * Math.sin(angle), y + 60 * (1 - Math.cos(angle))));
    await new Promise((resolve) => setTimeout(resolve, MOVE_EVERY_MS));
    if (under.length > 8) await under.shift();
  }
  await Promise.all(under);
}
/** Drags a node, away from the edges where the canvas would move along. */
async function drag(page: Page, id: string): Promise<void> {
  const node = page.locator(`.react-flow__node[data-id="${id}"]`);
  const before = (await node.boundingBox())!;
  const at: Point = [before.x + before.width / 2, before.y + Math.min(12, before.height / 5)];
  await page.mouse.move(...at);
  await page.mouse.down();
  await circle(page, at);
  const after = (await node.boundingBox())!;
  await page.mouse.up();
  if (Math.hypot(after.x - before.x, after.y - before.y) < 3) throw new Error('internal: the node was not dragged');
}
async function frames(page: Page, canvas: string, what: string, act: () => Promise<void>): Promise<Row> {
  console.error(`${canvas}: ${what} …`);
  return { canvas, what, ...shares(await framesWhile(page, act), SMOOTH_MS), load: loadavg()[0]! };
}

const server = options.address ? null : await serveStudio(options.port);
const browser = await openBrowser('software');
const rows: Row[] = [];
const document = laidOut(wideDocument(count));
const ids = Object.keys(document.nodes);
const middleNode = ids[Math.min(ids.length - 1, Math.floor(ids.length / COLUMNS / 2) * COLUMNS + COLUMNS / 2)]!;
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const studio = new StudioPage(page);
  await studio.open(options.address ?? server!.address);
  await studio.newDocument();
  await page.waitForTimeout(SETTLE_MS);
  const centre: Point = [640, 300];
  rows.push(await frames(page, 'no nodes', 'nothing', () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, 'no nodes', 'moving the mouse', () => circle(page, centre)));

  await studio.openTemplate('denoising');
  await studio.training.ready();
  await studio.training.train();
  await page.getByTestId('travellers').locator('canvas').first().waitFor({ state: 'attached', timeout: 120_000 });
  await page.waitForTimeout(SETTLE_MS);
  const travelling = `a template, ${await page.getByTestId('travellers').locator('canvas').count()} items on its wires`;
  rows.push(await frames(page, travelling, 'training', () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, travelling, 'training, and dragging a node', () => drag(page, 'encoder')));
  await studio.training.pause();

  await studio.openFile('wide.hourglass.json', saveDocument(document));
  await studio.canvas.nodes.first().waitFor({ timeout: 60_000 });
  await studio.training.ready();
  await page.waitForTimeout(SETTLE_MS);
  const canvas = `${count} nodes, ${await studio.canvas.nodes.count()} in view`;
  rows.push(await frames(page, canvas, 'nothing', () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, canvas, 'dragging a node', () => drag(page, middleNode)));
  await studio.training.train();
  await studio.training.bar.getByText(/step [1-9]/).first().waitFor({ timeout: 120_000 });
  rows.push(await frames(page, canvas, `training ${count / 5} autoencoders`, () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, canvas, 'training, and dragging a node', () => drag(page, middleNode)));
} finally {
  await browser.close();
  await server?.stop();
}
report({
  name: 'canvas',
  question: `Frames of a canvas of ${count} wired nodes, and of a template whose items travel, 1440 × 900, ${SECONDS} s each; the browser draws in software, without a GPU. ${options.address ? `Served by ${options.address}.` : 'Production build.'}`,
  rows,
  limits: rows
    .filter(({ canvas: drawn, what }) => String(what).endsWith('dragging a node') || (drawn !== 'no nodes' && String(what).startsWith('training')))
    .map((row) => ({
      limit: `${String(row['canvas'])}, ${String(row['what'])}: 60 frames a second in the median, 95 % under 25 ms`,
      found: `${Number(row['median ms']).toFixed(1)} ms, ${row['% under 25 ms']} %`,
      holds: Number(row['median ms']) < 17 && Number(row['% under 25 ms']) >= 95,
    })),
});
