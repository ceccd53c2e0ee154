/** A module of WebAssembly: what it takes and what it gives. */
import { printCount, type Describe } from './definition';

const MAGIC = [0, 97, 115, 109];

export const describeWasm: Describe = (given) => {
  const bytes = new Uint8Array(given);
  if (!MAGIC.every((byte, i) => bytes[i] === byte) || !WebAssembly.validate(bytes)) return null;
  const module = new WebAssembly.Module(bytes);
  const exported = WebAssembly.Module.exports(module);
  const taken = WebAssembly.Module.imports(module);
  return {
    about: 'A module of WebAssembly.',
    facts: [['Functions that it gives', printCount(exported.filter(({ kind }) => kind === 'function').length)], ['It takes', taken.map(({ module: from, name, kind }) => `${from}.${name} (${kind})`).join(', ')]],
    tables: [{ title: 'Gives', columns: ['Name', 'Kind'], rows: exported.map(({ name, kind }) => [name, kind]) }],
  };
};
