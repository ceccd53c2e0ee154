/** How long does a large wired drawing take to open, and how does that grow with its nodes? */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { CDPSession, Page } from '@playwright/test';
import { saveDocument } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { StudioPage } from '@/e2e/pages/studio-page';
import { wideDocument } from './lib/big-document';
import { report, type Row } from './lib/report';
import { openBrowser, serveStudio } from './lib/served-studio';
import { waitInPage } from './lib/wait-in-page';

const { values: options } = parseArgs({ options: { address: { type: 'string' }, port: { type: 'string', default: '3300' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const [FEW, MANY] = [100, 500];
/** For what follows the drawing: pictures, autosave. */
const SETTLE_MS = 3000;

/** Rows of five autoencoders, as far apart as the templates lay them out. */
function laidOut(document: HourglassDocument): HourglassDocument {
  const nodes = Object.values(document.nodes).map((node, i) => [node.id, { ...node, position: { x: (i % 25) * 320 + Math.floor((i % 25) / 5) * 100, y: Math.floor(i / 25) * 500 } }] as const);
  return { ...document, id: `wide-${nodes.length}`, nodes: Object.fromEntries(nodes) };
}

/** Seconds that the page's own thread has worked; a busy machine makes it no longer. */
const worked = async (session: CDPSession): Promise<number> => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;

async function opening(page: Page, studio: StudioPage, session: CDPSession, count: number): Promise<Row> {
  await page.evaluate('hourglassTasks.length = 0');
  const before = await worked(session);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('ControlOrMeta+o')]);
  const start = performance.now();
  await chooser.setFiles({ name: 'wide.hourglass.json', mimeType: 'application/json', buffer: Buffer.from(saveDocument(laidOut(wideDocument(count)))) });
  await waitInPage(page, `document.querySelectorAll('.react-flow__edge').length >= ${count / 2}`, { everyMs: 30, timeoutMs: 60_000 });
  await studio.canvas.still();
  const drawn = performance.now() - start;
  await page.waitForTimeout(SETTLE_MS);
  const tasks: number[] = await page.evaluate('hourglassTasks');
  return { nodes: count, 'drawn after ms': drawn, 'work of the thread ms': 1000 * ((await worked(session)) - before), 'longest task ms': Math.max(0, ...tasks), load: loadavg()[0]! };
}

const server = options.address ? null : await serveStudio(options.port);
const browser = await openBrowser('software');
const rows: Row[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(`{
    const tasks = (globalThis.hourglassTasks = []);
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ['longtask'] });
  }`);
  const studio = new StudioPage(page);
  await studio.open(options.address ?? server!.address);
  await page.waitForTimeout(SETTLE_MS);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await opening(page, studio, session, FEW);
  for (const count of [FEW, MANY]) rows.push(await opening(page, studio, session, count));
} finally {
  await browser.close();
  await server?.stop();
}
const [few, many] = rows as [Row, Row];
const growth = Number(many['work of the thread ms']) / Number(few['work of the thread ms']);
report({
  name: 'open',
  question: `Opening a drawing of wired autoencoders, 1440 × 900, the browser draws in software. "Drawn" is by the clock and includes a third of a second of waiting for stillness.`,
  rows,
  limits: [
    { limit: `${MANY} nodes: less than a second of work`, found: `${Number(many['work of the thread ms']).toFixed(0)} ms`, holds: Number(many['work of the thread ms']) < 1000 },
    { limit: `${MANY} nodes: no task over 200 ms`, found: `${Number(many['longest task ms']).toFixed(0)} ms`, holds: Number(many['longest task ms']) <= 200 },
    { limit: `the work grows with the nodes: at most ${(1.4 * MANY) / FEW} times that of ${FEW}`, found: growth.toFixed(1), holds: growth <= (1.4 * MANY) / FEW },
  ],
});
