import { describe, expect, it } from 'vitest';
import { refusal, table } from '../../testing/whole-table';

const cells = async (text: string): Promise<unknown> => (await table(text)).rows;

describe('what parts cells', () => {
  const cases: Record<string, readonly [text: string, how: RegExp, row: readonly string[]]> = {
    'commas': ['a,b\n1,2\n3,4\n', /^CSV, UTF-8, header/, ['1', '2']],
    'semicolons with decimal commas': ['a;b\n1,5;2,5\n3,5;4,5\n', /^CSV with semicolons, decimal commas, UTF-8, header/, ['1,5', '2,5']],
    'tabs': ['a\tb c\n1\t2\n3\t4\n', /^TSV/, ['1', '2']],
    'bars': ['a|b\n1|2\n3|4\n', /parted by \|/, ['1', '2']],
    'blanks': ['  1.5   2\n 3   4  \n5 6\n', /parted by blanks, UTF-8, no header/, ['1.5', '2']],
    'commas and blanks': ['1, 2, 3\n4, 5, 6\n', /^CSV, UTF-8, no header/, ['1', ' 2', ' 3']],
    'a comma in quotes is a decimal': ['a,b\n"1,5",x\n"2,25",y\n', /^CSV, decimal commas/, ['1,5', 'x']],
    'thousands in quotes are none': ['a,b\n"1,500",x\n"2,250",y\n', /^CSV, UTF-8/, ['1,500', 'x']],
    'semicolons in texts': ['n,t\n1,a;b\n2,c;d\n3,e;f\n', /^CSV, UTF-8, header/, ['1', 'a;b']],
    'one column': ['height\n1.5\n2.5\n', /^one column, UTF-8, header/, ['1.5']],
    'one column of times': ['2020-01-01 12:00\n2020-01-02 12:00\n', /^one column/, ['2020-01-01 12:00']],
  };
  it.each(Object.entries(cases))('%s', async (_, [text, how, row]) => {
    const read = await table(text);
    expect(read.how).toMatch(how);
    expect(read.rows[0]).toEqual(row);
    expect(read.decimalComma).toBe(/decimal commas/.test(read.how));
  });

  it('as the first line of Excel says', async () => {
    expect(await table('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({ names: ['a', 'b'], rows: [['1', '2']] });
    expect(await refusal('sep=;\na;b\n1;2\n3\n')).toMatch(/line 4: expected 2 cells/);
  });
  it.each(['', '"', '\n', 'a\n'])('not by %j', async (delimiter) => expect(await refusal('a,b\n1,2\n', { delimiter })).toMatch(/^Expected what parts cells, such as a comma or a tab/));
  it('by several signs', async () => expect((await table('a::b\n1::2\n', { delimiter: '::' })).rows).toEqual([['1', '2']]));
  it('what the user says is not guessed', async () => {
    const read = await table('1,5;2\n3,5;4\n', { delimiter: ',', header: true, decimalComma: false });
    expect(read).toMatchObject({ names: ['1', '5;2'], columns: 2, rows: [['3', '5;4']], decimalComma: false });
  });
});

describe('quotes', () => {
  it('hold line breaks, delimiters, # and quotes', async () => {
    expect(await cells('a,b\r\n"x\r\ny, z","say ""hi"""\r\n# no row\r\n"# a row",2\r\n')).toEqual([['x\ny, z', 'say "hi"'], ['# a row', '2']]);
  });
  it('within a cell they are signs like others', async () => {
    expect(await cells('a,b\n5" pipe,2\n6" pipe,3\n')).toEqual([['5" pipe', '2'], ['6" pipe', '3']]);
  });
  it('cut by pieces anywhere', async () => {
    const row = (i: number): string => `${i},"text ${i}\nwith ""line"" and é, ${'x'.repeat(i % 97)}",${i / 4}\n`;
    const read = await table(`n,t,q\n${Array.from({ length: 20_000 }, (_, i) => row(i)).join('')}`);
    expect(read.rows).toHaveLength(20_000);
    for (const i of [0, 4095, 4096, 19_999]) expect(read.rows[i]).toEqual([String(i), `text ${i}\nwith "line" and é, ${'x'.repeat(i % 97)}`, String(i / 4)]);
  });
  it('that are not closed are told with the line where the row begins', async () => {
    expect(await refusal(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(9)}`)).toMatch(/^x\.csv, line 3: expected a quote to end with its cell/);
    expect(await refusal('a,b\n1,2\n3,"4"5\n6,7\n')).toMatch(/^x\.csv, line 3: expected a quote to end with its cell/);
  });
});

describe('header or none', () => {
  const cases: Record<string, readonly [text: string, names: readonly string[] | null]> = {
    'texts above numbers': ['x,y\n1,2\n3,4\n', ['x', 'y']],
    'all numbers': ['1,2\n3,4\n', null],
    'numbers and classes': ['1,a\n2,b\n3,a\n', null],
    'a name above repeated classes': ['kind\ncat\ndog\ncat\ndog\ncat\n', ['kind']],
    'numbered columns': ['0,1,2\n0.5,1.5,2.5\n0.1,1,2\n', ['0', '1', '2']],
    'repeated names, and none': ['x,x,,x (2)\n1,2,3,4\n5,6,7,8\n', ['x', 'x (3)', 'column 3', 'x (2)']],
    'names of rows, as R writes them': ['"x","y"\n"1",2,3\n"2",4,5\n', ['column 1', 'x', 'y']],
    'in a comment, as NumPy writes it': ['# x,y\n1,2\n3,4\n', ['x', 'y']],
    'BOM before quotes': ['\uFEFF"x","y"\n1,2\n', ['x', 'y']],
  };
  it.each(Object.entries(cases))('%s', async (_, [text, names]) => expect((await table(text)).names).toEqual(names));

  it('a last column without a name may be left out by rows', async () => {
    expect(await table('a,b,\n1,2\n3,4\n')).toMatchObject({ names: ['a', 'b', 'column 3'], rows: [['1', '2', null], ['3', '4', null]] });
    expect(await table('a,b\n1,2,\n3,4,\n')).toMatchObject({ names: ['a', 'b'], rows: [['1', '2'], ['3', '4']] });
  });
});

describe('lines', () => {
  it('of # and of nothing are no rows', async () => {
    expect(await cells('# made by me\n\na,b\n1,2\n\n#3,4\n5,6\n   \n')).toEqual([['1', '2'], ['5', '6']]);
  });
  it('where most begin with # it is a value', async () => {
    expect(await cells('#ff0000,1\n#00ff00,2\n#0000ff,3\n')).toHaveLength(3);
  });
  it.each(['\n', '\r\n', '\r'])('end with %j', async (end) => {
    expect(await cells(['a,b', '1,2', '3,4', ''].join(end))).toEqual([['1', '2'], ['3', '4']]);
  });
  it('ragged ones are told by their line in the file', async () => {
    expect(await refusal('# c\na,b\n"1\n1",2\n# c\n3\n4,5\n')).toBe('x.csv, line 6: expected 2 cells, as the header has, and found 1 (“3”). Add what is missing (an empty cell is a missing value), or take the line out; before text that is no row, put a #.');
    expect(await refusal(`1,2\n${'3,4\n'.repeat(100_000)}5,6,7\n8,9\n`)).toMatch(/^x\.csv, line 100,002: expected 2 cells, as most rows have, and found 3 \(“5 6 7”\)\. If a cell holds/);
    expect(await refusal(`a;b\n"x";2\n${'3;4\n'.repeat(50_000)}"y\n";5;6\n8;9\n`)).toMatch(/^x\.csv, line 50,003: expected 2 cells/);
  });
});
