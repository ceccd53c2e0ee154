import { expect, it } from 'vitest';
import { dataWords } from './data-words';

const files = (count: number, name: (at: number) => string) => Array.from({ length: count }, (_, at) => ({ name: name(at) }));

it('says of one file or folder that it is the data, and of several files that they are', () => {
  expect(dataWords([{ name: 'patients.csv' }], 'Digits', true)).toBe('patients.csv is now the data, in place of Digits');
  expect(dataWords([{ name: 'x.npy' }, { name: 'y.npy' }], 'My rows', false)).toBe('x.npy, y.npy are now the data of My rows');
  expect(dataWords(files(1320, (at) => `${at}.png`), 'Digits', true)).toBe('1,320 files are now the data, in place of Digits');
  expect(dataWords(files(320, (at) => `${at % 2 ? 'cats' : 'dogs'}/${at}.png`), 'Digits', true)).toBe('320 files are now the data, in place of Digits');
  expect(dataWords(files(320, (at) => `animals/${at}.png`), 'Digits', true)).toBe('animals is now the data, in place of Digits');
});
