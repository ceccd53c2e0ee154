/** Every operation on the disk may be the last one of the process, or find the disk full: the set that is read afterwards is the old one or the new one. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from './failure';
import { readTogether, writeTogether } from './files-together';

/** Operations that the disk still does, and what happens at the next one: it is told that the disk is full once, or it and all after it never happen. */
const disk = vi.hoisted(() => ({ left: Infinity, end: 'killed' as 'killed' | 'full' }));
vi.mock('node:fs', async (original) => {
  const real = await original<Record<string, unknown>>();
  const counted = ['openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'renameSync', 'mkdirSync', 'rmdirSync', 'rmSync', 'readdirSync', 'statSync'];
  const wrapped = counted.map((name) => [
    name,
    (...args: unknown[]) => {
      if (disk.left-- <= 0) {
        if (disk.end === 'killed') throw new Error('killed');
        disk.left = Infinity;
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      }
      // What reaches the disk at a loss of power cannot be tried here, and takes long.
      if (name === 'fsyncSync') return undefined;
      return (real[name] as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  const all = { ...real, ...(Object.fromEntries(wrapped) as object) };
  return { ...all, default: all };
});

const NAMES = ['graph', 'weights', 'metrics'] as const;
const set = (what: string): Map<string, string> => new Map(NAMES.map((name) => [name, `${name} of ${what} ${'x'.repeat(1000)}`]));
const textOf = (found: ReadonlyMap<string, Uint8Array>): string[] => [...found.values()].map((bytes) => new TextDecoder().decode(bytes));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'together-'));
});
afterEach(() => {
  disk.left = Infinity;
  rmSync(folder, { recursive: true });
});
const names = (): string[] => readdirSync(folder).toSorted();
const LIMITS = { graph: 1e6, weights: 1e6, metrics: 1e6 };
const read = (): string[] => textOf(readTogether(folder, LIMITS));
/** Whether the write was done; after an end by force, the disk works again for whoever comes next. */
function writeUntil(left: number, end: typeof disk.end): boolean {
  [disk.left, disk.end] = [left, end];
  try {
    writeTogether(folder, set('new'));
    return disk.left > 0;
  } catch (error) {
    if (end === 'full') expect(error).toBeInstanceOf(Failure);
    return false;
  } finally {
    disk.left = Infinity;
  }
}

describe.each(['killed', 'full'] as const)('a writer that is %s at any operation', (end) => {
  it('leaves the old set or the new one, and no trace once somebody has written again', () => {
    const seen = new Set<string>();
    let operations = 0;
    for (; ; operations++) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'notes.txt'), 'mine');
      writeTogether(folder, set('old'));
      const done = writeUntil(operations, end);
      const found = read();
      expect([[...set('old').values()], [...set('new').values()]]).toContainEqual(found);
      seen.add(found[0]!);
      // The plain names say the same as soon as somebody has read.
      expect(NAMES.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(found);
      writeTogether(folder, set('last'));
      expect(read()).toEqual([...set('last').values()]);
      expect(names().filter((name) => !name.startsWith('.hourglass-write'))).toEqual(['graph', 'metrics', 'notes.txt', 'weights']);
      if (done) break;
    }
    expect(operations).toBeGreaterThan(15);
    expect(seen.size).toBe(2);
  });
});

it('leaves nothing but what was there when the disk is full', () => {
  writeTogether(folder, set('old'));
  for (let operations = 0; operations < 12; operations++) {
    writeUntil(operations, 'full');
    expect(names()).toEqual(['graph', 'metrics', 'weights']);
  }
});
it('writes files of folders below, and reads what is there of the names that are asked for', () => {
  writeTogether(folder, new Map([['src/deep/a.ts', 'a'], ['b', 'b']]));
  expect(readFileSync(join(folder, 'src', 'deep', 'a.ts'), 'utf8')).toBe('a');
  expect(textOf(readTogether(folder, { b: 9, none: 9 }))).toEqual(['b']);
  expect(names()).toEqual(['b', 'src']);
});
it('is refused where a folder has the name of a file, before anything has changed', () => {
  writeTogether(folder, new Map([['graph', 'old']]));
  mkdirSync(join(folder, 'weights'));
  expect(() => writeTogether(folder, set('new'))).toThrow(/weights cannot be written: it is a folder/);
  expect(names()).toEqual(['graph', 'weights']);
  expect(readFileSync(join(folder, 'graph'), 'utf8')).toBe('old');
});
it('clears away what a killed writer has left, and not what a living one writes', () => {
  // No process has this number.
  for (const owner of [2 ** 30, process.ppid]) mkdirSync(join(folder, `.hourglass-write-${owner}`));
  writeTogether(folder, set('new'));
  expect(names()).toEqual([`.hourglass-write-${process.ppid}`, 'graph', 'metrics', 'weights']);
});
it('reads a set that waits for its move where nothing may be written', () => {
  writeTogether(folder, set('old'));
  mkdirSync(join(folder, '.hourglass-pending'));
  for (const [name, text] of [...set('new')].slice(1)) writeFileSync(join(folder, '.hourglass-pending', name), text);
  writeFileSync(join(folder, 'graph'), set('new').get('graph')!);
  chmodSync(folder, 0o500);
  expect(read()).toEqual([...set('new').values()]);
  chmodSync(folder, 0o700);
  expect(existsSync(join(folder, 'graph'))).toBe(true);
});
