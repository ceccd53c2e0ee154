/** Installs the packages of package-lock.json when they are not there yet, or others are, and compiles the kernels. Needs nothing but Node at first. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './root.mjs';
import { run, runNode } from './run.mjs';

const stampFile = inRoot('node_modules', '.hourglass');
const lockFile = inRoot('package-lock.json');

function stamp() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** Whether what npm noted in node_modules is what the lock file asks for (packages for other platforms may be missing). */
export function matchesLock(locked, installed) {
  return Object.entries(locked.packages).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed.packages[place];
    return found === undefined ? wanted.optional === true || wanted.devOptional === true || wanted.peer === true : found.version === wanted.version;
  });
}

function installedByHand() {
  const note = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  return matchesLock(JSON.parse(readFileSync(lockFile, 'utf8')), JSON.parse(readFileSync(note, 'utf8')));
}

function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  console.error(`Hourglass needs Node 20 or newer, and this is ${process.versions.node}: see https://nodejs.org`);
  process.exit(2);
}

/** Packages and kernels are there afterwards. Everything that npm prints goes to standard error: standard output belongs to the command that was asked for. */
export async function ensureInstalled() {
  await ensurePackages();
  // Its compiler is one of the packages.
  const { ensureKernels } = await import('./kernels.mjs');
  await ensureKernels();
}

export async function ensurePackages() {
  requireNode();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  if (!installedByHand()) {
    console.error('Installing packages (once, about a minute) …');
    const args = ['ci', '--no-audit', '--no-fund'];
    const stdio = ['ignore', 2, 2];
    const npm = process.env.npm_execpath;
    const windows = process.platform === 'win32';
    const status = npm?.endsWith('.js')
      ? await runNode([npm, ...args], { stdio })
      : await run(windows ? 'npm.cmd' : 'npm', args, { stdio, shell: windows });
    if (status !== 0) {
      console.error('The packages could not be installed: npm says above why. Is the network there?');
      process.exit(1);
    }
  }
  writeFileSync(stampFile, stamp());
}
