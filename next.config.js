/** Cross-origin isolation is on, because threads in WebAssembly need it; everything comes from our own origin. */
import { fileURLToPath } from 'node:url';

const headers = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
];

/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  distDir: process.env.HOURGLASS_DIST ?? '.next',
  // Types are checked by `npm run types`: the compiler in use has no interface that Next could call.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  headers: async () => [{ source: '/:path*', headers }],
};
