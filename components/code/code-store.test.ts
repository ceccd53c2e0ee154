import { expect, test } from 'vitest';
import { changedFiles, textsOf } from './code-store';
import { printDifference } from './proof';

const project = (texts: Readonly<Record<string, string>>) => ({ marks: {}, files: [...Object.entries(texts).map(([path, text]) => ({ path, text })), { path: 'weights.safetensors', bytes: new Uint8Array(3) }] });

test('what differs is what was edited, is new, or is gone', () => {
  const baseline = { of: 'a', texts: textsOf(project({ 'model.ts': 'a', 'ops.ts': 'b', 'README.md': 'c' })) };
  expect(changedFiles(baseline, project({ 'model.ts': 'a2', 'README.md': 'c', 'new.ts': 'd' }))).toEqual(['model.ts', 'new.ts', 'ops.ts']);
  expect(changedFiles(null, project({ 'model.ts': 'a' }))).toEqual([]);
});
test.each([[0, '0'], [3.4e-7, '3e-7'], [Infinity, 'Infinity']])('%f is printed as %s', (difference, text) => expect(printDifference(difference)).toBe(text));
