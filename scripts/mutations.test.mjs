/** The list of faults that `npm run mutate` puts into the kernels and their lowering: is it whole, and does it still fit the sources? */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from './lib/root.mjs';
import { mutate, mutations, sourceOf } from './lib/mutants.mjs';
import { withoutKernels } from './mutations/kernels.mjs';
import { withoutLowering } from './mutations/lowering.mjs';

const wasm = 'graph-engine/runtime/wasm';
const sources = (folder, under) => readdirSync(inRoot(wasm, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => `${under}${file}`);

test('every file of the kernels and of the lowering has faults, or a reason why not', () => {
  const faulty = new Set(mutations.map(({ file }) => file));
  const excused = new Set([...Object.keys(withoutKernels).map((file) => `assembly/${file}`), ...Object.keys(withoutLowering)]);
  const all = [...sources('assembly', 'assembly/'), ...sources('.', ''), ...sources('kernels', 'kernels/')];
  expect(all.filter((file) => faulty.has(file) === excused.has(file))).toEqual([]);
  expect([...faulty, ...excused].filter((file) => !all.includes(file))).toEqual([]);
});

test.each(mutations.map((mutation) => [mutation.file, mutation.fault, mutation]))('%s: %s', (_file, _fault, mutation) => {
  expect(mutate(sourceOf(mutation), mutation)).not.toBe(sourceOf(mutation));
  // Titles of operations come from tables; the others stand in the file.
  const { file, name } = mutation.test;
  if (/^[a-z][\w -]* [\w -]+$/.test(name)) expect(readFileSync(inRoot(file), 'utf8')).toContain(name);
});
