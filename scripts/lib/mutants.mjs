/** Puts one fault at a time into a copy of the engine and runs the test that must notice. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelMutations } from '../mutations/kernels.mjs';
import { loweringMutations } from '../mutations/lowering.mjs';
import { webGlMutations } from '../mutations/webgl.mjs';
import { webGpuMutations } from '../mutations/webgpu.mjs';
import { checkInBrowser } from './check-in-browser.mjs';
import { compileKernels } from './kernels.mjs';
import { inRoot } from './root.mjs';

const wasm = 'graph-engine/runtime/wasm';
const copied = ['graph-engine', 'templates', 'tsconfig.json', 'package.json'];
const folder = inRoot('.cache', 'mutants');
const LIMIT_MS = 60_000;
const config = `export default { resolve: { alias: { '@': ${JSON.stringify(folder)} } }, test: { testTimeout: 30_000, maxWorkers: 1, exclude: ['**/node_modules/**'] } };\n`;
const flatten = (table, home, under = '') =>
  Object.entries(table).flatMap(([file, list]) => list.map(([fault, find, replace, test]) => ({ home, file: `${under}${file}`, fault, find, replace, test })));

/** Every fault: file (in the folder `home`), what is wrong, text, text in its place, test. */
export const mutations = [...flatten(kernelMutations, wasm, 'assembly/'), ...flatten(loweringMutations, wasm), ...flatten(webGlMutations, 'graph-engine/runtime/tfjs'), ...flatten(webGpuMutations, 'graph-engine/runtime/webgpu')];
export const sourceOf = ({ home, file }) => readFileSync(inRoot(home, file), 'utf8');
/** @throws when the text to replace is not there exactly once. */
export function mutate(source, { file, fault, find, replace }) {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}, "${fault}": the text to replace occurs ${count} times, not once.`);
  return source.replace(find, () => replace);
}

/** @returns how many tests ran, and the names of those that failed. */
async function run(test) {
  if (!('check' in test)) return runInNode(test);
  return { ran: 1, failed: await checkInBrowser(folder, test.of, test.check, LIMIT_MS) };
}
/** Runs the test in a process of its own, which is ended when threads wait for each other for ever. */
function runInNode(test) {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const pattern = test.name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
  const child = spawn(process.execPath, [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', test.file, '-t', pattern, '--bail', '1', '--reporter', 'json', '--outputFile', report], {
    cwd: folder,
    detached: true,
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => process.kill(-Number(child.pid), 'SIGKILL'), LIMIT_MS);
    child.once('close', () => {
      clearTimeout(late);
      if (!existsSync(report)) return resolve({ ran: 1, failed: ['(the run did not come to an end)'] });
      const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
      const tests = testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed' || status === 'failed');
      const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
      resolve({ ran: tests.length, failed: failed.length === 0 && testResults.some(({ status }) => status === 'failed') ? ['(the file does not load)'] : failed });
    });
  });
}

export function copyEngine() {
  rmSync(folder, { recursive: true, force: true });
  for (const entry of copied) cpSync(inRoot(entry), join(folder, entry), { recursive: true });
  writeFileSync(join(folder, 'vitest.config.mjs'), config);
}

export const nameOf = (test) => ('check' in test ? `in a browser, ${test.of}: ${test.check}` : `${test.file}: ${test.name}`);

/** @returns null when the tests pass without any fault, else what does not. */
export async function findBroken(list) {
  const tests = new Map(list.map(({ test }) => [nameOf(test), test]));
  for (const [key, test] of tests) {
    const { ran, failed } = await run(test);
    if (ran === 0) return `${key}: there is no such test.`;
    if (failed.length > 0) return `${key} fails without a fault: ${failed[0]}`;
  }
  return null;
}

/** @returns the name of the test that failed, or null when the fault was not noticed. */
export async function tryMutation(mutation) {
  const mutated = mutate(sourceOf(mutation), mutation);
  const target = join(folder, mutation.home, mutation.file);
  const builds = mutation.file.startsWith('assembly/') ? mutation.test.builds : [];
  const built = join(folder, wasm, 'built');
  try {
    writeFileSync(target, mutated);
    for (const build of builds) await compileKernels(build, join(folder, wasm, 'assembly'), built);
    const { failed } = await run(mutation.test);
    return failed[0] ?? null;
  } finally {
    writeFileSync(target, sourceOf(mutation));
    for (const build of builds) cpSync(inRoot(wasm, 'built', `${build}.ts`), join(built, `${build}.ts`));
  }
}
