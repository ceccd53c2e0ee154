/** End-to-end tests in a real Chromium, against the built studio. Files named `*.phone.spec.ts` also run on a phone's screen. */
import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.mjs';
import { quiet, softwareGpu } from './scripts/lib/browser-flags.mjs';
import { freePort } from './scripts/lib/free-port.mjs';

// The configuration is read again in each worker: what the first reading found stays in the environment.
process.env.HOURGLASS_E2E_PORT ??= String(await freePort(Number(process.env.HOURGLASS_E2E_FROM ?? 3100)));
const browser = await findBrowser();
if (!browser) throw new Error('No browser: run `node scripts/find-browser.mjs`, or set HOURGLASS_BROWSER.');
const port = process.env.HOURGLASS_E2E_PORT;
const baseURL = `http://localhost:${port}`;

// What takes pictures for the documentation writes into the project, and is no test of it.
const pictures = process.env.HOURGLASS_PICTURES === '1' ? [] : [/\/picture\.spec\.ts$/];

const traced = process.env.HOURGLASS_TRACE === '1';

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: {
    baseURL,
    actionTimeout: 20_000,
    // Pictures and copies of the page at each action take as long as the actions: HOURGLASS_TRACE=1 has them, to look into a failure.
    trace: { mode: 'retain-on-failure', screenshots: traced, snapshots: traced, sources: traced },
    screenshot: 'only-on-failure',
    acceptDownloads: true,
    launchOptions: { executablePath: browser, args: [...quiet, '--disable-gpu'] },
  },
  projects: [
    {
      // GPU interfaces on a software renderer: right, and too slow to draw the studio with.
      name: 'engine',
      testMatch: /backends\.spec\.ts$/,
      use: { launchOptions: { executablePath: browser, args: [...quiet, ...softwareGpu] } },
    },
    {
      name: 'desktop',
      testIgnore: [/\.phone\.spec\.ts$/, /backends\.spec\.ts$/, ...pictures],
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    { name: 'phone', testMatch: /\.phone\.spec\.ts$/, use: { ...devices['Pixel 7'] } },
  ],
  webServer: {
    command: `node scripts/start.mjs --no-open --port ${port}`,
    url: baseURL,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
