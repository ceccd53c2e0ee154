/** The stages of the test run, in order. Each gives its exit status; those that run tests also say where the report lies. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from '../find-browser.mjs';
import { ensurePython } from '../find-python.mjs';
import { ensureBuilt } from './build.mjs';
import { playwrightCounts, vitestCounts } from './counts.mjs';
import { inRoot } from './root.mjs';
import { runNode } from './run.mjs';

/** The program `name` of package `pack`, without the shell wrappers of node_modules/.bin. */
function programOf(pack, name = pack) {
  const { bin } = JSON.parse(readFileSync(inRoot('node_modules', pack, 'package.json'), 'utf8'));
  return inRoot('node_modules', pack, typeof bin === 'string' ? bin : bin[name]);
}

const inProject = (program, ...args) => runNode([program, ...args]);

async function types() {
  const tsc = programOf('typescript', 'tsc');
  return (await inProject(tsc, '-p', '.')) || inProject(tsc, '-p', 'graph-engine');
}

function vitest(project) {
  const report = inRoot('.cache', `${project}.json`);
  return {
    report: () => vitestCounts(report),
    run: (filters) => {
      rmSync(report, { force: true });
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      return inProject(programOf('vitest'), 'run', '--project', project, ...reporters, ...filters);
    },
  };
}

async function e2e(filters) {
  rmSync(inRoot('.cache', 'e2e.json'), { force: true });
  const browser = await ensureBrowser();
  if (process.env.HOURGLASS_PICTURES !== '1') console.log('Not taken anew: the picture of the README, which is no test (HOURGLASS_PICTURES=1 takes it).');
  return runNode([programOf('@playwright/test', 'playwright'), 'test', ...filters], { env: { HOURGLASS_BROWSER: browser } });
}

const projects = vitest('export');
/** Projects are run by the languages that they are written in. */
const exported = {
  ...projects,
  async run(filters) {
    await ensurePython();
    return projects.run(filters);
  },
};

export const stages = {
  types: { run: types },
  lint: { run: () => inProject(programOf('oxlint'), '--type-aware') },
  layers: { run: () => inProject(inRoot('scripts', 'check-layers.mjs')) },
  unit: vitest('unit'),
  build: { run: ensureBuilt },
  export: exported,
  e2e: {
    report: () => (existsSync(inRoot('.cache', 'e2e.json')) ? playwrightCounts(inRoot('.cache', 'e2e.json')) : null),
    run: e2e,
  },
};
