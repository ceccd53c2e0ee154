/** Runs Python with PyTorch, where the machine has it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { runNode, type Ran } from './export-project';

/** Looked for once; a test that needs it is left out aloud where there is none. */
const finder = fileURLToPath(new URL('../../scripts/find-python.mjs', import.meta.url));
export const python = spawnSync(execPath, [finder, '--only-find'], { encoding: 'utf8' }).stdout.trim() || null;
if (!python) console.warn('No Python with PyTorch here: what is exported to it is not run. `node scripts/find-python.mjs` installs it on Debian.');

export const runPython = (folder: string, ...args: readonly string[]): Promise<Ran> => runNode(python!, folder, ...args);

/** The same with these variables. */
export function runPythonWith(variables: Readonly<Record<string, string>>, folder: string, ...args: readonly string[]): Promise<Ran> {
  const set = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return runNode('env', folder, ...set, python!, ...args);
}

/** What looks through Python for faults and for style, where it is there. */
export const checkers = [
  { command: 'pyflakes3', args: [] },
  { command: 'pycodestyle', args: ['--max-line-length=100'] },
].map(({ command, args }) => ({ command, args, found: spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0 }));

export function pythonFolder(): { readonly path: string; write(name: string, content: string | Uint8Array): void; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hourglass-python-'));
  return { path, write: (name, content) => writeFileSync(join(path, name), content), remove: () => rmSync(path, { recursive: true, force: true }) };
}
