/** Runs one check of a file of graph-engine/testing, such as webgl-checks.ts, on the engine of a folder, the project or a copy of it, in a page of a headless Chromium. */
import { chromium } from '@playwright/test';
import { build } from 'esbuild';
import { join } from 'node:path';
import { ensureBrowser } from '../find-browser.mjs';
import { quiet, softwareGpu } from './browser-flags.mjs';

/** Nobody listens there: the page is given by hand, and may do what a page of this machine may. */
const ADDRESS = 'http://localhost/engine';
const PAGE = '<!doctype html><title>Engine</title><script src="/engine.js"></script>';
let browser = null;

async function bundled(folder, file) {
  const result = await build({
    entryPoints: [join(folder, 'graph-engine', 'testing', file)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'engine',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    external: ['fs', 'path', 'module', 'url', 'node:*', 'worker_threads', 'perf_hooks', 'os'],
  });
  return result.outputFiles[0].text;
}
async function answer(route, script) {
  const url = route.request().url();
  if (url === ADDRESS) return route.fulfill({ contentType: 'text/html', body: PAGE });
  return url === `${ADDRESS}.js` ? route.fulfill({ contentType: 'text/javascript', body: script }) : route.abort();
}

/** @returns what the check finds wrong, one line each, nothing where all is well; a check that throws or does not end within `limitMs` is wrong. */
export async function checkInBrowser(folder, file, name, limitMs) {
  const script = await bundled(folder, file);
  browser ??= await chromium.launch({ executablePath: await ensureBrowser(), args: [...quiet, ...softwareGpu] });
  const page = await browser.newPage();
  await page.route('**/*', (route) => answer(route, script));
  await page.goto(ADDRESS);
  let late;
  const limit = new Promise((resolve) => {
    late = setTimeout(() => resolve(['(the check did not come to an end)']), limitMs);
  });
  const work = page.evaluate(async (check) => globalThis.engine.runCheck(check), name).catch((error) => [error.message.split('\n')[0]]);
  const wrong = await Promise.race([work, limit]);
  clearTimeout(late);
  await page.close();
  return wrong;
}
export async function closeBrowser() {
  await browser?.close();
  browser = null;
}
