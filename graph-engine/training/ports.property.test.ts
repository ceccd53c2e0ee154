/** Ports beside the data, from a file to what a step is fed with. */
import { expect, it } from 'vitest';
import { printColumns, type ColumnSettings } from '../data/columns/settings';
import { openFiles } from '../data/open-files';
import { dealOut } from '../data/splits/deal-out';
import { Random } from '../random/random';
import { graph } from '../testing/build-document';
import { sourceOf } from '../testing/whole-table';
import { Feed } from './feed';

it('a port gives the cells of the file row by row, however the rows are shuffled (property)', async () => {
  const seed = Number(process.env['HOURGLASS_SEED'] ?? Math.floor(Math.random() * 1e6));
  const random = new Random(seed);
  for (let turn = 0; turn < 8; turn++) {
    const [people, towns] = [1 + random.integer(6), 1 + random.integer(5)];
    const rows = Array.from({ length: 20 + random.integer(60) }, () => ({ x: random.integer(1000), who: random.chance(0.1) ? '' : `p${random.integer(people)}`, town: random.chance(0.1) ? 'NA' : `t${random.integer(towns)}`, what: random.pick(['yes', 'no']) }));
    const text = `x,who,town,what\n${rows.map(({ x, who, town, what }) => `${x},${who},${town},${what}`).join('\n')}\n`;
    // The document was made with a file of fewer people and towns.
    const columns: ColumnSettings[] = [{ name: 'x', kind: 'number', preparation: 'as-is' }, { name: 'who', kind: 'group', names: Array.from({ length: Math.max(1, people - 1) }, (_, i) => `p${i}`) }, { name: 'town', kind: 'category', preparation: 'embedding', names: Array.from({ length: Math.max(1, towns - 1) }, (_, i) => `t${i}`) }, { name: 'what', kind: 'label', names: ['no', 'yes'] }];
    const { table } = await openFiles([sourceOf(text, 'rows.csv')], { columns });
    const document = graph({ name: 'Rows' }).node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(columns) }).done();
    const node = document.nodes['dataset']!;
    const parts = dealOut(table, { split: 'shuffled', splitBy: '', test: 0, normal: '', validation: 0.2, seed: turn, node: 'dataset' });
    const feed = new Feed(table, node, parts, turn);
    for (const [port, key, names] of [['who', 'who', columns[1]!.names!], ['town', 'town', columns[2]!.names!], ['label', 'what', columns[3]!.names!]] as const) {
      for (const [epoch, index] of [[0, 0], [0, 1], [3, 0]] as const) {
        const { indices, values } = feed.batch(epoch, index, 8);
        const given = feed.beside(port, indices, names.length);
        indices.forEach((item, row) => {
          const place = `seed ${seed}, turn ${turn}, ${port}, row ${item}`;
          expect(values[row], place).toBe(rows[item]!.x);
          expect([...given.subarray(row * names.length, (row + 1) * names.length)], place).toEqual(names.map((name) => Number(name === rows[item]![key])));
        });
      }
    }
  }
});
