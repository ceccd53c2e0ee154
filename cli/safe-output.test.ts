/** What a stranger's document or a fault of ours puts on the terminal. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { saveDocument } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { smallAutoencoder } from '@/graph-engine/testing/small-autoencoder';
import { runCommandLine } from './command-line';
import { Terminal } from './output';
import { runHere } from './testing/run-here';

const root = mkdtempSync(join(tmpdir(), 'safe-output-'));
afterAll(() => rmSync(root, { recursive: true }));
/** Colours, a title of the window, deletion of the screen, C1, bells, direction of reading, and a line that looks like ours. */
const EVIL = '\u001b[31m\u001b]0;x\u0007\u009b2J\u0085\u202eEvil\u2066\u200b\u007f\r\nerror in Encoder: none';
// oxlint-disable-next-line no-control-regex -- they are what must not be there
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const renamed = (document: HourglassDocument): HourglassDocument => ({
  ...document,
  name: EVIL,
  nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, { ...node, name: EVIL }])),
});
const saved = (name: string, document: HourglassDocument): string => {
  const path = join(root, name);
  writeFileSync(path, saveDocument(document));
  return path;
};

describe('names that steer a terminal', () => {
  const sound = renamed({ ...smallAutoencoder(), training: { ...smallAutoencoder().training, epochs: 1, minSteps: 0 } });
  const loose = { ...sound, wires: Object.fromEntries(Object.entries(sound.wires).slice(1)) };
  const frozen = { ...sound, nodes: Object.fromEntries(Object.entries(sound.nodes).map(([id, node]) => [id, { ...node, frozen: true }])) };
  const cases: readonly (readonly [string, () => string[]])[] = [
    ['check', () => ['check', saved('sound.json', sound)]],
    ['check of a document with errors', () => ['check', saved('loose.json', loose)]],
    ['train', () => ['train', saved('sound.json', sound), '--out', join(root, 'out')]],
    ['train of what has errors', () => ['train', saved('loose.json', loose), '--out', join(root, 'none')]],
    ['train of what is frozen', () => ['train', saved('frozen.json', frozen), '--out', join(root, 'none')]],
    ['export of what has errors', () => ['export', saved('loose.json', loose), '--target', 'typescript', '--out', join(root, 'none')]],
    ['bench', () => ['bench', saved('sound.json', sound), '--backend', 'cpu']],
    ['a path', () => ['check', EVIL]],
    ['an option', () => ['train', 'vae', '--out', join(root, 'none'), '--items', EVIL]],
    ['a command', () => [EVIL]],
  ];
  it.each(cases)('are shown by their numbers: %s', async (_, args) => {
    for (const more of [[], ['--json']]) {
      const { stdout, stderr } = await runHere([...args(), ...more]);
      expect(`${stdout}${stderr}`.length).toBeGreaterThan(0);
      expect(STEERING.exec(`${stdout}${stderr}`)).toBeNull();
      if (more.length) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    }
  });
  it('forge no line', async () => {
    const { stdout, stderr } = await runHere(['check', saved('loose.json', loose)]);
    expect(`${stdout}${stderr}`).not.toMatch(/^error in Encoder: none/m);
  });
  it('are the same text when JSON is read', async () => {
    const { stdout } = await runHere(['check', saved('sound.json', sound), '--json']);
    const { nodes } = JSON.parse(stdout) as { nodes: { name: string }[] };
    expect(nodes.every(({ name }) => name === EVIL)).toBe(true);
  });
  it('stay on one line of progress', () => {
    let written = '';
    new Terminal({ stdout: { write: () => undefined }, stderr: { write: (text) => (written += text), isTTY: true } }, false).progress(EVIL);
    expect(written.startsWith('\r\u001b[K')).toBe(true);
    for (const character of ['\r', '\n', '\u001b']) expect(written.slice(4)).not.toContain(character);
  });
});

describe('a fault of ours', () => {
  afterEach(() => void delete process.env['HOURGLASS_STACK']);
  const broken = async (): Promise<string> => {
    let stderr = '';
    const status = await runCommandLine(['templates'], { stdout: { write: () => expect.fail('a register is empty\nand more') }, stderr: { write: (text) => (stderr += text) } });
    expect(status).toBe(1);
    return stderr;
  };
  it('is one line, which says how to get the stack', async () => {
    expect(await broken()).toMatch(/^internal: a register is empty \(a fault of Hourglass: with HOURGLASS_STACK=1 set, it says where\)\n$/);
  });
  it('is the stack where that was asked for', async () => {
    process.env['HOURGLASS_STACK'] = '1';
    expect(await broken()).toMatch(/^internal: .*a register is empty\n[\s\S]*\n\s+at /);
  });
});
