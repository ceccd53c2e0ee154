/** Says which imports go up through the layers or run in circles, and fails when there are any. `node scripts/check-layers.mjs [root]` */
import { fileURLToPath } from 'node:url';
import { checkTree } from './lib/layer-check.mjs';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const { problems, files } = checkTree(root);
for (const problem of problems) console.error(problem);
console.log(`${files} files, ${problems.length} imports that are not allowed`);
process.exitCode = problems.length > 0 ? 1 : 0;
