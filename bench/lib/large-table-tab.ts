/** The same in a tab: Chromium opens the built studio, takes the file by the dialog of a user, and trains; what its pages hold is read from the system. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Browser, type Worker } from '@playwright/test';
import { build } from 'esbuild';
import { StudioPage } from '@/e2e/pages/studio-page';
import { MOST_IN_MEMORY } from '@/graph-engine/data/rows/row-file';
import { saveDocument } from '@/graph-engine/document/save';
import type { FedInTab } from './feed-in-tab-entry';
import { BATCH, largeTableDocument } from './large-table-document';
import { openProfile, serveStudio } from './served-studio';

export interface TabTimes extends FedInTab {
  /** Until its columns are known, from then until its rows are there, and from Train to the first step. */
  readonly scan: number;
  readonly read: number;
  readonly firstStep: number;
  readonly trainedRows: number;
  /** Of the processes of all pages together, proportional set size. */
  readonly peakMiB: number;
}
const parts = ['studio', 'read', 'open', 'fit', 'train'] as const;
type Part = (typeof parts)[number];
const PATIENT = 1_200_000;
const LOOK_MS = 500;
const TRAIN_MS = 20_000;

/** Their share of the memory that processes have in common is counted once. */
function heldMiB(pids: readonly number[]): number {
  const pss = (pid: number): number => {
    try {
      return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has just ended.
      return 0;
    }
  };
  return pids.reduce((sum, pid) => sum + pss(pid), 0) / 1024;
}
/** What is held in each part of the work: `begin` says which one it is from now on. */
async function followMemory(browser: Browser): Promise<{ begin(part: Part): void; end(): Record<Part, number> }> {
  const session = await browser.newBrowserCDPSession();
  const peaks: Record<Part, number> = { studio: 0, read: 0, open: 0, fit: 0, train: 0 };
  let part: Part = 'studio';
  const timer = setInterval(() => {
    void session.send('SystemInfo.getProcessInfo').then(
      ({ processInfo }) => (peaks[part] = Math.max(peaks[part], heldMiB(processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)))),
      () => clearInterval(timer),
    );
  }, LOOK_MS);
  return {
    begin: (next) => (part = next),
    end() {
      clearInterval(timer);
      console.error(`in a tab, most memory: ${parts.map((one) => `${one} ${peaks[one].toFixed(0)} MiB`).join(', ')}`);
      return peaks;
    },
  };
}
const now = (): number => performance.now() / 1000;

async function trainingWorker(workers: readonly Worker[]): Promise<Worker> {
  for (const worker of workers) if ((await worker.evaluate<string>('self.name')).startsWith('hourglass-training')) return worker;
  throw new Error('the studio has no training worker');
}
async function feedIn(worker: Worker, columns: number): Promise<FedInTab> {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL('feed-in-tab-entry.ts', import.meta.url))], bundle: true, write: false, format: 'iife', globalName: 'feedInTab', platform: 'browser', target: 'es2022', logLevel: 'error' });
  return worker.evaluate<FedInTab>(`(() => { ${outputFiles[0]!.text}; return feedInTab.measure(${columns}); })()`);
}

export async function measureTab(path: string, rows: number, columns: number, port: string): Promise<TabTimes> {
  const served = await serveStudio(port);
  // A private window would keep the file of rows in the memory of the browser.
  const profile = mkdtempSync(join(tmpdir(), 'hourglass-profile-'));
  const context = await openProfile('software', profile);
  try {
    const page = await context.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    // Of a small file, for trying this, the rows shall stand in a file too.
    if (rows * columns <= MOST_IN_MEMORY) await page.addInitScript(() => Object.defineProperty(navigator, 'deviceMemory', { value: 2 ** -10 }));
    const studio = new StudioPage(page);
    await studio.open(served.address);
    await studio.openFile('large.hourglass.json', saveDocument(largeTableDocument));
    const memory = await followMemory(context.browser()!);
    await studio.canvas.dataset.getByRole('button', { name: 'Choose data…' }).click();
    memory.begin('read');
    let start = now();
    await page.getByTestId('data-files').setInputFiles(path);
    const use = studio.dialog(`Use ${basename(path)}`).getByRole('button', { name: 'Use', exact: true });
    await use.waitFor({ timeout: PATIENT });
    const scan = now() - start;
    start = now();
    await use.click();
    const data = page.getByRole('dialog', { name: 'Data of ' });
    await expect(data).toContainText(`${rows.toLocaleString('en')} rows of ${columns} columns`, { timeout: PATIENT });
    const read = now() - start;
    console.error(`in a tab: columns known after ${scan.toFixed(0)} s, rows after ${read.toFixed(0)} s more`);
    await data.getByRole('button', { name: 'Close' }).last().click();
    memory.begin('open');
    await studio.training.ready();
    memory.begin('fit');
    start = now();
    await studio.training.train();
    await expect.poll(() => studio.training.step(), { timeout: PATIENT, intervals: [100] }).toBeGreaterThan(0);
    const firstStep = now() - start;
    memory.begin('train');
    const [before, from] = [await studio.training.step(), now()];
    await page.waitForTimeout(TRAIN_MS);
    const trainedRows = ((await studio.training.step()) - before) * BATCH / (now() - from);
    await studio.training.pause();
    const peaks = memory.end();
    const fed = await feedIn(await trainingWorker(page.workers()), columns);
    return { scan, read, firstStep, trainedRows, peakMiB: Math.max(...Object.values(peaks)), ...fed };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    await served.stop();
  }
}
