/** How much script does the studio fetch before it can be used, and how long does it take from its opening to the first trained step? */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { bytesOf, followScripts, isMonaco, isTfjs, type Script } from '@/e2e/pages/first-load';
import { StudioPage } from '@/e2e/pages/studio-page';
import { report, type Row } from './lib/report';
import { openBrowser, serveStudio } from './lib/served-studio';
import { waitInPage } from './lib/wait-in-page';

const { values: options } = parseArgs({ options: { address: { type: 'string' }, port: { type: 'string', default: '3300' }, rounds: { type: 'string', default: '5' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const ROUNDS = Number(options.rounds);
const LIMIT_BYTES = 500_000;
const LIMIT_MS = 3000;

/** In the page: presses Train as soon as it is there, and notes when what was seen first; from the start of the navigation. */
const watch = `{
  const marks = (globalThis.hourglassMarks = {});
  addEventListener('load', () => (marks.load = performance.now()));
  requestAnimationFrame(function look() {
    const bar = document.querySelector('[role=toolbar][aria-label=Training]');
    const train = bar && [...bar.querySelectorAll('button')].find(({ textContent }) => textContent === 'Train');
    if (train && !marks.pressed) {
      marks.pressed = performance.now();
      train.click();
    }
    if (bar && /step [1-9]/.test(bar.textContent)) marks.step ??= performance.now();
    else requestAnimationFrame(look);
  });
}`;
interface Marks {
  readonly load: number;
  readonly pressed: number;
  readonly step: number;
}

async function open(page: Page, address: string): Promise<Marks> {
  await page.addInitScript(watch);
  await page.goto(address);
  await waitInPage(page, 'hourglassMarks.step && hourglassMarks.load', { everyMs: 100, timeoutMs: 120_000 });
  return page.evaluate('hourglassMarks');
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** What is there once the studio is ready and nobody has touched it. */
async function scriptsAtFirst(address: string): Promise<readonly Script[]> {
  const browser = await openBrowser('software');
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const scripts = followScripts(page);
    const studio = new StudioPage(page);
    await studio.open(address);
    await studio.training.ready();
    await page.waitForLoadState('networkidle');
    return await scripts();
  } finally {
    await browser.close();
  }
}

const server = options.address ? null : await serveStudio(options.port);
const address = options.address ?? server!.address;
const rows: Row[] = [];
let scripts: readonly Script[] = [];
try {
  scripts = await scriptsAtFirst(address);
  for (const how of ['software', 'emulated'] as const) {
    const browser = await openBrowser(how);
    const runs: Marks[] = [];
    try {
      for (let round = 0; round < ROUNDS; round++) {
        console.error(`${how}, ${round + 1} of ${ROUNDS} …`);
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        runs.push(await open(await context.newPage(), address));
        await context.close();
      }
    } finally {
      await browser.close();
    }
    rows.push({
      browser: how === 'software' ? 'no GPU' : 'emulated GPU',
      'load ms': median(runs.map(({ load }) => load)),
      'Train is there ms': median(runs.map(({ pressed }) => pressed)),
      'first step ms': median(runs.map(({ step }) => step)),
      'after load ms': median(runs.map(({ load, step }) => step - load)),
      'fastest after load ms': Math.min(...runs.map(({ load, step }) => step - load)),
      load: loadavg()[0]!,
    });
  }
} finally {
  await server?.stop();
}
const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
const [page, all] = [bytesOf(scripts, 'page'), bytesOf(scripts)];
const early = scripts.filter((script) => isTfjs(script) || isMonaco(script));
const afterLoad = Number(rows[0]!['after load ms']);
report({
  name: 'load',
  question: `From the opening of the studio to the first trained step of the first template, in a browser that knows nothing of it; Train is pressed as soon as it is there. Median of ${ROUNDS}. Scripts as served, compressed: ${kilo(page)} for the page, ${kilo(all)} with those of its workers.`,
  rows,
  limits: [
    { limit: `scripts of the page before Monaco and tfjs: under ${kilo(LIMIT_BYTES)}`, found: kilo(page), holds: page < LIMIT_BYTES && early.length === 0 },
    { limit: `first step after load, without a GPU: under ${LIMIT_MS} ms`, found: `${afterLoad.toFixed(0)} ms`, holds: afterLoad < LIMIT_MS },
  ],
});
