/** `npm run dev`: installs if needed and serves the studio for work on it; arguments go to `next dev`. */
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, nextProgram } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

await ensureInstalled();
process.exitCode =
  (await runNode([inRoot('scripts', 'prepare-assets.mjs')])) ||
  (await runNode([nextProgram, 'dev', ...process.argv.slice(2)], { env: { NEXT_TELEMETRY_DISABLED: '1' } }));
