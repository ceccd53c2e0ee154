/**
 * Finds a Python with PyTorch, for the tests of what is exported to it: HOURGLASS_PYTHON, the shell's own, the system's. `ensurePython` installs
 * Debian's where there is none and it can, and otherwise says aloud what is left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { run } from './lib/run.mjs';

const hasTorch = (program) => spawnSync(program, ['-c', 'import torch, numpy'], { stdio: 'ignore' }).status === 0;

/** The path of a Python that has PyTorch and NumPy, or null. */
export function findPython() {
  const named = process.env.HOURGLASS_PYTHON;
  if (named) {
    if (hasTorch(named)) return named;
    throw new Error(`HOURGLASS_PYTHON is ${named}, which is no Python with PyTorch and NumPy.`);
  }
  return ['python3', '/usr/bin/python3', 'python'].find(hasTorch) ?? null;
}

const isDebian = () => process.platform === 'linux' && process.getuid?.() === 0 && (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, 'apt-get')));

/** The path of a Python with PyTorch, or null after saying so. */
export async function ensurePython() {
  const found = findPython();
  if (found) return found;
  if (isDebian()) {
    console.error('No Python with PyTorch here: trying the distribution’s packages …');
    const [stdio, env] = [['ignore', 2, 2], { DEBIAN_FRONTEND: 'noninteractive' }];
    await run('apt-get', ['update', '-q'], { stdio, env });
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'python3-torch', 'python3-onnx', 'python3-numpy', 'pyflakes3', 'pycodestyle'], { stdio, env });
  }
  const installed = findPython();
  if (!installed) console.error('No Python with PyTorch: the tests of exported PyTorch projects are left out. Install it, or set HOURGLASS_PYTHON to a Python that has it.');
  return installed;
}

// `--only-find` installs nothing.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log((process.argv.includes('--only-find') ? findPython() : await ensurePython()) ?? '');
