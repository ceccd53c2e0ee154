/** How smooth is a canvas of 200 nodes while one of them is dragged, and while it is dragged during training? */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { saveDocument } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { StudioPage } from '@/e2e/pages/studio-page';
import { wideDocument } from './lib/big-document';
import { report, type Row } from './lib/report';

const { values: options } = parseArgs({ options: { address: { type: 'string' }, port: { type: 'string', default: '3300' }, nodes: { type: 'string', default: '200' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const count = Number(options.nodes);
const SECONDS = 4;
const COLUMNS = 20;

/** All in one view: rows of four autoencoders. */
function laidOut(document: HourglassDocument): HourglassDocument {
  const nodes = Object.values(document.nodes).map((node, i) => [node.id, { ...node, position: { x: (i % COLUMNS) * 340, y: Math.floor(i / COLUMNS) * 400 } }] as const);
  return { ...document, nodes: Object.fromEntries(nodes), training: { ...document.training, epochs: 1000 } };
}

/** The built studio on a port of its own. */
async function serve(): Promise<{ readonly address: string; readonly process: ChildProcess }> {
  const child = spawn(process.execPath, [`${scripts}start.mjs`, '--no-open', '--port', options.port], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (address) return { address, process: child };
  }
  throw new Error('The studio could not be started.');
}

/** As text: the names that a loader adds to functions do not exist in the page. */
const startFrames = (page: Page): Promise<unknown> =>
  page.evaluate(`{
    const record = (globalThis.hourglassFrames = { times: [], stop: false });
    requestAnimationFrame(function frame(time) {
      record.times.push(time);
      if (!record.stop) requestAnimationFrame(frame);
    });
  }`);
/** Times between frames, in milliseconds. */
async function endFrames(page: Page): Promise<number[]> {
  const times: number[] = await page.evaluate(`(hourglassFrames.stop = true, hourglassFrames.times)`);
  return times.slice(1).map((time, i) => time - times[i]!);
}

/** Moves the node in circles for some seconds, as fast as the page takes the events. */
async function drag(page: Page, studio: StudioPage): Promise<void> {
  const heading = studio.canvas.nodes.nth(Math.floor((await studio.canvas.nodes.count()) / 2)).getByRole('heading');
  const box = (await heading.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const start = performance.now();
  for (let angle = 0; performance.now() - start < 1000 * SECONDS; angle += 0.15) {
    await page.mouse.move(x + 60 * Math.sin(angle), y + 60 * (1 - Math.cos(angle)));
  }
  await page.mouse.up();
  const moved = (await heading.boundingBox())!;
  if (Math.hypot(moved.x - box.x, moved.y - box.y) < 3) throw new Error('internal: the node was not dragged');
}
async function frames(page: Page, studio: StudioPage, what: string, act: () => Promise<void>): Promise<Row> {
  console.error(`${what} …`);
  await startFrames(page);
  await act();
  const sorted = (await endFrames(page)).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const total = sorted.reduce((sum, time) => sum + time, 0);
  return { what, nodes: count, 'in view': await studio.canvas.nodes.count(), 'frames per s': (1000 * sorted.length) / total, 'median ms': at(0.5), 'p95 ms': at(0.95), 'longest ms': at(1) };
}

const scripts = fileURLToPath(new URL('../scripts/', import.meta.url));
const executablePath = execFileSync(process.execPath, [`${scripts}find-browser.mjs`], { encoding: 'utf8' }).trim();
const server = options.address ? null : await serve();
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const rows: Row[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const studio = new StudioPage(page);
  await studio.open(options.address ?? server!.address);
  await studio.openFile('wide.hourglass.json', saveDocument(laidOut(wideDocument(count))));
  await studio.canvas.nodes.first().waitFor({ timeout: 60_000 });
  // Nodes out of view are not drawn, and unknown to the fit until they were: it takes a few.
  for (let i = 0; i < 6 && (await studio.canvas.nodes.count()) < count; i++) {
    await studio.canvas.root.getByRole('button', { name: 'Zoom out', exact: true }).click();
    await page.waitForTimeout(700);
    await page.getByRole('button', { name: 'Fit everything in view' }).click();
    await page.waitForTimeout(1000);
  }
  const shown = await studio.canvas.nodes.count();
  console.error(`${shown} of ${count} nodes in view`);
  rows.push(await frames(page, studio, 'nothing', () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, studio, 'dragging a node', () => drag(page, studio)));
  await studio.training.ready();
  await studio.training.train();
  await studio.training.bar.getByText(/step [1-9]/).first().waitFor({ timeout: 120_000 });
  rows.push(await frames(page, studio, 'training', () => page.waitForTimeout(1000 * SECONDS)));
  rows.push(await frames(page, studio, 'training, and dragging a node', () => drag(page, studio)));
} finally {
  await browser.close();
  if (server) {
    server.process.kill('SIGTERM');
    await once(server.process, 'exit');
  }
}
report({
  name: 'canvas',
  question: `Frames of a canvas of ${count} nodes, 1440 × 900, ${SECONDS} s each; the browser draws in software here, without a GPU. ${options.address ? `Served by ${options.address}.` : 'Production build.'}`,
  rows,
});
