/** `verify.js`: runs stored inputs through the module and prints how far what comes out is from what the studio computed. */

export const verifyText = `// Compares the model with the studio's, on inputs and outputs that came with it. Prints the greatest
// difference of each output, relative to its greatest value above 1 (of what is in the units of the
// file, each to its own), and fails where it is above the tolerance: node verify.js [tolerance]
import { existsSync, readFileSync } from 'node:fs';
import { load } from './model.js';

const tolerance = Number(process.argv[2] ?? 1e-5);
const METHODS = { encoder: 'encode', decoder: 'decode', model: 'reconstruct', score: 'score', guess: 'guess' };

const stored = new URL('check.safetensors', import.meta.url);
if (!existsSync(stored)) {
  console.error('There is no check.safetensors: export the model with its data to have it checked.');
  process.exit(1);
}
const bytes = readFileSync(stored);
const start = 8 + Number(bytes.readBigUInt64LE(0));
const header = JSON.parse(bytes.subarray(8, start).toString());

/** Numbers in double precision are stored as two whose sum they are. */
function tensor(name) {
  const { shape, data_offsets: [from, to] } = header[name];
  const values = new Float32Array(new Uint8Array(bytes.subarray(start + from, start + to)).buffer);
  const rest = header[name + '/rest'] && tensor(name + '/rest').values;
  return { shape, values: rest ? Float64Array.from(values, (x, i) => x + rest[i]) : values };
}

/** Infinite where a number is missing, or none. */
function difference(found, wanted, each) {
  if (found.shape.join() !== wanted.shape.join() || found.values.length !== wanted.values.length) return Infinity;
  let [most, greatest] = [0, 1];
  for (let i = 0; i < wanted.values.length; i++) {
    const size = Math.abs(wanted.values[i]);
    const one = Math.abs(found.values[i] - wanted.values[i]) / (each ? Math.max(1, size) : 1);
    if (!Number.isFinite(one)) return Infinity;
    most = Math.max(most, one);
    greatest = Math.max(greatest, size);
  }
  return each ? most : most / greatest;
}

const model = await load();
const all = [];
for (const part of Object.keys(METHODS)) {
  const names = (kind) => {
    const own = Object.keys(header).filter((name) => name.startsWith(part + '/' + kind + '/') && !name.endsWith('/rest'));
    return own.map((name) => name.split('/').slice(2).join('/'));
  };
  const inputs = Object.fromEntries(names('in').map((name) => [name, tensor(part + '/in/' + name).values]));
  if (Object.keys(inputs).length === 0) continue;
  const given = Object.keys(inputs).length > 1 ? inputs : Object.values(inputs)[0];
  const found = model[METHODS[part]](given);
  for (const name of names('out')) {
    all.push(difference(found[name], tensor(part + '/out/' + name), name === 'restored'));
    console.log(METHODS[part] + ', ' + name + ': greatest difference ' + all.at(-1).toExponential(1));
  }
}
if (!all.every((one) => one <= tolerance)) {
  console.error('This is above ' + tolerance + '.');
  process.exit(1);
}
`;
