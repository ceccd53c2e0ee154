import { expect, test } from 'vitest';
import { treeKey, treeOf } from './tree-of';

const paths = ['src/model.ts', 'README.md', 'src/data/csv.ts', 'src/train.ts', 'data/digits.gz'];
const print = (closed: ReadonlySet<string>): readonly string[] => treeOf(paths, closed).map(({ name, depth, isFolder }) => `${'  '.repeat(depth)}${name}${isFolder ? '/' : ''}`);

test('folders come before files, and closed ones hide theirs', () => {
  expect(print(new Set())).toEqual(['src/', '  data/', '    csv.ts', '  model.ts', '  train.ts', 'data/', '  digits.gz', 'README.md']);
  expect(print(new Set(['src']))).toEqual(['src/', 'data/', '  digits.gz', 'README.md']);
});
test.each([
  [0, 'ArrowDown', { to: 1 }],
  [0, 'ArrowUp', { to: 0 }],
  [7, 'ArrowDown', { to: 7 }],
  [3, 'Home', { to: 0 }],
  [3, 'End', { to: 7 }],
  [0, 'ArrowLeft', { toggle: 'src' }],
  [2, 'ArrowLeft', { to: 1 }],
  [3, 'ArrowLeft', { to: 0 }],
  [1, 'ArrowRight', { to: 2 }],
  [3, 'ArrowRight', null],
  [3, 'x', null],
] as const)('from row %i, %s leads to %o', (at, key, wanted) => expect(treeKey(treeOf(paths, new Set()), at, key, new Set())).toEqual(wanted));
test('a closed folder opens to the right', () => {
  const closed = new Set(['src']);
  expect(treeKey(treeOf(paths, closed), 0, 'ArrowRight', closed)).toEqual({ toggle: 'src' });
});
