/** The project's folder and its programs, by absolute path. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const inRoot = (...parts) => path.join(root, ...parts);
export const nextProgram = inRoot('node_modules', 'next', 'dist', 'bin', 'next');
