/** `npm run bench -- NAME`: measures one thing; without a name, says what there is. */
import { readdirSync } from 'node:fs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

const [name, ...rest] = process.argv.slice(2);
const names = readdirSync(inRoot('bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!name || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [--json], where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
await ensureInstalled();
process.exitCode = await runNode(['--import', import.meta.resolve('tsx'), '--expose-gc', inRoot('bench', `${name}.bench.ts`), ...rest], {
  env: { TSX_TSCONFIG_PATH: inRoot('tsconfig.json') },
});
