/** Random documents of a seed that SEED sets, as COUNT how many, on random tables with gaps: what is exported gives what the studio gives, or is refused by name. */
import { beforeAll, expect, it } from 'vitest';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import type { GraphNode } from '../../document/types';
import { differences } from '../../testing/export-onnx';
import { trainForInference } from '../../testing/train-for-inference';
import { findRoles } from '../../inspect/roles';
import { randomDocument } from '../../testing/random-documents';
import { randomTables } from '../../testing/random-tables';
import { NotFiniteError } from '../../training/not-finite';
import { generateOnnx, refusals } from '.';

const COUNT = Number(process.env['COUNT'] ?? 12);
const SEED = Number(process.env['SEED'] ?? 1);
const ITEMS = 5;

/** Whether rounding alone can decide which of two codes it is. */
const isDiscrete = ({ kind, params }: GraphNode): boolean => kind === 'codebook' || params['kind'] === 'binary' || params['kind'] === 'categorical';

beforeAll(() => chooseBackend('wasm'));

it(`random documents give what the studio gives (SEED=${SEED})`, async () => {
  const random = new Random(SEED);
  const faults: string[] = [];
  let compared = 0;
  for (let i = 0; i < COUNT; i++) {
    const document = randomDocument(random, ['x', 'data', 'Größe', 'score', 'code', 'a "b"/c', 'integers 1', '数据']);
    const data = randomTables(document, random, ITEMS);
    try {
      const { files, refused, session } = await trainForInference({ generate: generateOnnx, refusals }, document, data, 2);
      const { output } = findRoles(document, session.analysis);
      if (!output) expect(refused).toHaveLength(1);
      if (!output) continue;
      const found = await differences(await files(3));
      const bad = Object.entries(found).filter(([, far]) => !(far <= (Object.values(document.nodes).some(isDiscrete) ? Number.MAX_VALUE : 1e-5)));
      compared += Object.keys(found).length;
      if (bad.length > 0) faults.push(`${i}: ${JSON.stringify(Object.fromEntries(bad))} ${Object.values(document.nodes).map(({ kind, params }) => `${kind} ${JSON.stringify(params)}`).join(' ')}`);
    } catch (error) {
      if (error instanceof NotFiniteError) continue;
      faults.push(`${i}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
  expect(faults).toEqual([]);
  expect(compared).toBeGreaterThan(COUNT);
});
