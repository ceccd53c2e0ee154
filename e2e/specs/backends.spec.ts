/** Every template takes the same training steps on every backend of the browser. WebGL and WebGPU run on a software renderer here: slow, and right. */
import { expect, test, type Page } from '@playwright/test';
import type * as dispatchEntry from '../fixtures/dispatch-entry';
import type * as engineEntry from '../fixtures/engine-entry';
import { openEngine } from '../fixtures/engine-page';
import { allowOneOutput } from '../fixtures/one-output';
import { compileInParallel } from '../fixtures/parallel-compile';
import { StudioPage } from '../pages/studio-page';
import type { CompileCheck } from '@/graph-engine/testing/compile-ahead';
import { templates } from '@/templates/registry';

declare global {
  var engine: typeof engineEntry & typeof dispatchEntry;
}
/** The optimiser's state, and what is put together ahead, show from the second step on. */
const STEPS = 3;

test.describe('the first steps of a run', () => {
  // One page for all backends: it keeps the steps of plain JavaScript, which take longer than those of any other.
  let page: Page;
  test.beforeAll(async ({ browser, baseURL }) => {
    page = await browser.newPage({ baseURL: baseURL! });
    await openEngine(page);
  });
  test.afterAll(() => page.close());

  for (const backend of ['wasm', 'tfjs-wasm', 'webgl', 'webgpu'] as const) test(`${backend} takes the same ${STEPS} training steps as plain JavaScript, for every template`, async () => {
    test.setTimeout(420_000);
    for (const id of Object.keys(templates) as (keyof typeof templates)[]) {
      const worst = await page.evaluate(async ([name, template, steps]) => globalThis.engine.compareSteps(name, template, steps), [backend, id, STEPS] as const);
      expect.soft(worst.difference, `${id}: ${worst.name}`).toBeLessThan(1e-3);
    }
  });
});

test('webgl computes with integers as plain JavaScript does', async ({ page }) => {
  test.setTimeout(120_000);
  await openEngine(page);
  const results = await page.evaluate(async () => {
    const { checkBackend, opCases } = globalThis.engine;
    return checkBackend('webgl', {}, opCases.filter(({ kind, inputs }) => kind === 'toInt' || kind === 'argMax' || inputs.some(({ dtype }) => dtype === 'int32')));
  });
  expect(results.length).toBeGreaterThan(15);
  expect(results.filter(({ maxRelativeError, leaked }) => !(maxRelativeError <= 1e-4) || leaked !== 0)).toEqual([]);
});

test('webgpu computes every operation as plain JavaScript does, whatever its sizes', async ({ page }) => {
  test.setTimeout(180_000);
  await openEngine(page);
  const results = await page.evaluate(async () => globalThis.engine.checkBackend('webgpu'));
  expect(results.length).toBeGreaterThan(300);
  expect(results.filter(({ maxRelativeError }) => !(maxRelativeError <= 1e-4))).toEqual([]);
});

test('webgpu computes products and convolutions in the tiles of a card as plain JavaScript does', async ({ page }) => {
  test.setTimeout(300_000);
  await openEngine(page);
  const results = await page.evaluate(async () => globalThis.engine.checkTiled());
  expect(results.length).toBeGreaterThan(35);
  expect(results.filter(({ maxRelativeError }) => !(maxRelativeError <= 1e-4))).toEqual([]);
});

test('webgpu passes the checks that faults in its shaders fail: products in tiles of every kind, sums, rows, what follows, batches from tables', async ({ page }) => {
  test.setTimeout(300_000);
  await openEngine(page);
  for (const name of await page.evaluate(() => globalThis.engine.webGpuCheckNames)) {
    expect.soft(await page.evaluate((check) => globalThis.engine.runWebGpuCheck(check), name), name).toEqual([]);
  }
});

test('webgl convolves, and derives convolutions, as plain JavaScript does, whatever their sizes', async ({ page }) => {
  test.setTimeout(120_000);
  await openEngine(page);
  const results = await page.evaluate(async () => {
    const { checkBackend, opCases } = globalThis.engine;
    return checkBackend('webgl', {}, opCases.filter(({ kind }) => kind.startsWith('conv')));
  });
  expect(results.length).toBeGreaterThan(45);
  expect(results.filter(({ maxRelativeError, leaked }) => !(maxRelativeError <= 1e-4) || leaked !== 0)).toEqual([]);
});

test('webgl passes the checks that faults in its shaders fail: sums, derivatives, batches from tables that it keeps, and doing without where there is no room', async ({ page }) => {
  test.setTimeout(120_000);
  await openEngine(page);
  for (const name of await page.evaluate(() => globalThis.engine.checkNames)) {
    expect.soft(await page.evaluate((check) => globalThis.engine.runCheck(check), name), name).toEqual([]);
  }
});

for (const backend of ['webgl', 'webgpu'] as const) test(`a run on ${backend} that is fed by rows gives the numbers of one that is fed by numbers, asks for none, takes no more memory with time and gives the tables back`, async ({ page }) => {
  test.setTimeout(120_000);
  await openEngine(page);
  for (const [id, form] of [['patterns', 'rows'], ['conv-vae', 'bytes'], ['adversarial-ae', 'rows']] as const) {
    const { difference, asked, tensors, bytes, given } = await page.evaluate(async ([name, template, rows]) => globalThis.engine.compareFeeds(name, template, 5, rows), [backend, id, form] as const);
    expect(difference, id).toBe(0);
    expect(asked[0], id).toBe(0);
    expect(asked[1], id).toBeGreaterThan(0);
    expect(new Set(tensors).size, `${id}: ${tensors.join()} tensors`).toBe(1);
    expect(new Set(bytes).size, `${id}: ${bytes.join()} bytes`).toBe(1);
    expect(given, id).toBeGreaterThan(0);
  }
});

for (const [backend, times] of [['webgl', 6], ['webgpu', 10]] as const) {
  test(`a training step on ${backend} sets the GPU to work ${times} times less often than tfjs as it is shipped`, async ({ page }) => {
    test.setTimeout(180_000);
    await openEngine(page, 'dispatch-entry');
    const { ours, stock } = await page.evaluate(async (name) => globalThis.engine.countStep(name, 'mlp', 4), backend);
    console.log(`${backend}: ${ours} dispatches for a step of the mlp, ${stock} with tf.layers`);
    expect(ours).toBeGreaterThan(0);
    expect(ours).toBeLessThanOrEqual(stock / times);
  });
}

test('webgl writes one tensor at a time where a frame buffer has no room for more', async ({ page }) => {
  await allowOneOutput(page);
  await openEngine(page);
  const { difference } = await page.evaluate(async (steps) => globalThis.engine.compareSteps('webgl', 'patterns', steps), STEPS);
  expect(difference).toBeLessThan(1e-3);
  expect(await page.evaluate(() => globalThis.severalOutputs)).toBe(0);
});

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`a run whose ${backend} is lost goes on with what works, and says so`, async ({ page }) => {
    test.setTimeout(120_000);
    await openEngine(page);
    const events = await page.evaluate(async (name) => globalThis.engine.loseWhileTraining(name), backend);
    const moved = events.filter((event) => event.kind === 'moved');
    expect(moved).toHaveLength(1);
    expect(moved[0]!.backend).not.toBe(backend);
    expect(moved[0]!.reason).toContain('the GPU was lost');
    expect(moved[0]!.fallbacks[0]).toEqual({ backend, reason: moved[0]!.reason });
    expect(events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))).toEqual(['preparing', 'idle', 'running', 'preparing', 'running', 'done']);
    const losses = events.flatMap((event) => (event.kind === 'metrics' ? event.rows.map(({ values }) => values['loss']!) : []));
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
  });
}

for (const backend of ['webgl', 'webgpu'] as const) {
  test(`a model that rests on ${backend} goes to the faster backend with its weights, and trains there to the end`, async ({ page }) => {
    test.setTimeout(120_000);
    await openEngine(page);
    const { backend: found, paces, difference, states } = await page.evaluate(async (name) => globalThis.engine.goToFastest(name, 'wasm'), backend);
    expect(difference).toBe(0);
    expect(paces.map(({ backend: name, ms }) => [name, ms! > 0])).toEqual([[backend, true], ['wasm', true]]);
    // Emulated, it is slower by far.
    expect(found).toBe('wasm');
    expect(states.slice(-2)).toEqual(['running', 'done']);
  });
}

for (const backend of ['wasm', 'webgl', 'webgpu'] as const) {
  test(`a step is measured on ${backend}, and the weights stay as they are`, async ({ page }) => {
    test.setTimeout(180_000);
    await openEngine(page);
    const { profile, difference } = await page.evaluate(async (name) => globalThis.engine.measureTemplate(name, 'patterns'), backend);
    expect(difference).toBe(0);
    expect(profile.clock.fastestMs).toBeGreaterThan(0);
    const [{ operations, program, memory }] = profile.players as [(typeof profile.players)[number]];
    const written = program.filter((line) => line.operations.length > 0);
    expect(operations.length).toBeGreaterThan(10);
    // What is fused is one operation of the plan, and several lines of the program.
    expect(operations.length).toBeLessThan(written.length / 2);
    expect(operations.every(({ ms }) => (backend === 'wasm' ? ms! > 0 : ms === null))).toBe(true);
    expect(memory !== null).toBe(backend === 'wasm');
    expect(profile.peak !== null).toBe(backend === 'wasm');
  });
}

test('steps on webgpu, fused, packed and in place, give the numbers of operations one by one, also after going back, and take no more memory with time', async ({ page }) => {
  // Every template on a graphics card that software plays: two minutes on a quiet machine, and many times that on a busy one.
  test.setTimeout(1_200_000);
  await openEngine(page);
  // Clipped gradients are updated in another way, and a critic may have several turns.
  const others = [['vq-vae', { clipNorm: 1 }], ['adversarial-ae', { clipNorm: 1, updates: 2 }]] as const;
  for (const [id, change] of [...(Object.keys(templates) as (keyof typeof templates)[]).map((one) => [one, {}] as const), ...others]) {
    const { difference, name, bytes, left } = await page.evaluate(async ([template, settings]) => globalThis.engine.compareOneByOne(template, 3, settings), [id, change] as const);
    expect.soft(difference, `${id}: ${name}`).toBeLessThan(1e-4);
    expect.soft(new Set(bytes.slice(1)).size, `${id}: ${bytes.join()} bytes`).toBe(1);
    expect.soft(left, id).toBe(0);
  }
});

for (const [backend, id] of [['webgl', 'conv-vae'], ['webgl', 'adversarial-ae'], ['webgl', 'one-convolution'], ['webgpu', 'conv-vae']] as const) {
  test(`the first steps of ${id} on ${backend} find their shaders compiled and compute the same, and the progress is told`, async ({ page }) => {
    test.setTimeout(120_000);
    await openEngine(page);
    const check = await page.evaluate(async ([name, template]) => globalThis.engine.compileAheadOf(name, template), [backend, id] as const);
    expectCompiled(check);
    // Where nobody can say which are ready, they are waited for one by one, and others have their turn.
    if (backend === 'webgl') expect(check.turns).toBeGreaterThan(check.told.length / 2);
  });
}

test('webgl compiles side by side where the browser can say which shaders are ready, and waits for none', async ({ page }) => {
  test.setTimeout(120_000);
  await compileInParallel(page);
  await openEngine(page);
  const check = await page.evaluate(async () => globalThis.engine.compileAheadOf('webgl', 'conv-vae'));
  expectCompiled(check);
  const [, total] = check.told[0]!;
  expect(await page.evaluate(() => globalThis.sideBySide)).toEqual({ awaited: total, together: total });
});

/** Each player of a model begins to count anew. */
function expectCompiled({ told, inSteps, leaked, difference }: CompileCheck): void {
  const totals = [...new Set(told.map(([, total]) => total))];
  expect(told.length).toBeGreaterThan(10);
  expect(told).toEqual(totals.flatMap((total) => Array.from({ length: total + 1 }, (_, i) => [i, total])));
  expect(inSteps).toEqual([0, 0, 0]);
  expect(leaked).toBe(0);
  expect(difference).toBe(0);
}

for (const title of ['WebGL', 'WebGPU']) {
  test(`the studio tells how far the shaders are when a model is opened on ${title}`, async ({ page }) => {
    test.setTimeout(180_000);
    const studio = new StudioPage(page);
    await studio.open();
    await studio.training.ready();
    const shown = await studio.training.watch();
    await studio.training.chooseBackend(title);
    await expect.poll(async () => (await shown()).some((text) => /Compiling shaders \d+ of \d+/.test(text)), { timeout: 60_000 }).toBe(true);
    await expect(studio.training.backend).toHaveAccessibleName(`Backend: ${title}`, { timeout: 120_000 });
    await studio.training.ready();
  });
}
