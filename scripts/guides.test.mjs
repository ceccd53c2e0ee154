/** The code of the guides is code: each block that names a file compiles in its place, and a block that shows a file of ours is that file. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from './lib/root.mjs';

const guides = ['CONTRIBUTING.md', ...readdirSync(inRoot('docs', 'guides')).map((name) => `docs/guides/${name}`)];

/** Blocks of TypeScript, with the file that the line of the fence names and without the indentation of a list. */
const blocksOf = (guide) =>
  [...readFileSync(inRoot(guide), 'utf8').matchAll(/^( *)```ts *(\S*)\n(.*?)^ *```/gms)].map(([, indent, file, text]) => ({ guide, file, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '') }));

const blocks = guides.flatMap((guide) => blocksOf(guide));
const whole = blocks.filter(({ file }) => file);

test('every guide to adding a kind shows a whole file', () => {
  expect(new Set(whole.map(({ guide }) => guide))).toEqual(new Set(['CONTRIBUTING.md', 'docs/guides/add-a-node.md', 'docs/guides/add-a-template.md', 'docs/guides/add-a-data-set.md', 'docs/guides/add-a-format.md', 'docs/guides/add-a-preparation.md', 'docs/guides/add-a-column-kind.md', 'docs/guides/add-an-optimiser.md']));
  for (const { guide, file, text } of blocks) expect(file !== '' || !/^(import|export|\/\*\*)/m.test(text), `${guide}: name the file of the block\n${text}`).toBe(true);
});

test('a block that shows a file of ours is that file', () => {
  const shown = whole.filter(({ file }) => existsSync(inRoot(file)));
  expect(shown.map(({ file }) => file)).toEqual(['graph-engine/nodes/detach.ts']);
  for (const { file, text } of shown) expect(text).toBe(readFileSync(inRoot(file), 'utf8'));
});

test('the blocks compile as written, each in its place', { timeout: 120_000 }, () => {
  const folder = inRoot('.cache', 'guides');
  rmSync(folder, { recursive: true, force: true });
  for (const { file, text } of whole) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  // To the compiler, the folder lies over the project: './definition' is found there.
  const compilerOptions = { rootDirs: ['../..', '.'], paths: { '@/*': ['../../*'] }, typeRoots: ['../../node_modules/@types', '../../node_modules'], incremental: false, tsBuildInfoFile: null, plugins: [] };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, files: whole.map(({ file }) => file), include: [] }));
  const { status, stdout } = spawnSync(process.execPath, [inRoot('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
