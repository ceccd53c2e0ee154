/** Projects of random sound documents with odd names, of a seed that SEED sets, as COUNT how many: they compile, give what the studio gives, and train or say in one line why not. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFeature } from '../../data/columns/layout';
import type { ColumnSettings } from '../../data/columns/settings';
import type { DataTable, SideColumn } from '../../data/table';
import { analyse } from '../../analysis/analyse';
import type { GraphNode, HourglassDocument } from '../../document/types';
import { dataSettingsOf } from '../../nodes/data-settings';
import { Random } from '../../random/random';
import { chooseBackend } from '../../runtime/backends/choose';
import { distance, exportFolder, runNode, trainAndExport, typecheck, writeFiles, type Expected, type Outputs } from '../../testing/export-project';
import { modernNode } from '../../testing/modern-node';
import { randomDocument } from '../../testing/random-documents';
import { NotFiniteError } from '../../training/not-finite';
import { dataNodes } from '../../training/feed';
import { generateTypeScript } from '.';
import { hostileNames } from './hostile-names';

const COUNT = Number(process.env['COUNT'] ?? 6);
const SEED = Number(process.env['SEED'] ?? 1);
const ITEMS = 5;
/** What the sources themselves call things, beside what tries to be more than a name. */
const names = [...hostileNames, 'x', 'items', 'from', 'count', 'batch', 'values', 'labels', 'options', 'model', 'data', 'Loss', 'loss', 'critic loss', 'kl', 'commitment', 'Step', 'code2', 'Code', '数据', 'Größe', 'Batch Norm', 'KMeans', 'name', 'layout', 'fitted', 'result', 'Trainer', 'Items', 'weights', 'judge', 'default', 'arguments'];

const tableOf = (shape: readonly number[], unsigned: boolean, random: Random): DataTable => {
  const count = ITEMS + random.integer(20);
  const length = count * shape.reduce((product, side) => product * side, 1);
  const type = random.pick(['bytes', 'shorts', 'floats', 'constant'] as const);
  const common = { name: 'x', shape, range: 'real', count, labels: null, labelNames: null, factors: null } as const;
  if (type === 'bytes') return { ...common, scale: 1 / 255, integers: { bits: 8, signed: false }, values: Uint8Array.from({ length }, () => random.integer(256)) };
  if (type === 'shorts' || unsigned) return { ...common, scale: 1, integers: { bits: 16, signed: true }, values: Float32Array.from({ length }, () => random.integer(65_536) - 32_768) };
  return { ...common, scale: 1, values: Float32Array.from({ length }, () => (type === 'constant' ? 3 : random.uniform(-2, 2))) };
};

/** Rows of columns, here and there with nothing in them, or with a category that has no name. */
function rowsOf(columns: readonly ColumnSettings[], random: Random): DataTable {
  const count = ITEMS + 10 + random.integer(20);
  const features = columns.filter(isFeature);
  const label = columns.find(({ kind }) => kind === 'label');
  const values = Array.from({ length: count }, () => features.map(({ names: known }) => (known ? random.integer(known.length + 1) : random.chance(0.1) ? Number.NaN : random.pick([random.integer(3), random.uniform(-1e4, 1e4)])))).flat();
  const common = { name: 'x', shape: [features.length], range: 'real', count, scale: 1, factors: null } as const;
  // The first is what may be normal.
  const labels = label ? Uint8Array.from({ length: count }, (_, i) => (i < ITEMS ? 0 : random.integer(label.names!.length))) : null;
  const beside = columns.flatMap(({ name, kind, names: known = [] }): SideColumn[] => {
    if (kind === 'group') return [{ name, kind, names: [...known, 'unknown'], values: Uint8Array.from({ length: count }, () => random.integer(known.length + 1)) }];
    return kind === 'date' ? [{ name, kind, values: Float64Array.from({ length: count }, () => Date.UTC(2020, random.integer(12), 1 + random.integer(28), random.integer(2) * random.integer(24))) }] : [];
  });
  return { ...common, beside, values: random.chance(0.5) ? Float64Array.from(values) : Float32Array.from(values), labels, labelNames: label?.names ?? null };
}

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
    const data = Object.fromEntries(dataNodes(document).map((node) => [node.id, dataSettingsOf(node).columns.length > 0 ? rowsOf(dataSettingsOf(node).columns, random) : tableOf(node.params['shape'] as number[], dataSettingsOf(node).unsigned, random)]));
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
