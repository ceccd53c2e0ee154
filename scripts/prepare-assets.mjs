/** Puts the WebAssembly binaries of tfjs, and the whole of it for exported projects that the studio checks, where our own server gives them out: the studio fetches nothing from elsewhere. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { inRoot } from './lib/root.mjs';

const from = inRoot('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');
const to = inRoot('public', 'tfjs');
mkdirSync(to, { recursive: true });
const binaries = readdirSync(from).filter((name) => name.endsWith('.wasm'));
if (binaries.length === 0) throw new Error(`internal: no WebAssembly binary in ${from}`);
for (const name of binaries) copyFileSync(`${from}/${name}`, `${to}/${name}`);
copyFileSync(inRoot('node_modules', '@tensorflow', 'tfjs', 'dist', 'tf.es2017.min.js'), `${to}/tf.min.js`);
