/** Runs a program to its end and gives its exit status; an interrupt reaches the program too. */
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

export function run(program, args, { env = {}, cwd = root, stdio = 'inherit', shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio, shell, env: { ...process.env, ...env } });
    const forward = (signal) => child.kill(signal);
    process.once('SIGTERM', forward);
    process.once('SIGINT', forward);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward);
      process.off('SIGINT', forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** The same with this very Node. */
export const runNode = (args, options) => run(process.execPath, args, options);
