/** `npm run -s hourglass -- COMMAND`: the command line, from a fresh clone too. Paths are those of the caller's folder. */
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

await ensureInstalled();
const fromNpm = process.env.npm_lifecycle_event === 'hourglass';
process.exitCode = await runNode(['--import', import.meta.resolve('tsx'), inRoot('cli', 'main.ts'), ...process.argv.slice(2)], {
  cwd: (fromNpm && process.env.INIT_CWD) || process.cwd(),
  env: { TSX_TSCONFIG_PATH: inRoot('tsconfig.json') },
});
