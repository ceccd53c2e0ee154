import { expect, test } from '../fixtures/studio';

test('the studio opens, isolated from other origins and without an error', async ({ studio, page }) => {
  await studio.open();
  await expect(page).toHaveTitle(/Hourglass/);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
});

test('nothing is fetched from elsewhere', async ({ studio, page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) foreign.push(request.url());
  });
  await studio.open();
  await page.waitForLoadState('networkidle');
  expect(foreign).toEqual([]);
});

test('the WebAssembly binaries come from the studio itself', async ({ request }) => {
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm']) {
    const answer = await request.get(`/tfjs/${name}`);
    expect(answer.status(), name).toBe(200);
    expect((await answer.body()).subarray(0, 4).toString('latin1'), name).toBe('\0asm');
  }
});
