import { describe, expect, it } from 'vitest';
import { refusal, sourceOf, table, wholeOf } from '../../testing/whole-table';

const rows = [
  { a: 1, b: 'x,"y', c: null },
  { a: 2.5, b: '[{', c: true, d: { e: 3 } },
];
const expected = { names: ['a', 'b', 'c', 'd.e'], rows: [[1, 'x,"y', null, null], [2.5, '[{', true, 3]] };

describe('rows are read from', () => {
  const cases: Record<string, string> = {
    'lines': rows.map((row) => JSON.stringify(row)).join('\n'),
    'lines with other ends, and blank ones': `\uFEFF${rows.map((row) => JSON.stringify(row)).join('\r\n\r\n')}\r\n`,
    'one array in a line': JSON.stringify(rows),
    'one array over many lines': JSON.stringify(rows, null, 2),
  };
  it.each(Object.entries(cases))('%s', async (_, text) => expect(await table(text, {}, 'x.txt')).toMatchObject(expected));

  it('arrays of values, a line each or within one', async () => {
    expect(await table('[1,2]\n[3,"4"]\n')).toMatchObject({ names: null, columns: 2 });
    expect((await table('[[1,2],[3,"4"]]')).rows).toEqual([[1, 2], [3, '4']]);
    expect((await table('[1,2]\n[3,"4"]\n')).rows).toEqual([[1, 2], [3, '4']]);
  });

  it('any number of pieces', async () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({ i, text: `"é\\${'x'.repeat(i % 31)}` }));
    const wanted = many.map(({ i, text }) => [i, text]);
    expect((await table(JSON.stringify(many))).rows).toEqual(wanted);
    expect((await table(many.map((row) => JSON.stringify(row)).join('\n'))).rows).toEqual(wanted);
  });

  it('keys that come late are told', async () => {
    const read = await table(`${'{"a":1}\n'.repeat(1500)}{"a":1,"b":2}\n`);
    expect(read.names).toEqual(['a']);
    expect(read.notes).toEqual(['x.csv: keys that come only after the first 1,000 rows are left out: “b” (line 1,501).']);
  });
});

describe('what is no row is told with its line', () => {
  const cases: Record<string, readonly [text: string, said: RegExp]> = {
    'no JSON': ['{"a":1}\n{"a":}\n', /^x\.csv, line 2: expected JSON, and found “\{"a":\}”/],
    'a cut array': ['[{"a":1},\n{"a":2},\n', /line 3: expected the end of the array \(\]\), and found the end of the file/],
    'something after it': ['[{"a":1}]\n[2]', /line 2: expected nothing after the end of the array/],
    'a comma too many': ['[{"a":1},]', /line 1: expected a value before the comma or bracket/],
    'a number': ['{"a":1}\n7\n', /line 2: expected an object or an array of values, and found “7”/],
    'a list in an object': ['{"a":1}\n{"a":[1,2]}\n', /line 2: expected a plain value at “a”, and found one that is nested/],
    'two levels': ['{"a":{"b":{"c":1}}}\n', /line 1: expected a plain value at “a\.b”/],
    'an array among objects': ['{"a":1}\n[1]\n', /line 2: expected an object as in the rows before/],
    'another length': ['[1,2]\n[1]\n', /line 2: expected 2 values as in the rows before, and found 1/],
    'no rows': ['[]', /expected rows of values, and found none/],
  };
  it.each(Object.entries(cases))('%s', async (_, [text, said]) => expect(await refusal(text)).toMatch(said));
  it('names of a prototype are names', async () => expect(await wholeOf(sourceOf('{"__proto__":1,"constructor":2}'))).toMatchObject({ names: ['__proto__', 'constructor'], rows: [[1, 2]] }));
});
