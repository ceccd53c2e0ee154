/** The list of faults that `npm run mutate` puts into kernels, lowering and shaders: is it whole, and does it still fit the sources? */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from './lib/root.mjs';
import { mutate, mutations, sourceOf } from './lib/mutants.mjs';
import { withoutKernels } from './mutations/kernels.mjs';
import { withoutLowering } from './mutations/lowering.mjs';
import { withoutWebGl } from './mutations/webgl.mjs';
import { withoutWebGpu } from './mutations/webgpu.mjs';

const [wasm, tfjs, webGpu] = ['graph-engine/runtime/wasm', 'graph-engine/runtime/tfjs', 'graph-engine/runtime/webgpu'];
const sources = (home, folder, under) => readdirSync(inRoot(home, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => `${under}${file}`);
const faultyOf = (folder) => new Set(mutations.filter(({ home }) => home === folder).map(({ file }) => file));

test('every file of the kernels and of the lowering has faults, or a reason why not', () => {
  const faulty = faultyOf(wasm);
  const excused = new Set([...Object.keys(withoutKernels).map((file) => `assembly/${file}`), ...Object.keys(withoutLowering)]);
  const all = [...sources(wasm, 'assembly', 'assembly/'), ...sources(wasm, '.', ''), ...sources(wasm, 'kernels', 'kernels/')];
  expect(all.filter((file) => faulty.has(file) === excused.has(file))).toEqual([]);
  expect([...faulty, ...excused].filter((file) => !all.includes(file))).toEqual([]);
});

test('every file of what is ours on WebGL has faults, or a reason why not', () => {
  const [faulty, excused] = [faultyOf(tfjs), new Set(Object.keys(withoutWebGl))];
  const all = [...sources(tfjs, 'webgl', 'webgl/'), ...sources(tfjs, 'kernels/webgl', 'kernels/webgl/')];
  expect(all.filter((file) => faulty.has(file) === excused.has(file))).toEqual([]);
  expect([...excused].filter((file) => !all.includes(file))).toEqual([]);
});

test('every file of what is ours on WebGPU has faults, or a reason why not', () => {
  const [faulty, excused] = [faultyOf(webGpu), new Set(Object.keys(withoutWebGpu))];
  const all = [...sources(webGpu, '.', ''), ...sources(webGpu, 'kernels', 'kernels/')];
  expect(all.filter((file) => faulty.has(file) === excused.has(file))).toEqual([]);
  expect([...faulty, ...excused].filter((file) => !all.includes(file))).toEqual([]);
});

test.each(mutations.map((mutation) => [mutation.file, mutation.fault, mutation]))('%s: %s', (_file, _fault, mutation) => {
  expect(mutate(sourceOf(mutation), mutation)).not.toBe(sourceOf(mutation));
  // Titles of operations come from tables; the others stand in the file.
  const { check, of, file, name } = mutation.test;
  if (check) return expect(readFileSync(inRoot('graph-engine/testing', of), 'utf8')).toMatch(new RegExp(`^  '?${check}'?: `, 'm'));
  if (/^[a-z][\w -]* [\w -]+$/.test(name)) expect(readFileSync(inRoot(file), 'utf8')).toContain(name);
});
