/**
 * Finds a Chromium for the end-to-end tests: HOURGLASS_BROWSER, the system's own, Playwright's. `ensureBrowser` installs one when
 * there is none. Run as a program it prints the path.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge', 'msedge'];
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable];
    return base ? [`${base}\\Google\\Chrome\\Application\\chrome.exe`, `${base}\\Microsoft\\Edge\\Application\\msedge.exe`] : [];
  }),
}[process.platform] ?? ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => names.map((name) => `${folder}/${name}`));

function executable(file) {
  if (!file || !existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // there, but not for us to run
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** The path of a browser, or null. A variable that names no program is a mistake to be told, not to be passed over. */
export async function findBrowser() {
  const named = process.env.HOURGLASS_BROWSER;
  if (named) {
    if (executable(named)) return named;
    throw new Error(`HOURGLASS_BROWSER is ${named}, which is no program that can be run.`);
  }
  return [...onPath(), ...places, await playwrightsOwn()].find(executable) ?? null;
}

async function installBrowser() {
  const stdio = ['ignore', 2, 2];
  console.error('No Chrome or Chromium here: trying to install Playwright’s own …');
  const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { stdio });
  if (executable(await playwrightsOwn())) return;
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && onPathHas('apt-get');
  if (!debian) return;
  console.error('That did not work: trying the distribution’s package …');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { stdio, env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { stdio, env });
}

function onPathHas(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => executable(path.join(folder, name)));
}

/** The path of a browser; installs one when there is none, and throws one line of advice when that fails. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  await installBrowser();
  const installed = await findBrowser();
  if (installed) return installed;
  throw new Error('No browser for the end-to-end tests: install Chrome or Chromium, or set HOURGLASS_BROWSER to the path of one.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(await ensureBrowser());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
