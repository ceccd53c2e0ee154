/** `npm run dev`: installs if needed and serves the studio for work on it; arguments go to `next dev`. */
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, nextProgram } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

const args = process.argv.slice(2);
if (!args.some((arg) => arg === '-H' || arg.startsWith('--hostname'))) args.push('--hostname', '127.0.0.1');
await ensureInstalled();
process.exitCode =
  (await runNode([inRoot('scripts', 'prepare-assets.mjs')])) ||
  (await runNode([nextProgram, 'dev', ...args], { env: { NEXT_TELEMETRY_DISABLED: '1' } }));
