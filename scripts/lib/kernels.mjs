/** Compiles the kernels of the WASM executor when their sources have changed: with plain and with relaxed SIMD, for one thread and for several; and those of an exported model, which is only run. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inRoot } from './root.mjs';

const sources = inRoot('graph-engine', 'runtime', 'wasm', 'assembly');
const built = inRoot('graph-engine', 'runtime', 'wasm', 'built');
const relaxed = ['--enable', 'relaxed-simd'];
const threads = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];
const builds = {
  plain: { entry: 'index.ts', extra: [] },
  relaxed: { entry: 'index.ts', extra: relaxed },
  'plain-threads': { entry: 'threaded.ts', extra: threads },
  'relaxed-threads': { entry: 'threaded.ts', extra: [...relaxed, ...threads] },
  inference: { entry: 'inference.ts', extra: [] },
};
const flags = ['-O3', '--runtime', 'stub', '--noAssert', '--importMemory', '--initialMemory', '1', '--memoryBase', '64', '--enable', 'simd,bulk-memory'];

function stamp() {
  const hash = createHash('sha256').update(JSON.stringify([flags, builds]));
  for (const file of readdirSync(sources).toSorted()) hash.update(file).update(readFileSync(join(sources, file)));
  return hash.digest('hex');
}

/** Compiles one build from the folder `from` and writes it into the folder `to`. @returns its bytes. @throws when it does not compile. */
export async function compileKernels(name, from = sources, to = built) {
  const { entry, extra } = builds[name];
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main([join(from, entry), ...flags, ...extra, '--outFile', 'out.wasm'], {
    writeFile: (file, contents) => {
      if (file.endsWith('.wasm')) binary = contents;
    },
  });
  if (error) throw new Error(`The kernels do not compile:\n${stderr.toString()}`);
  const text = Buffer.from(binary).toString('base64');
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, `${name}.ts`), `/** Written by scripts/lib/kernels.mjs: the compiled kernels, as base64. */\nexport default '${text}';\n`);
  return binary;
}

/** @returns kilobytes of each build, compressed; null when all were up to date. */
export async function ensureKernels() {
  const stampFile = join(built, 'stamp');
  const now = stamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now) return null;
  const sizes = {};
  for (const name of Object.keys(builds)) sizes[name] = gzipSync(await compileKernels(name)).length / 1000;
  writeFileSync(stampFile, now);
  return sizes;
}
