/** What is for reading is told from what is a table, whatever both are called. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isPlainText } from './plain-text';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
it.each([
  ['lines of words', 'show me flights\nfrom boston to denver\n'],
  ['one line', 'hello'],
  ['sentences with a comma in most lines', 'Yes, he said\nNo, she said\nWell, they said\nAh, we said\n'],
  ['an endless line', 'word '.repeat(2000)],
  ['no blanks', 'ACGT'.repeat(1000)],
  ['emoji', '👍🏽👨‍👩‍👧 🇩🇪\n😀\n'],
  ['right-to-left text', 'שלום עולם\nمرحبا بالعالم\n'],
  ['one quote', '"Well\nhe said\n'],
])('%s are a text', (_, text) => expect(isPlainText(bytes(text), 'x.txt')).toBe(true));
it.each([
  ['numbers', '1 2 3\n4 5 6\n7 8 9\n'],
  ['one column of numbers', '1.5\n2.5\n3.5\n'],
  ['cells between tabs', 'name\tage\nAda\t36\nAlan\t41\n'],
  ['cells between commas', 'a,b,c\nx,y,z\nu,v,w\n'],
  ['JSON lines', '{"a": 1}\n{"a": 2}\n'],
  ['nothing', ''],
  ['blanks', ' \n \n'],
  ['a zero byte', 'a text with a \0 in it'],
])('%s are none', (_, text) => expect(isPlainText(bytes(text), 'x.txt')).toBe(false));
it('goes by an ending that says table', () => expect(isPlainText(bytes('show me flights\nfrom boston\n'), 'x.csv')).toBe(false));

const data = new URL('../../../../shared/data/', import.meta.url);
it.skipIf(!existsSync(data))('knows published files', () => {
  const start = (path: string): Uint8Array => readFileSync(new URL(path, data)).subarray(0, 4096);
  expect(isPlainText(start('tinyshakespeare/input.txt'), 'input.txt')).toBe(true);
  expect(isPlainText(start('nsl_kdd/KDDTrain+_20Percent.txt'), 'KDDTrain+_20Percent.txt')).toBe(false);
});
