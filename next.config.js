/** Cross-origin isolation is on, because threads in WebAssembly need it; everything comes from our own origin. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentPolicy } from './scripts/lib/content-policy.mjs';

const headers = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
];

const development = process.argv.includes('dev') || process.env.NODE_ENV === 'development';

const distDir = process.env.HOURGLASS_DIST ?? '.next';

/** Next writes its build folder into the configuration of the compiler: a build in another folder gets one of its own. */
function tsconfigPath() {
  if (distDir === '.next') return 'tsconfig.json';
  mkdirSync('.cache', { recursive: true });
  const file = `.cache/tsconfig.${distDir.replace(/[^\w-]/g, '_')}.json`;
  writeFileSync(file, `${JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { paths: { '@/*': ['../*'] } } })}\n`);
  return file;
}

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  distDir,
  // Types are checked by `npm run types`: the compiler in use has no interface that Next could call.
  typescript: { ignoreBuildErrors: true, tsconfigPath: tsconfigPath() },
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  headers: async () => [
    { source: '/:path*', headers },
    // Workers are ruled by the policy that they come with; pages have one with a nonce, from `proxy.ts`.
    ...['/_next/:path*', '/:path*(\\.[^/]+)'].map((source) => ({ source, headers: [{ key: 'Content-Security-Policy', value: contentPolicy({ development }) }] })),
  ],
};
