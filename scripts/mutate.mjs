/** `npm run mutate [-- FILTER …]`: breaks the kernels, their lowering and the shaders for WebGL and WebGPU in many small ways, one at a time, and tells which test noticed. */
import { ensureInstalled } from './lib/install.mjs';
import { ensureKernels } from './lib/kernels.mjs';

await ensureInstalled();
await ensureKernels();
const { copyEngine, findBroken, mutations, nameOf, tryMutation } = await import('./lib/mutants.mjs');
const { closeBrowser } = await import('./lib/check-in-browser.mjs');
const filters = process.argv.slice(2);
const chosen = mutations.filter(({ home, file, fault }) => filters.length === 0 || filters.some((filter) => `${home}/${file} ${fault}`.includes(filter)));

copyEngine();
const broken = await findBroken(chosen);
if (broken) {
  console.error(broken);
  await closeBrowser();
  process.exit(1);
}
let survived = 0;
for (const mutation of chosen) {
  const start = performance.now();
  let line;
  try {
    const noticed = await tryMutation(mutation);
    if (!noticed) survived++;
    line = noticed ? `noticed   ${noticed}` : `SURVIVED  ${nameOf(mutation.test)}`;
  } catch (error) {
    survived++;
    line = `SURVIVED  ${error.message}`;
  }
  console.log(`${mutation.file.padEnd(39)} ${mutation.fault.padEnd(62)} ${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${line}`);
}
await closeBrowser();
console.log(`\n${chosen.length} faults, ${chosen.length - survived} noticed, ${survived} survived`);
process.exitCode = survived === 0 ? 0 : 1;
