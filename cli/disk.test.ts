/** The command line on a disk that is full, read-only or in the way, and under kill -9: what was there stays whole, and nothing half is left. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import { Random } from '@/graph-engine/random/counter';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { readPath } from './incoming';
import { runHere } from './testing/run-here';
import type { Ran } from './testing/run-hourglass';

const root = mkdtempSync(join(tmpdir(), 'disk-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (...parts: string[]): string => join(root, ...parts);
const small = smallAutoencoder();
const document = at('small.hourglass.json');
writeFileSync(document, saveDocument({ ...small, training: { ...small.training, epochs: 1, minSteps: 0 } }));

/** A disk of so little room, or null where none may be made here. */
function tinyDisk(name: string, size: string): string | null {
  const path = at(name);
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path]).status === 0) return path;
  console.log('skipped: this user may not mount a small disk to fill');
  return null;
}
const unmount = (path: string): void => void spawnSync('umount', [path]);

describe('a full disk', () => {
  const disk = tinyDisk('full', '128k');
  afterAll(() => disk && unmount(disk));
  it.skipIf(!disk)('gets no part of a project, and keeps the run that it holds', async () => {
    const run = join(disk!, 'run');
    expect(await runHere(['train', document, '--seed', '1', '--out', run])).toMatchObject({ status: 0 });
    writeFileSync(join(run, 'notes.txt'), 'mine');
    const files = (): [string, string][] => readdirSync(run).toSorted().map((name) => [name, readFileSync(join(run, name), 'latin1')]);
    const before = files();
    try {
      writeFileSync(join(disk!, 'filler'), Buffer.alloc(2 ** 18));
    } catch {
      // As much as there is room for.
    }
    const trained = await runHere(['train', document, '--seed', '2', '--checkpoint', '0', '--out', run]);
    expect(trained).toMatchObject({ status: 1, stdout: '' });
    expect(trained.stderr.match(/cannot be written: the disk is full\. Training goes on, and the next checkpoint tries again/g)).toHaveLength(1);
    expect(trained.stderr).toMatch(/the disk is full\. The folder is as it was before, and what was trained after that is lost\.\n$/);
    expect(files()).toEqual(before);
    const exported = await runHere(['export', run, '--target', 'typescript', '--out', join(disk!, 'new', 'project')]);
    expect(exported).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]*project cannot be written: the disk is full\.\n$/) as string });
    expect(readdirSync(disk!).toSorted()).toEqual(['filler', 'run']);
    rmSync(join(disk!, 'filler'));
    expect(await runHere(['evaluate', run])).toMatchObject({ status: 0 });
  });
});

describe('a path that cannot be written', () => {
  it('is one line and status 1, and leaves nothing', async () => {
    writeFileSync(at('file'), '');
    for (const out of [at('file', 'x'), at('file', 'x', 'y'), '/proc/nothing/here', at('x'.repeat(300))]) {
      for (const args of [['export', document, '--target', 'typescript'], ['train', document]]) {
        const { status, stdout, stderr } = await runHere([...args, '--out', out]);
        expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+ cannot be written: [^\n]+\.\n$/) as string });
      }
    }
  });
  it('is left as it was when the work fails after it was made', async () => {
    expect(await runHere(['train', document, '--data', at('nowhere'), '--out', at('made', 'for', 'it')])).toMatchObject({ status: 1 });
    expect(existsSync(at('made'))).toBe(false);
  });
  it.skipIf(!existsSync('/dev/full'))('is told of standard output too, in one line', () => {
    const program = fileURLToPath(new URL('../scripts/hourglass.mjs', import.meta.url));
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" templates > /dev/full`], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'Standard output cannot be written: the disk is full.\n' });
  });
});

/** Ends by force a while after the first checkpoint that is this training's own. */
function killedWhileTraining(run: string, args: readonly string[], wait: number): Promise<void> {
  const program = fileURLToPath(new URL('main.ts', import.meta.url));
  const tsconfig = fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { cwd: fileURLToPath(new URL('..', import.meta.url)), env: { ...process.env, TSX_TSCONFIG_PATH: tsconfig }, stdio: 'ignore' });
    const file = join(run, 'metrics.json');
    const written = (): number => (existsSync(file) ? statSync(file).mtimeMs : 0);
    const before = written();
    const looking = setInterval(() => {
      if (written() === before) return;
      clearInterval(looking);
      setTimeout(() => child.kill('SIGKILL'), wait);
    }, 5);
    child.once('error', reject);
    child.once('close', () => {
      clearInterval(looking);
      resolve();
    });
  });
}

it('is one whole run after kill -9 at any moment of a write, which the next command reads and goes on with', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`disk.test: seed ${seed}`);
  const random = new Random(seed);
  const run = at('killed');
  for (let tries = 1; tries <= 2; tries++) {
    // At every step a checkpoint: there is little else that could be interrupted.
    await killedWhileTraining(run, ['train', document, '--epochs', '100000', '--seed', String(tries), '--checkpoint', '0', '--backend', 'cpu', '--out', run], Math.floor(60 * random.uniform()));
    const found = await readPath(run, { note: () => undefined });
    expect(found.run!.record!.training['seed']).toBe(found.drawing!.document.training.seed);
    const metrics = JSON.parse(readFileSync(join(run, 'metrics.json'), 'utf8')) as { steps: number; rows: unknown[] };
    expect(metrics.steps).toBe(found.run!.snapshot.step);
    expect(found.run!.rows.filter(({ set }) => set === 'train').at(-1)?.step).toBe(metrics.steps - 1);
  }
  const { step } = (await readPath(run, { note: () => undefined })).run!.snapshot;
  expect(await runHere(['train', run, '--steps', '3', '--backend', 'cpu', '--out', run, '--json'])).toMatchObject({ status: 0, stdout: expect.stringContaining(`"from":${step},"steps":${step + 3}`) as string });
  expect(readdirSync(run).toSorted()).toEqual(['graph.hourglass.json', 'metrics.json', 'weights.safetensors']);
}, 120_000);

it('a name that is a template and a run is the run, and says so', async () => {
  const cwd = at('names');
  mkdirSync(cwd);
  expect(await runHere(['train', document, '--out', join(cwd, 'vae')])).toMatchObject({ status: 0 });
  mkdirSync(join(cwd, 'patterns'));
  const before = process.cwd();
  process.chdir(cwd);
  const found: Ran[] = [];
  try {
    for (const name of ['vae', 'template:vae', './vae', 'patterns']) found.push(await runHere(['check', name, '--json']));
  } finally {
    process.chdir(before);
  }
  const [bare, template, folder, other] = found;
  expect(bare!.stderr).toBe('"vae" is a template and also a folder here: ./vae is taken. template:vae names the template.\n');
  expect(bare!.stdout).toBe(folder!.stdout);
  expect([template!.stderr, folder!.stderr, other!.stderr]).toEqual(['', '', '']);
  expect(template!.stdout).not.toBe(folder!.stdout);
  expect(other!.status).toBe(0);
}, 60_000);
