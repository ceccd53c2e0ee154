/** Tables that are public, as people have them; they lie beside the project, and are passed over where they do not. The largest, which is packed, is read in `sources/kdd-cup-99.export.test.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourceOf, wholeOf, type Whole } from '../../testing/whole-table';

const folder = '../shared/data';
interface Wanted {
  readonly rows: number;
  readonly columns: number;
  readonly how: string;
  readonly names: readonly string[] | null;
  readonly counts?: readonly [column: number, value: string, count: number];
}
const files: Record<string, Wanted> = {
  'wdbc/data.csv': { rows: 569, columns: 33, how: 'CSV, UTF-8, header', names: ['id', 'diagnosis', 'radius_mean', 'column 33'], counts: [1, 'B', 357] },
  'iris/iris.data': { rows: 150, columns: 5, how: 'CSV, UTF-8, no header', names: null, counts: [4, 'Iris-setosa', 50] },
  'nsl_kdd/KDDTrain+_20Percent.txt': { rows: 25_192, columns: 43, how: 'CSV, UTF-8, no header', names: null, counts: [41, 'normal', 13_449] },
  'creditcard/creditcard_sample.csv': { rows: 1722, columns: 32, how: 'CSV, UTF-8, header', names: ['column 1', 'Time', 'V1', 'Class'], counts: [31, '1', 492] },
  'odds/cardio.csv': { rows: 1831, columns: 22, how: 'CSV, UTF-8, header', names: ['feature_0', 'feature_1', 'feature_2', 'label'], counts: [21, '1', 176] },
  'odds/ionosphere.csv': { rows: 351, columns: 34, how: 'CSV, UTF-8, header', names: ['feature_0', 'feature_1', 'feature_2', 'label'], counts: [33, '1', 126] },
  'optdigits/optdigits.tra': { rows: 3823, columns: 65, how: 'CSV, UTF-8, no header', names: null },
  'listops/test_d20s_first6000.tsv': { rows: 6000, columns: 2, how: 'TSV, UTF-8, no header', names: null },
};
const namesOf = ({ names }: Whole): readonly string[] | null => names && [...names.slice(0, 3), names.at(-1)!];

describe.each(Object.entries(files))('%s', (path, { rows, columns, how, names, counts }) => {
  it.skipIf(!existsSync(`${folder}/${path}`))('has its rows, columns and names', async () => {
    const whole = await wholeOf(sourceOf(new Uint8Array(readFileSync(`${folder}/${path}`)), path));
    expect({ rows: whole.rows.length, columns: whole.columns, how: whole.how, names: namesOf(whole) }).toEqual({ rows, columns, how, names });
    if (counts) expect(whole.rows.filter((row) => row[counts[0]] === counts[1])).toHaveLength(counts[2]);
  });
});
