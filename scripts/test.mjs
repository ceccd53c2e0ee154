/**
 * `npm test`: installs if needed, then all stages in order, and stops at the first that fails.
 * Options: --only a,b runs some stages; anything after `--` goes to the test runner of those stages as a filter.
 */
import { parseArgs } from 'node:util';
import { ensureInstalled } from './lib/install.mjs';
import { stages } from './lib/stages.mjs';

function readOptions() {
  try {
    const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
    return { only: values.only?.split(',') ?? null, filters: positionals };
  } catch (error) {
    console.error(`${error.message}\nUsage: npm test [-- --only types,lint,layers,unit,build,export,e2e] [FILTER …]`);
    process.exit(2);
  }
}

const { only, filters } = readOptions();
const unknown = only?.filter((name) => !(name in stages)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}: the stages are ${Object.keys(stages).join(', ')}.`);
  process.exit(2);
}

await ensureInstalled();
const summary = [];
const total = { passed: 0, failed: 0 };
for (const [name, stage] of Object.entries(stages)) {
  if (only && !only.includes(name)) continue;
  console.log(`\n── ${name}`);
  const start = performance.now();
  let status;
  try {
    status = await stage.run(filters);
  } catch (error) {
    console.error(error.message);
    status = 1;
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const counts = stage.report?.() ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const tests = stage.report ? `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  summary.push(`${status === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(7)} ${seconds.padStart(7)} s${tests}`);
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}

console.log(`\n${summary.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
