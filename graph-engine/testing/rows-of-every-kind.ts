/** Rows of a table with a column of each kind: gaps, categories that have no name, and numbers far from 0; and documents that learn them. */
import { printColumns, type ColumnSettings } from '../data/columns/settings';
import type { DataTable } from '../data/table';
import type { HourglassDocument, Params } from '../document/types';
import { Random } from '../random/random';
import { graph } from './build-document';

const COUNT = 60;
const columns: readonly ColumnSettings[] = [
  // Milliseconds since 1970, of one week.
  { name: 'when', kind: 'number' },
  { name: 'amount', kind: 'number', preparation: 'log', missing: 'indicator', weight: 2 },
  { name: 'colour', kind: 'category', names: ['red', 'green', 'blue'], weight: 0.5 },
  { name: 'what', kind: 'label', names: ['usual', 'odd'] },
  { name: 'load', kind: 'number', preparation: 'robust', missing: 'median' },
  { name: 'rate', kind: 'number', preparation: 'min-max' },
  { name: 'rate 2', kind: 'number', preparation: 'min-max' },
  { name: 'shop', kind: 'category', names: ['a', 'b'], preparation: 'embedding' },
];
/** 1 + 2 + 4 + 1 + 1 + 1 */
const WIDTH = 10;
const gap = (random: Random, value: number): number => (random.chance(0.2) ? Number.NaN : value);
export function rowsOfEveryKind(): DataTable {
  const random = new Random(4);
  const rows = Array.from({ length: COUNT }, () => [1.7e12 + Math.round(random.uniform(0, 6e8)), gap(random, Math.exp(random.uniform(0, 12)) - 5), random.integer(4), gap(random, random.uniform(-50, 50)), random.integer(7), random.uniform(1e6, 1e6 + 3), random.integer(3)]);
  return { name: 'rows', shape: [7], range: 'real', count: COUNT, values: Float64Array.from(rows.flat()), scale: 1, labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 2), labelNames: ['usual', 'odd'], factors: null };
}
export function rowsDocument(name: string, loss: Params, masked: boolean): HourglassDocument {
  const plain = graph({ name })
    .node('dataset', { source: 'file', fileName: 'rows.csv', columns: printColumns(columns) })
    .node('embedding', { size: 2 })
    .node('concat')
    .node('encoder', {}, { layers: [['dense', { units: 8, activation: 'tanh' }]] })
    .node('bottleneck', { kind: 'vector', size: 3 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: WIDTH, activation: 'linear' }]] })
    .node('loss', loss)
    .wire('dataset.shop', 'embedding.in')
    .wire('dataset.data', 'concat.in')
    .wire('embedding.out', 'concat.in')
    .wire('concat.out', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target');
  return (masked ? plain.wire('dataset.mask', 'concat.in') : plain).done();
}
