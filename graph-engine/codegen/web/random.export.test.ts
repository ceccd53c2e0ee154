/** Random documents of a seed that SEED sets, as COUNT how many, on random tables with gaps and names that are hostile: what a module gives is what the studio gives, or it is refused by name. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GraphNode } from '../../document/types';
import { findRoles } from '../../inspect/roles';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { exportFolder, runNode, typecheckModules, writeFiles } from '../../testing/export-project';
import { trainForInference } from '../../testing/train-for-inference';
import { randomDocument } from '../../testing/random-documents';
import { randomTables } from '../../testing/random-tables';
import { NotFiniteError } from '../../training/not-finite';
import { hostileNames } from '../program/hostile-names';
import { generateWeb, refusals } from '.';

const COUNT = Number(process.env['COUNT'] ?? 16);
const SEED = Number(process.env['SEED'] ?? 1);

/** Whether rounding alone can decide which of two codes it is. */
const isDiscrete = ({ kind, params }: GraphNode): boolean => kind === 'codebook' || params['kind'] === 'binary' || params['kind'] === 'categorical';

const folder = exportFolder();
beforeAll(() => chooseBackend('wasm'));
afterAll(() => folder.remove());

it(`random documents give what the studio gives (SEED=${SEED})`, async () => {
  const random = new Random(SEED);
  const faults: string[] = [];
  const written: string[] = [];
  let compared = 0;
  for (let i = 0; i < COUNT; i++) {
    const document = randomDocument(random, hostileNames);
    const data = randomTables(document, random, 5);
    try {
      const { files, refused, session } = await trainForInference({ generate: generateWeb, refusals }, document, data, 2);
      const { output } = findRoles(document, session.analysis);
      if (!output) expect(refused).toHaveLength(1);
      if (!output) continue;
      const path = `${folder.path}/${i}`;
      writeFiles(path, await files(3));
      const tolerance = Object.values(document.nodes).some(isDiscrete) ? '1e30' : '1e-5';
      const { status, output: said } = await runNode(process.execPath, path, 'verify.js', tolerance);
      compared += said.match(/greatest difference \d/g)?.length ?? 0;
      if (status !== 0) faults.push(`${i}: ${said} ${Object.values(document.nodes).map(({ kind, params }) => `${kind} ${JSON.stringify(params)}`).join(' ')}`);
      written.push(path);
    } catch (error) {
      if (error instanceof NotFiniteError) continue;
      faults.push(`${i}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  expect(faults).toEqual([]);
  const { output } = await typecheckModules(written, "import { load, type Model } from './model.js';\nconst model: Model = await load();\nexport const { score } = model;\n");
  expect(output).toBe('');
  expect(compared).toBeGreaterThan(COUNT);
});
