import { describe, expect, it } from 'vitest';
import { byName } from './by-name';
import { commonFolder, folderClasses } from './folder-labels';

const classes = (...paths: string[]) => {
  const found = folderClasses(paths);
  return found && { names: found.names, labels: [...found.labels] };
};

describe('byName', () => {
  it('sorts numbers by their size, and everything in one order', () => {
    const sorted = ['a', 'B', 'c1', 'c1a', 'c01', 's1/2.png', 's1/10.png', 's2/1.png', 's10/1.png', 's10/01.png', 'x99999999999999999998', 'x99999999999999999999'];
    expect(sorted.toReversed().toSorted(byName)).toEqual(['a', 'B', 'c01', 'c1', 'c1a', 's1/2.png', 's1/10.png', 's2/1.png', 's10/01.png', 's10/1.png', 'x99999999999999999998', 'x99999999999999999999']);
    expect(byName('é', 'e')).toBeGreaterThan(0);
    expect(byName('A', 'a')).not.toBe(0);
  });
});

describe('folderClasses', () => {
  it('takes the innermost folder that differs', () => {
    expect(classes('cats/1.png', 'dogs/1.png', 'cats/2.png')).toEqual({ names: ['cats', 'dogs'], labels: [0, 1, 0] });
    expect(classes('set/train/s10/1.png', 'set/test/s2/1.png')).toEqual({ names: ['s2', 's10'], labels: [1, 0] });
    expect(classes('cats/images/1.png', 'dogs/images/1.png')).toEqual({ names: ['cats', 'dogs'], labels: [0, 1] });
    expect(classes('a\\cats\\1.png', 'a\\dogs\\1.png')?.names).toEqual(['cats', 'dogs']);
  });

  it('finds none in one folder or none, and names those outside', () => {
    expect(classes('1.png', '2.png')).toBeNull();
    expect(classes('a/b/1.png', 'a/b/2.png')).toBeNull();
    expect(classes('cats/1.png', '2.png')).toEqual({ names: ['cats', 'in no folder'], labels: [0, 1] });
  });

  it('counts beyond 256 classes, and gives up beyond 65,536', () => {
    const many = (count: number) => folderClasses(Array.from({ length: count }, (_, i) => `c${i}/1.png`));
    expect(many(300)!.labels).toBeInstanceOf(Uint16Array);
    expect(many(300)!.labels[299]).toBe(299);
    expect(many(65_537)).toBeNull();
  });
});

it('commonFolder is the innermost that all share', () => {
  expect(commonFolder(['a/b/1', 'a/b/c/2'])).toBe('b');
  expect(commonFolder(['a/1', 'b/2'])).toBeNull();
});
