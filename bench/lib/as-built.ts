/** A module as a build has it: the loader of the benches adds a call for every function with a name, which a page does not have. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** tfjs's packages for Node ask for modules of Node by `require`. */
const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };

/** `file`: from the root of the project. */
export async function asBuilt<T>(file: string): Promise<T> {
  const outfile = `${root}.cache/bench/${file.replace(/\W/g, '-')}.mjs`;
  mkdirSync(`${root}.cache/bench`, { recursive: true });
  await build({ entryPoints: [`${root}${file}`], outfile, bundle: true, format: 'esm', platform: 'node', target: 'es2023', logLevel: 'error', banner });
  return (await import(outfile)) as T;
}
