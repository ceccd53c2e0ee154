/** How smooth is the code map with 50,000 points while it is panned and zoomed, and while a place of it is dragged and decoded? */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { saveDocument } from '@/graph-engine/document/save';
import { StudioPage } from '@/e2e/pages/studio-page';
import { templates } from '@/templates/registry';
import { framesWhile, shares } from './lib/frames';
import { report, type Row } from './lib/report';
import { openBrowser, serveStudio } from './lib/served-studio';

const { values: options } = parseArgs({ options: { address: { type: 'string' }, port: { type: 'string', default: '3300' }, points: { type: 'string', default: '50000' }, seconds: { type: 'string', default: '4' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const points = Number(options.points);
const SECONDS = Number(options.seconds);
const MOVE_EVERY_MS = 16;
const SETTLE_MS = 3000;
/** A frame of a screen of 60 hertz that came late by less than half of one. */
const SMOOTH_MS = 25;

/** As many held-out items as points: patterns, of which any number can be made. */
function documentOf(): string {
  const document = templates.patterns.create();
  const nodes = Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, node.kind === 'dataset' ? { ...node, params: { ...node.params, count: 2 * points } } : node]));
  return saveDocument({ ...document, nodes, training: { ...document.training, validationSplit: 0.5 } });
}

const server = options.address ? null : await serveStudio(options.port);
const browser = await openBrowser('software');
const rows: Row[] = [];
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(180_000);
  const studio = new StudioPage(page);
  await studio.open(options.address ?? server!.address);
  await studio.openFile('many.hourglass.json', documentOf());
  await studio.training.ready();
  await studio.training.button('One step').click();
  await studio.training.at(1);
  await studio.drawer.show('Code map');
  const map = studio.drawer.picture(`${points.toLocaleString('en')} held-out items by`);
  await map.waitFor();
  await page.waitForTimeout(SETTLE_MS);
  const { x, y, width, height } = (await map.boundingBox())!;
  const middle = [x + width / 2, y + height / 2] as const;

  /** At the pace of a mouse: no move waits until the page has drawn the one before. */
  const act = async (move: (turn: number) => Promise<void>): Promise<void> => {
    const under: Promise<void>[] = [];
    const start = performance.now();
    for (let turn = 0; performance.now() - start < 1000 * SECONDS; turn += 0.12) {
      under.push(move(turn));
      await new Promise((resolve) => setTimeout(resolve, MOVE_EVERY_MS));
      if (under.length > 8) await under.shift();
    }
    await Promise.all(under);
  };
  const circle = (turn: number): Promise<void> => page.mouse.move(middle[0] + 60 * Math.sin(turn), middle[1] + 40 * (1 - Math.cos(turn)));
  const row = async (what: string, work: () => Promise<void>): Promise<void> => {
    console.error(`${what} …`);
    rows.push({ map: `${points.toLocaleString('en')} points, ${Math.round(width)} × ${Math.round(height)}`, what, ...shares(await framesWhile(page, work), SMOOTH_MS), load: loadavg()[0]! });
  };
  await row('nothing', () => page.waitForTimeout(1000 * SECONDS));
  await page.mouse.move(...middle);
  await row('pointing at items', () => act(circle));
  await page.mouse.move(middle[0] + 50, middle[1] + 50);
  await page.mouse.down();
  await row('panning', () => act(circle));
  await page.mouse.up();
  await row('zooming', () => act((turn) => page.mouse.wheel(0, 40 * Math.sin(turn / 2))));
  const handle = (await studio.drawer.root.getByRole('button', { name: /^Decoded place/ }).boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await row('dragging the place that is decoded', () => act(circle));
  await page.mouse.up();
} finally {
  await browser.close();
  await server?.stop();
}
report({
  name: 'map',
  question: `Frames of a code map of ${points.toLocaleString('en')} points in the drawer of the studio at 1440 × 900, ${SECONDS} s each; the browser draws in software, without a GPU. ${options.address ? `Served by ${options.address}.` : 'Production build.'}`,
  rows,
  limits: rows
    .filter(({ what }) => what === 'panning' || what === 'zooming')
    .map((row) => ({
      limit: `${String(row['what'])}: 60 frames a second in the median, 95 % under ${SMOOTH_MS} ms`,
      found: `${Number(row['median ms']).toFixed(1)} ms, ${row[`% under ${SMOOTH_MS} ms`]} %`,
      holds: Number(row['median ms']) < 17 && Number(row[`% under ${SMOOTH_MS} ms`]) >= 95,
    })),
});
