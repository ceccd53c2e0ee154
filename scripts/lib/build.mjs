/** Builds the studio when there is no build, or the sources are no longer those it was made from. Uses Node alone. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, nextProgram, root } from './root.mjs';
import { run, runNode } from './run.mjs';

const folders = ['app', 'components', 'graph-engine', 'templates'];
const files = ['next.config.js', 'proxy.ts', 'scripts/lib/content-policy.mjs', 'package-lock.json', 'tsconfig.json', 'scripts/prepare-assets.mjs'];
export const buildFolder = process.env.HOURGLASS_DIST ?? '.next';
const stampFile = inRoot(buildFolder, 'hourglass-sources');

/** A digest of everything the build is made from. */
export function fingerprint() {
  const digest = createHash('sha256');
  const add = (file) => digest.update(file).update('\0').update(readFileSync(path.join(root, file))).update('\0');
  const walk = (folder) => {
    if (!existsSync(inRoot(folder))) return;
    const entries = readdirSync(inRoot(folder), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(file);
      else if (!/\.test\.tsx?$/.test(entry.name)) add(file);
    }
  };
  folders.forEach(walk);
  files.forEach(add);
  return `${digest.digest('hex')}\n`;
}

/** Gives 0, or the exit status of the failed build. */
export async function ensureBuilt() {
  const wanted = fingerprint();
  const ready = existsSync(inRoot(buildFolder, 'BUILD_ID')) && existsSync(stampFile);
  if (ready && readFileSync(stampFile, 'utf8') === wanted) return 0;
  console.error('Building the studio (about half a minute) …');
  const assets = await runNode([inRoot('scripts', 'prepare-assets.mjs')]);
  if (assets !== 0) return assets;
  const status = await run(process.execPath, [nextProgram, 'build'], {
    env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) writeFileSync(stampFile, wanted);
  return status;
}
