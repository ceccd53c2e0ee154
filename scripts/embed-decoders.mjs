/** Writes the WebAssembly of the picture decoders into modules of the engine, deflated and as base64. To be run when their packages change: `node scripts/embed-decoders.mjs` */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'fflate';
import { inRoot } from './lib/root.mjs';

const to = inRoot('graph-engine', 'data', 'formats', 'decoders', 'built');
const decoders = { webp: ['webp', 'codec', 'dec', 'webp_dec.wasm'], jpeg: ['jpeg', 'codec', 'dec', 'mozjpeg_dec.wasm'] };

mkdirSync(to, { recursive: true });
for (const [name, path] of Object.entries(decoders)) {
  const { version, license } = JSON.parse(readFileSync(inRoot('node_modules', '@jsquash', path[0], 'package.json'), 'utf8'));
  const packed = deflateSync(readFileSync(inRoot('node_modules', '@jsquash', ...path)), { level: 9 });
  const text = Buffer.from(packed).toString('base64');
  writeFileSync(`${to}/${name}.ts`, `/** Written by scripts/embed-decoders.mjs: the decoder of @jsquash/${name} ${version} (${license}), deflated, as base64. */\nexport default '${text}';\n`);
  console.log(`${name}: ${(packed.length / 1000).toFixed(1)} kB`);
}
