/** A project reads the files that the studio reads, as the studio reads them, and refuses those that the studio refuses, in one line. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataError } from '../../data/data-error';
import type { DataTable } from '../../data/table';
import { openIdx } from '../../data/formats/idx-array';
import { readIdx } from '../../data/formats/idx-table';
import { labelsOf } from '../../data/formats/labels';
import { layoutIds, layouts, type Layout } from '../../data/formats/layout';
import { analyse } from '../../analysis/analyse';
import type { HourglassDocument } from '../../document/types';
import { asUnsigned } from '../../data/integers';
import type { Shape } from '../../document/shape';
import { graph } from '../../testing/build-document';
import { exportFolder, runScript, tsx, writeFiles } from '../../testing/export-project';
import { generateTypeScript } from '.';
import { mustBeInMemory } from '../../data/rows/in-memory';

type Writer = (view: DataView, at: number, value: number) => void;
const types: Readonly<Record<number, readonly [bytes: number, write: Writer]>> = {
  0x08: [1, (view, at, value) => view.setUint8(at, value)],
  0x09: [1, (view, at, value) => view.setInt8(at, value - 100)],
  0x0b: [2, (view, at, value) => view.setInt16(at, value * 300 - 30_000)],
  0x0c: [4, (view, at, value) => view.setInt32(at, value * 7_000_000 - 1e9)],
  0x0d: [4, (view, at, value) => view.setFloat32(at, value / 7)],
  0x0e: [8, (view, at, value) => view.setFloat64(at, value / 7)],
};
function idx(type: number, sizes: readonly number[], at: (i: number) => number = (i) => (i * 37) % 211): Uint8Array {
  const [bytes, write] = types[type]!;
  const length = sizes.reduce((product, size) => product * size, 1);
  const file = new Uint8Array(4 + 4 * sizes.length + bytes * length);
  const view = new DataView(file.buffer);
  [file[2], file[3]] = [type, sizes.length];
  sizes.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  for (let i = 0; i < length; i++) write(view, 4 + 4 * sizes.length + i * bytes, at(i));
  return file;
}
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

const shape: Shape = [2, 3, 4];
/** Sizes of one item in a file of that order. */
const stored = (layout: Layout): number[] => [0, 1, 2].map((side) => shape[layouts[layout].axes.findIndex((axis) => axis === side)]!);

const drawn = (name: string, items: Shape, params: object): HourglassDocument =>
  graph({ name })
    .node('dataset', { source: 'file', fileName: 'x', shape: items, scaling: 'as-is', ...params })
    .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 3 }]] })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: items.reduce((a, b) => a * b, 1) }], ['reshape', { shape: items }]] })
    .node('loss', { kind: 'squared' })
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target')
    .done();

interface Case {
  readonly document: HourglassDocument;
  readonly layout: Layout;
  readonly unsigned: boolean;
  readonly files: Readonly<Record<string, Uint8Array>>;
}
const plain = idx(0x08, [5, ...shape]);
const numbers = [0, 1, 2, 3, 4].map((i) => plain.subarray(i * 20, (i + 1) * 20));
const broken: Readonly<Record<string, Uint8Array>> = {
  empty: Uint8Array.of(),
  short: plain.subarray(0, 3),
  header: plain.subarray(0, 10),
  cut: plain.subarray(0, plain.length - 1),
  longer: join(plain, Uint8Array.of(1)),
  'no items': idx(0x08, [0, ...shape]),
  'no rank': join(Uint8Array.of(0, 0, 8, 0), plain),
  'rank 9': idx(0x08, [1, 1, 1, 1, 1, 1, 2, 3, 4]),
  'other type': join(Uint8Array.of(0, 0, 0x0f, 4), plain.subarray(4)),
  csv: new TextEncoder().encode('a,b\n1,2\n'),
  'not a number': idx(0x0d, [5, ...shape], (i) => (i === 30 ? NaN : i)),
  infinite: idx(0x0e, [5, ...shape], (i) => (i === 30 ? Infinity : i)),
  'too large for a float': idx(0x0e, [5, ...shape], () => 1e300),
  'other shape': idx(0x08, [5, 2, 4, 3]),
  flat: idx(0x08, [5, 24]),
  labels: idx(0x08, [5]),
  'cut.gz': gzipSync(plain).subarray(0, 50),
  'damaged.gz': gzipSync(plain).map((byte, i) => (i === 40 ? byte ^ 0xff : byte)),
  'checksum.gz': gzipSync(plain).map((byte, i, all) => (i === all.length - 6 ? byte ^ 1 : byte)),
  'more.gz': join(gzipSync(plain), Uint8Array.of(7, 7, 7)),
  'second.gz': join(gzipSync(plain), gzipSync(plain)),
  'bomb.gz': gzipSync(join(plain, new Uint8Array(40_000_000))),
  'twice.gz': gzipSync(gzipSync(plain)),
  'declared.gz': gzipSync(join(Uint8Array.of(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255), plain)),
};
const cases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    layoutIds.map((layout): [string, Case] => {
      const files = Object.fromEntries(Object.keys(types).map((type) => [`type-${type}`, idx(Number(type), [5, ...stored(layout)])]));
      return [layout, { document: drawn(layout, shape, { layout }), layout, unsigned: false, files: { ...files, ...(layout === 'channels-last' ? broken : {}) } }];
    }),
  ),
  packed: {
    document: drawn('Packed', shape, {}),
    layout: 'channels-last',
    unsigned: true,
    files: {
      'one.gz': gzipSync(plain),
      'members.gz': join(gzipSync(Uint8Array.of()), ...numbers.map((part) => gzipSync(part)), gzipSync(plain.subarray(100))),
      'zeros.gz': join(gzipSync(plain), new Uint8Array(1000)),
      'named.gz': join(Uint8Array.of(0x1f, 0x8b, 8, 12, 0, 0, 0, 0, 0, 3, 0x60, 0xea), new Uint8Array(60_000), Uint8Array.of(120, 46, 0), gzipSync(plain).subarray(10)),
      ones: idx(0x08, [5, ...shape], (i) => i % 2),
      ...Object.fromEntries(Object.keys(types).map((type) => [`type-${type}`, idx(Number(type), [5, ...shape])])),
    },
  },
  pictures: { document: drawn('Pictures', [3, 3, 1], { layout: 'transposed' }), layout: 'transposed', unsigned: false, files: { square: idx(0x08, [4, 3, 3]), deep: idx(0x08, [4, 3, 3, 1]) } },
  vectors: { document: drawn('Vectors', [7], {}), layout: 'channels-last', unsigned: false, files: { table: idx(0x0d, [3, 7]), picture: idx(0x08, [3, 7, 1]) } },
};
const names = Object.keys(cases);
const folder = exportFolder();

/** Reads every file that is named, and prints what came of each. */
const probe = `import { loadData } from './data.ts';
const read = (path: string) => {
  try {
    return Object.values(loadData([path])).map(({ values, ...items }) => ({ ...items, values: [...values] }))[0];
  } catch (error) {
    return (error as Error).message;
  }
};
console.log(JSON.stringify(process.argv.slice(2).map(read)));
`;
const told = (table: DataTable, { document, unsigned }: Case): { readonly count: number; readonly shape: readonly number[]; readonly values: readonly number[] } => {
  expect(document.nodes['dataset']!.params['shape']).toEqual(table.shape);
  const { count, shape: items, values, scale } = mustBeInMemory(unsigned ? asUnsigned(table) : table);
  return { count, shape: items, values: Array.from(values, (value) => Math.fround(value * scale)) };
};

beforeAll(() => {
  for (const name of names) {
    const { document, files, unsigned } = cases[name]!;
    const drawnSo = unsigned ? { ...document, nodes: { ...document.nodes, dataset: { ...document.nodes['dataset']!, params: { ...document.nodes['dataset']!.params, unsigned } } } } : document;
    writeFiles(`${folder.path}/${name}`, [...generateTypeScript(drawnSo, analyse(drawnSo)).files, { path: 'src/probe.ts', text: probe }]);
    for (const [file, bytes] of Object.entries(files)) writeFileSync(`${folder.path}/${name}/${file}`, bytes);
  }
});
afterAll(() => folder.remove());

describe('reading', () => {
  it.for(names)('%s: as the studio does', { concurrent: true }, async (name) => {
    const each = cases[name]!;
    const files = Object.entries(each.files);
    const { status, output } = await runScript(`${folder.path}/${name}`, tsx, 'src/probe.ts', ...files.map(([file]) => file));
    expect(status, output).toBe(0);
    const found = JSON.parse(output.trim().split('\n').at(-1)!) as (string | ReturnType<typeof told>)[];
    for (const [i, [file, bytes]] of files.entries()) {
      const theirs = found[i]!;
      let ours: ReturnType<typeof told> | string;
      try {
        ours = told(await readIdx({ name: file, bytes }, undefined, { layout: each.layout }), each);
      } catch (error) {
        ours = error instanceof DataError ? 'refused' : 'another shape';
      }
      if (typeof ours === 'string') {
        expect(theirs, `${file}: ${ours}`).toMatch(/^.{10,200}$/);
        expect(theirs).toContain(file);
      } else expect(theirs, file).toMatchObject(ours);
    }
  });

  it('names the order in which other items would fit', async () => {
    const { output } = await runScript(`${folder.path}/channels-last`, tsx, 'src/probe.ts', '../channels-first/type-8', '../channels-first-transposed/type-8', 'flat');
    expect(JSON.parse(output.trim().split('\n').at(-1)!)).toEqual([
      '../channels-first/type-8 holds items of [4,2,3], and the model takes [2,3,4]; --layout channels-first turns them',
      '../channels-first-transposed/type-8 holds items of [4,3,2], and the model takes [2,3,4]; --layout channels-first-transposed turns them',
      'flat holds items of [24], and the model takes [2,3,4]',
    ]);
  });

  it('takes the classes of labels that the studio takes', async () => {
    const files: Readonly<Record<string, readonly [file: Uint8Array, column: number]>> = {
      one: [idx(0x08, [5]), 0],
      wide: [idx(0x0c, [5], (i) => (1e9 + i * 400) / 7_000_000), 0],
      columns: [idx(0x08, [5, 3]), 1],
      'column as a picture': [idx(0x08, [5, 1, 1]), 0],
      hot: [idx(0x08, [5, 3], (i) => Number(i % 3 === Math.floor(i / 3) % 3)), 0],
      'hot, column 1': [idx(0x08, [5, 3], (i) => Number(i % 3 === Math.floor(i / 3) % 3)), 1],
      'always first': [idx(0x08, [5, 3], (i) => Number(i % 3 === 0)), 0],
      'two columns': [idx(0x08, [5, 2], (i) => Number(i % 2 === Math.floor(i / 2) % 2)), 0],
      fewer: [idx(0x08, [4]), 0],
      negative: [idx(0x09, [5], (i) => i), 0],
      broken: [idx(0x0d, [5], (i) => i), 0],
      'no such column': [idx(0x08, [5, 2]), 2],
      pictures: [idx(0x08, [5, 2, 2]), 0],
      many: [idx(0x08, [5, 65]), 0],
    };
    const entries = Object.entries(files);
    for (const [name, [file]] of entries) writeFileSync(`${folder.path}/vectors/${name}`, file);
    writeFileSync(`${folder.path}/vectors/src/probe-labels.ts`, "import { readLabels } from './labels.ts';\nconst read = ([path, column]: [string, number]) => {\n  try {\n    return readLabels(path, 5, column);\n  } catch (error) {\n    return (error as Error).message;\n  }\n};\nconsole.log(JSON.stringify((JSON.parse(process.argv[2]!) as [string, number][]).map(read)));\n");
    const { status, output } = await runScript(`${folder.path}/vectors`, tsx, 'src/probe-labels.ts', JSON.stringify(entries.map(([name, [, column]]) => [name, column])));
    expect(status, output).toBe(0);
    const found = JSON.parse(output.trim().split('\n').at(-1)!) as (string | number[])[];
    const images = openIdx({ name: 'images', bytes: plain });
    let refused = 0;
    for (const [i, [name, [bytes, column]]] of entries.entries()) {
      try {
        const { labels } = labelsOf(openIdx({ name, bytes }), images, column);
        expect(found[i], name).toEqual([...labels]);
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
        refused++;
        expect(found[i], error.message).toMatch(new RegExp(`^${name}\\b.{10,150}$`));
      }
    }
    expect(refused).toBe(6);
  });

  it('says which numbers were too large to begin with', async () => {
    writeFileSync(`${folder.path}/vectors/huge`, idx(0x0d, [8, 7], (i) => i * 1e30));
    const { status, output } = await runScript(`${folder.path}/vectors`, tsx, 'src/train.ts', '--data', 'huge');
    expect(output.replace(/^npm warn.*\n/gm, '')).toMatch(/^Before the first step a value was not finite, first in the loss\. dataset gives numbers from 1e\+30 to \S+e\+30: make them smaller, or let the Dataset standardise them\n$/);
    expect(status).toBe(1);
  });
});
