/** Compiles a piece of AssemblyScript that stands in a test, against the sources of the kernels, in both builds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { allowRelaxedSimd } from '../../node/relaxed-simd';

const assembly = join(import.meta.dirname, '..', 'assembly');
const builds = { plain: [], relaxed: ['--enable', 'relaxed-simd'] };
export type Build = keyof typeof builds;

/** The exports of `source`, an AssemblyScript file as if it stood in the folder of the kernels; memory is imported as env.memory. */
export async function compileAssembly(source: string, build: Build, memory: WebAssembly.Memory): Promise<WebAssembly.Instance['exports']> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const flags = ['-O3', '--runtime', 'stub', '--noAssert', '--importMemory', '--memoryBase', '64', '--enable', 'simd,bulk-memory', ...builds[build]];
  const { error, stderr } = await asc.main(['entry.ts', '--baseDir', assembly, ...flags, '--outFile', 'out.wasm'], {
    readFile: (file, base) => {
      if (file === 'entry.ts') return source;
      try {
        return readFileSync(join(base, file), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (file, contents) => {
      if (file.endsWith('.wasm') && typeof contents !== 'string') binary = new Uint8Array(contents);
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`The assembly of a test does not compile:\n${stderr.toString()}`);
  allowRelaxedSimd();
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  return instance.exports;
}
