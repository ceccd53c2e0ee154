/**
 * `npm run lock`: after `npm install`, adds to package-lock.json the packages for other platforms that npm left out (it does so
 * for those of an existing node_modules, and for those that the registry in use does not carry). Without them `npm ci` refuses the file.
 * Then writes the part of it that exported projects take.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/root.mjs';
import { exportPackages } from './lib/export-lock.mjs';
import { completeLock } from './lib/lock-platforms.mjs';

const file = process.argv[2] ?? inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = completeLock(lock);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
if (process.argv[2] === undefined) writeFileSync(inRoot('graph-engine', 'codegen', 'typescript', 'files', 'lock.json'), `${JSON.stringify(exportPackages(lock), null, 1)}\n`);
console.log(added.length === 0 ? 'Nothing was missing.' : `Added:\n${added.join('\n')}`);
