/** Unit tests stand beside the source; `*.export.test.ts` build generated projects, or read and train on real data for long, and run as a stage of their own. */
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const generated = ['.next/**', '.cache/**', 'runs/**', 'e2e/**', 'test-results/**'];
const shared = {
  environment: 'node',
  testTimeout: 30_000,
  hookTimeout: 60_000,
} as const;

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    // One more than the cores that may be relied on: tests of the command line and of Ctrl+C wait for processes and for writes.
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          globalSetup: 'scripts/lib/unit-setup.mjs',
          // Each file has modules of its own all the same.
          isolate: false,
          setupFiles: 'scripts/lib/unit-file.mjs',
          include: ['**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          exclude: [...configDefaults.exclude, ...generated, '**/*.export.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'export',
          include: ['**/*.export.test.ts'],
          exclude: [...configDefaults.exclude, ...generated],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
