/**
 * `npm run lock`: after `npm install`, adds to package-lock.json the packages for other platforms that npm left out (it does so
 * for those of an existing node_modules, and for those that the registry in use does not carry). Without them `npm ci` refuses the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/root.mjs';
import { completeLock } from './lib/lock-platforms.mjs';

const file = process.argv[2] ?? inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLock(lock);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length === 0 ? 'Nothing was missing.' : `Added:\n${added.join('\n')}`);
