import { expect, it } from 'vitest';
import type { DataTable } from '../data/table';
import { split } from '../data/split';
import { printDiagnostic } from '../diagnostics/print';
import { graph } from '../testing/build-document';
import { dataRemarks } from './data-remarks';
import { Feed } from './feed';

const node = (scaling: string) => graph().node('dataset', { source: 'file', fileName: 'x.idx', shape: [2, 2, 1], scaling }).done().nodes['dataset']!;
const table = (values: Float32Array | Uint8Array, more: Partial<DataTable> = {}): DataTable => ({ name: 'x.idx', shape: [2, 2, 1], range: 'real', count: values.length / 4, values, scale: 1, labels: null, labelNames: null, factors: null, ...more });
const remarks = (of: DataTable, scaling = 'unit'): readonly string[] => dataRemarks(new Feed(of, node(scaling), split(of.count, 0.1, 1, 'dataset'), 1)).map((remark) => `${remark.severity} ${printDiagnostic(remark).message}`);

it('warns of data that are one number, whatever it is and however it is scaled, and of no range that they do not have', () => {
  const bytes = table(new Uint8Array(40).fill(85), { scale: 1 / 255, integers: { bits: 8, signed: false } });
  const shorts = table(new Float32Array(40).fill(10_000), { integers: { bits: 16, signed: true } });
  for (const scaling of ['unit', 'signed', 'standardised', 'binary', 'as-is']) {
    expect(remarks(bytes, scaling)).toEqual(['warning Every value of x.idx is 85: there is nothing to learn from.']);
    expect(remarks(shorts, scaling)).toEqual(['warning Every value of x.idx is 10,000: there is nothing to learn from.']);
    expect(remarks(table(new Float32Array(40)), scaling)).toEqual(['warning Every value of x.idx is 0: there is nothing to learn from.']);
  }
  expect(remarks(table(Float32Array.from({ length: 40 }, (_, i) => i / 40)))).toEqual([]);
});
