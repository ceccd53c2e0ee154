import { inflateSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

it('holds the WebAssembly of the installed packages: after another version, run scripts/embed-decoders.mjs', async () => {
  const { resolve } = createRequire(import.meta.url);
  for (const [module, file] of [['webp', '@jsquash/webp/codec/dec/webp_dec.wasm'], ['jpeg', '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm']] as const) {
    const { default: text } = module === 'webp' ? await import('./built/webp') : await import('./built/jpeg');
    expect(Buffer.compare(inflateSync(Buffer.from(text, 'base64')), readFileSync(resolve(file)))).toBe(0);
  }
});
