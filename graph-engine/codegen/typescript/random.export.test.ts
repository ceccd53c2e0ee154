/** Projects of random sound documents with odd names, of a seed that SEED sets, as COUNT how many: they compile, give what the studio gives, and train or say in one line why not. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import type { GraphNode, HourglassDocument } from '../../document/types';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { distance, exportFolder, runNode, trainAndExport, typecheck, writeFiles, type Expected, type Outputs } from '../../testing/export-project';
import { modernNode } from '../../testing/modern-node';
import { randomDocument } from '../../testing/random-documents';
import { randomTables } from '../../testing/random-tables';
import { NotFiniteError } from '../../training/not-finite';
import { generateTypeScript } from '.';
import { hostileNames } from '../program/hostile-names';

const COUNT = Number(process.env['COUNT'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 1);
const ITEMS = 5;
/** What the sources themselves call things, beside what tries to be more than a name. */
const names = [...hostileNames, 'x', 'items', 'from', 'count', 'batch', 'values', 'labels', 'options', 'model', 'data', 'Loss', 'loss', 'critic loss', 'kl', 'commitment', 'Step', 'code2', 'Code', '数据', 'Größe', 'Batch Norm', 'KMeans', 'name', 'layout', 'fitted', 'result', 'Trainer', 'Items', 'weights', 'judge', 'default', 'arguments'];

/** Whether rounding alone can decide which of two codes it is. */
const isDiscrete = ({ kind, params }: GraphNode): boolean => kind === 'codebook' || params['kind'] === 'binary' || params['kind'] === 'categorical';

interface Drawn {
  readonly name: string;
  readonly document: HourglassDocument;
  readonly expected: Expected | null | 'not finite';
}
const folder = exportFolder();
const drawn: Drawn[] = [];

beforeAll(async () => {
  await chooseBackend('wasm');
  const random = new Random(SEED);
  for (let i = 0; i < COUNT; i++) {
    const document = randomDocument(random, names);
    const name = `p${i}`;
    const data = randomTables(document, random, ITEMS);
    let expected: Drawn['expected'] = 'not finite';
    try {
      expected = await trainAndExport(document, `${folder.path}/${name}`, { steps: 2, items: ITEMS, tableSize: 0, data });
    } catch (error) {
      if (!(error instanceof NotFiniteError)) throw error;
      writeFiles(`${folder.path}/${name}`, generateTypeScript(document, analyse(document), { data }).files);
    }
    drawn.push({ name, document, expected });
  }
});
afterAll(() => (process.env['KEEP'] ? undefined : folder.remove()));

describe(`random documents (SEED=${SEED})`, () => {
  it('compile', async () => {
    const { status, output } = await typecheck(folder.path, 'p0');
    expect(output.replace(/^npm warn.*\n/gm, '')).toBe('');
    expect(status).toBe(0);
  });

  it.for(Array.from({ length: COUNT }, (_, i) => i))('%i: gives what the studio gives, and trains', { concurrent: true }, async (i) => {
    const { name, expected, document } = drawn[i]!;
    const project = `${folder.path}/${name}`;
    const told = `SEED=${SEED} ${project} ${Object.values(document.nodes).map(({ kind }) => kind).join(' ')}`;
    if (expected !== 'not finite' && existsSync(`${project}/weights.safetensors`)) {
      const { status, output } = await runNode(modernNode(), project, 'src/infer.ts', '--items', String(ITEMS));
      expect(status, `${told}\n${output}`).toBe(0);
      const { outputs, codes } = JSON.parse(readFileSync(`${project}/outputs.json`, 'utf8')) as Partial<Outputs>;
      expect((outputs ?? []).flat().every(Number.isFinite), told).toBe(true);
      if (expected && !Object.values(document.nodes).some(isDiscrete)) {
        const size = Math.max(1, ...expected.outputs.map(Math.abs), ...(expected.codes ?? []).map(Math.abs));
        expect(distance(outputs!.flat(), expected.outputs) / size, told).toBeLessThanOrEqual(1e-4);
        if (codes && expected.codes) expect(distance(codes.flat(), expected.codes) / size, told).toBeLessThanOrEqual(1e-4);
      }
    }
    rmSync(`${project}/again.safetensors`, { force: true });
    const { status, output } = await runNode(modernNode(), project, 'src/train.ts', '--steps', '5', '--out', 'again.safetensors');
    if (status === 0) expect(output, told).toMatch(/\n\d steps, weights in again\.safetensors/);
    else {
      const errors = output.split('\n').filter((line) => line !== '' && !/^(epoch|  validation) /.test(line));
      expect(errors, `${told}\n${output}`).toHaveLength(1);
      expect(errors[0], told).toMatch(/^(Before the first step|At step|On the held-out items|The last step made|There is nothing to train)/);
    }
  });
});
