/** The profile of a step: measured by hand, between two steps of a run and on a backend that cannot time operations; sorted, linked, copied. */
import { expect, test } from '../fixtures/studio';
import { boxOf } from '../pages/canvas-part';

test('a step is measured, sorted, looked into and copied', async ({ studio, page, context }, info) => {
  test.setTimeout(240_000);
  const { canvas, training, drawer } = studio;
  const shoot = async (name: string): Promise<void> => info.attach(name, { body: await page.screenshot({ path: info.outputPath(`${name}.png`) }), contentType: 'image/png' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.open();
  await studio.openTemplate('vae');
  await training.ready();
  const panel = await drawer.show('Profile');
  await expect(panel).toContainText('Where does the time of a step go?');
  await panel.getByRole('button', { name: 'Measure a step' }).click();
  const table = panel.getByRole('table', { name: 'Operations of a step' });
  await expect(table).toBeVisible({ timeout: 60_000 });
  const rows = table.locator('tbody tr');
  const memory = panel.getByRole('img', { name: /^Memory plan: \d+ values in a workspace of [\d.]+ MB over \d+ operations$/ });

  await test.step('the figures', async () => {
    await expect(panel).toContainText(/Step of 64 by the clock[\d.]+ ms fastest [\d.]+ ms, \d+ threads?/);
    await expect(panel).toContainText(/[\d.]+ GFLOP\/s \d+ % of the measured [\d.]+/);
    await expect(panel).toContainText(/Workspace[\d.]+ MB [\d.]+ MB side by side/);
    await expect(panel).toContainText(/Weights2\.61 MB 5\.22 MB for the optimiser/);
    await expect(panel.getByRole('img', { name: /^forward \d+ %, backward \d+ %, optimiser \d+ %$/ })).toBeVisible();
    await expect(memory).toBeVisible();
    await shoot('measured');
  });

  await test.step('everything fits into the width, and a taller drawer shows more', async () => {
    const overflow = (): Promise<number> => table.evaluate((element) => element.parentElement!.scrollWidth - element.parentElement!.clientWidth);
    expect(await overflow()).toBe(0);
    const edge = await boxOf(page.getByRole('separator', { name: 'Height of the training drawer' }));
    await page.mouse.move(edge.x + 300, edge.y);
    await page.mouse.down();
    await page.mouse.move(edge.x + 300, edge.y - 230, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => (await boxOf(memory)).height).toBeGreaterThan(250);
    expect(await overflow()).toBe(0);
    await shoot('tall');
  });

  await test.step('any column sorts, both ways', async () => {
    /** The numbers of a column from the top, in bytes or as they are. */
    const column = async (name: string): Promise<readonly number[]> => {
      const at = (await table.locator('thead th').allInnerTexts()).indexOf(name);
      const cells = await rows.locator(`:nth-child(${at + 1})`).filter({ hasText: /\d/ }).evaluateAll((all, child) => all.filter((cell) => cell.parentElement?.tagName === 'TR' && cell === cell.parentElement.children[child]).map((cell) => cell.textContent), at);
      const units: Readonly<Record<string, number>> = { kB: 1e3, MB: 1e6 };
      return cells.map((text) => Number.parseFloat(text) * (units[text.split(' ')[1] ?? ''] ?? 1));
    };
    for (const name of ['Bytes', '% peak']) {
      const heading = table.getByRole('columnheader', { name });
      await heading.getByRole('button').click();
      await expect(heading).toHaveAttribute('aria-sort', 'descending');
      const falling = await column(name);
      expect(falling.length).toBeGreaterThan(5);
      expect(falling).toEqual(falling.toSorted((a, b) => b - a));
      await heading.getByRole('button').click();
      await expect(heading).toHaveAttribute('aria-sort', 'ascending');
      const rising = await column(name);
      expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    }
    await table.getByRole('columnheader', { name: 'Time' }).getByRole('button').click();
  });

  await test.step('an operation is chosen by mouse and by key, and leads to its node', async () => {
    const product = rows.filter({ hasText: 'matMul' }).filter({ hasText: 'Decoder' }).first();
    await product.hover();
    await expect(panel.getByRole('status')).toContainText(/^\d+ matMul: %\d+ [\d.]+ kB/);
    await product.getByRole('rowheader').getByRole('button').click();
    await expect(product).toHaveAttribute('data-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(product).not.toHaveAttribute('data-selected', 'true');
    await expect(rows.and(page.locator('[data-selected]'))).toHaveCount(1);
    await page.keyboard.press('ArrowUp');
    await expect(product).toHaveAttribute('data-selected', 'true');
    await shoot('chosen');
    await product.getByRole('button', { name: 'Decoder', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('Decoder');
    await expect(canvas.node('Decoder')).toBeInViewport();
  });

  await test.step('a value of the memory plan tells what it is, and leads to its operation', async () => {
    const { width, height } = await boxOf(memory);
    await memory.hover({ position: { x: width * 0.6, y: height - 4 } });
    await expect(panel).toContainText(/%\d+ [\d×]+[\d.]+ (kB|MB) at 0operations \d+–\d+(forward|backward|optimiser), \w+/);
    await shoot('value');
    await memory.click({ position: { x: width * 0.6, y: height - 4 } });
    await expect(rows.and(page.locator('[data-selected]'))).toHaveCount(1);
  });

  await test.step('the program beside the plan', async () => {
    await panel.getByRole('button', { name: 'Program and plan' }).click();
    const [program, plan] = [panel.getByRole('listbox', { name: 'Program' }), panel.getByRole('listbox', { name: 'Plan' })];
    const line = program.getByRole('option', { name: /= tanh\(|= relu\(/ }).first();
    await line.click();
    await expect(line).toHaveAttribute('aria-selected', 'true');
    const beside = plan.getByRole('option', { selected: true });
    await expect(beside).toContainText(/^\d+ {2}%\d+@.* = MatMul\(.*# matMul add relu$/);
    await expect(beside).toBeInViewport();
    const before = await beside.innerText();
    await plan.press('ArrowDown');
    await expect(beside).not.toHaveText(before);
    await expect(program.getByRole('option', { selected: true }).first()).toBeInViewport();
    await shoot('program');
    await panel.getByRole('button', { name: 'Operations', exact: true }).click();
  });

  await test.step('the figures as text', async () => {
    await panel.getByRole('button', { name: 'Copy the figures as text' }).click();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toMatch(/^wasm, after 0 steps\nOne step of 64 items: [\s\S]*Measured peak: [\d.]+ GFLOP\/s[\s\S]*matMul +Decoder +forward[\s\S]*memory plan: a workspace/);
  });

  await test.step('in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await rows.nth(2).getByRole('rowheader').getByRole('button').click();
    await shoot('dark');
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  });

  await test.step('between two steps of a run', async () => {
    await training.train();
    await training.past(6);
    await panel.getByRole('button', { name: 'Measure again' }).click();
    await expect(panel.getByRole('button', { name: 'Measuring…' })).toBeDisabled();
    await expect(panel.getByRole('button', { name: 'Measure again' })).toBeEnabled({ timeout: 60_000 });
    await panel.getByRole('button', { name: 'Copy the figures as text' }).click();
    const steps = Number(/after ([\d,]+) steps/.exec(await page.evaluate(() => navigator.clipboard.readText()))![1]!.replaceAll(',', ''));
    expect(steps).toBeGreaterThan(6);
    await training.past(steps + 5);
    await training.pause();
  });

  await test.step('another player has operations of its own', async () => {
    await studio.openTemplate('adversarial-ae');
    await training.ready();
    await expect(panel).toContainText('Where does the time of a step go?');
    await panel.getByRole('button', { name: 'Measure a step' }).click();
    await expect(table).toBeVisible({ timeout: 60_000 });
    const own = await rows.count();
    await panel.getByRole('button', { name: 'Critic' }).click();
    await expect.poll(() => rows.count()).not.toBe(own);
  });
});

test('a backend that cannot time operations tells what is known', async ({ studio, page }, info) => {
  test.setTimeout(180_000);
  const { training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('patterns');
  await training.ready();
  await training.chooseBackend('CPU');
  await training.ready();
  const panel = await drawer.show('Profile');
  await panel.getByRole('button', { name: 'Measure a step' }).click();
  await expect(panel).toContainText('Operations cannot be timed alone on this backend', { timeout: 60_000 });
  await expect(panel).toContainText(/Step of 24 by the clock[\d.]+ (ms|µs) fastest/);
  await expect(panel.getByRole('columnheader', { name: 'MFLOP' })).toBeVisible();
  await expect(panel.getByRole('columnheader', { name: 'Time' })).toHaveCount(0);
  await expect(panel.getByRole('img', { name: /^Memory plan/ })).toHaveCount(0);
  await info.attach('untimed', { body: await page.screenshot({ path: info.outputPath('untimed.png') }), contentType: 'image/png' });
  await training.chooseBackend('WASM');
  await training.ready();
  await expect(panel).toContainText('The model or the backend has changed since.');
});
