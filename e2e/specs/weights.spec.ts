/** Weights come in from files of others, and a document goes out and comes in with all that was learned. */
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { readSafetensors, writeSafetensors } from '@/graph-engine/runtime/safetensors';
import type { Weights } from '@/graph-engine/runtime/device';
import { expect, test } from '../fixtures/studio';
import { coloursOf, expectPicture, picturePrint, restingPrint } from '../pages/drawer-part';
import { StudioPage } from '../pages/studio-page';

const transposed = ({ shape, data }: Weights): Weights => ({ shape: shape.toReversed(), data: shape.length === 2 ? Float32Array.from(data, (_, i) => data[(i % shape[0]!) * shape[1]! + Math.floor(i / shape[0]!)]!) : data });

/** Saves the document as a file to share, with what the dialog says of it. */
async function share(studio: StudioPage, page: Page): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly said: string }> {
  await studio.menu('File', /^Share as a file/);
  const dialog = studio.dialog('Share as a file');
  const save = dialog.getByRole('button', { name: 'Save the file' });
  await expect(save).toBeEnabled({ timeout: 30_000 });
  const said = await dialog.innerText();
  const coming = page.waitForEvent('download');
  await save.click();
  const download = await coming;
  await expect(dialog).toHaveCount(0);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())), said };
}

/** A studio of somebody else: nothing is in its browser. */
async function elsewhere(context: BrowserContext): Promise<StudioPage> {
  const page = await context.newPage();
  const studio = new StudioPage(page);
  await studio.open();
  return studio;
}

test('what was trained is shared as one file, and looked at elsewhere without training', async ({ studio, page, browser }) => {
  test.setTimeout(240_000);
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.training.ready();
  await studio.training.train();
  await studio.training.past(60);
  await studio.training.pause();
  const [step, loss] = [await studio.training.step(), await studio.training.lossNow()];
  await studio.drawer.show('Reconstructions');
  const picture = studio.drawer.picture('Their reconstructions').first();
  await expectPicture(picture);

  const { name, bytes, said } = await share(studio, page);
  expect(name).toBe('autoencoder.hourglass.zip');
  expect(said).toMatch(new RegExp(`weights after ${step} steps.*curves of the run.*Not in the file`, 's'));

  const context = await browser.newContext();
  try {
    const other = await elsewhere(context);
    await other.drop([{ name, bytes }]);
    const received = other.dialog(/is open$/);
    await expect(received).toContainText(`weights after ${step} steps`);
    await expect(received.getByRole('img', { name: /^Held-out items.*what comes back/ })).toBeVisible();
    // It says itself what a notice over it would say.
    await expect(other.page.locator('[data-notice]')).toHaveCount(0);
    await received.getByRole('button', { name: 'Look at it' }).click();
    await expectPicture(other.drawer.picture('Their reconstructions').first());
    await other.training.at(step);
    expect(await other.training.lossNow()).toBe(loss);
    await other.drawer.show('Reconstructions');
    const same = other.drawer.picture('Their reconstructions').first();
    await expectPicture(same);
    // On both sides pictures of the baseline come when they are there, and make the others smaller.
    await expect.poll(async () => (await picturePrint(same)) === (await picturePrint(picture)), { timeout: 60_000 }).toBe(true);
    await other.drawer.show('Loss');
    await expectPicture(other.drawer.root.locator('canvas').first());
    // It is kept there, and goes on.
    await other.saved();
    await other.reload();
    await other.training.at(step);
    await other.training.train();
    await other.training.past(step);
    await other.training.pause();
  } finally {
    await context.close();
  }

  // Damaged, it is refused, and what is open stays.
  await studio.drop([{ name, bytes: bytes.slice(0, bytes.length - 200) }]);
  await expect(studio.notice(`${name} was not taken`)).toBeVisible();
  await studio.training.at(step);
});

test("own data stay with the sender unless they are asked for, and curves are seen without them", async ({ studio, page, browser }) => {
  test.setTimeout(240_000);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const rows = Array.from({ length: 200 }, (_, i) => [i % 50, (i % 50) + ((i * 13) % 7) / 10, (i * 7) % 60].join(','));
  await studio.drop([{ name: 'patients.csv', bytes: new TextEncoder().encode(`height,weight,age\n${rows.join('\n')}\n`) }], studio.canvas.dataset);
  await studio.dialog('Use patients.csv').getByRole('button', { name: 'Use', exact: true }).click();
  await studio.training.ready();
  await studio.training.train();
  await studio.training.past(20);
  await studio.training.pause();
  const step = await studio.training.step();
  const { name, bytes, said } = await share(studio, page);
  expect(said).toMatch(/Not in the file\s+your data patients\.csv · 200 items/);
  const text = new TextDecoder('latin1').decode(bytes);
  expect(text).not.toContain('data/dataset');
  expect(text).toContain('pictures/graph.svg');
  expect(text).not.toContain('pictures/reconstructions');

  const context = await browser.newContext();
  try {
    const other = await elsewhere(context);
    await other.drop([{ name, bytes }]);
    const received = other.dialog(/is open$/);
    await expect(received).toContainText('the data patients.csv, 200 items');
    await expect(received.getByRole('button', { name: 'Choose the file…' })).toBeVisible();
    await received.getByRole('button', { name: 'Look at it' }).click();
    await other.drawer.show('Loss');
    await expectPicture(other.drawer.root.locator('canvas').first());
  } finally {
    await context.close();
  }

  // Asked for, they go along, and the model is looked into elsewhere.
  await studio.menu('File', /^Share as a file/);
  const dialog = studio.dialog('Share as a file');
  await dialog.getByLabel(/^Put my data into the file/).check();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  const whole = new Uint8Array(await readFile(await (await coming).path()));
  const second = await browser.newContext();
  try {
    const other = await elsewhere(second);
    await other.drop([{ name, bytes: whole }]);
    await other.dialog(/is open$/).getByRole('button', { name: 'Look at it' }).click();
    await other.training.at(step);
  } finally {
    await second.close();
  }
});

test('weights of PyTorch are mapped, taken as one step, undone and done again', async ({ studio, page }) => {
  test.setTimeout(240_000);
  await studio.open();
  await studio.openTemplate('autoencoder');
  const { training, drawer, code } = studio;
  await training.ready();
  await training.train();
  await training.past(40);
  await training.pause();
  await code.open();
  const { files } = await code.download();
  await code.close();
  const read = readSafetensors(files['autoencoder/weights.safetensors']!);
  if ('problem' in read) throw new Error(read.problem);
  // As a module of PyTorch has them: encoder.0.weight, [outputs, inputs].
  const counts = new Map<string, number>();
  const torch = new Map(
    [...read.tensors].filter(([name]) => /kernel|bias/.test(name) && !name.includes(':')).map(([name, value]) => {
      const [layer] = /^.*(?=[/.])/.exec(name)!;
      const node = name.split('/')[0]!;
      const layers = [...counts.keys()].filter((key) => key.startsWith(`${node}/`));
      if (!counts.has(layer)) counts.set(layer, layers.length);
      return [`${node}.${counts.get(layer)}.${name.endsWith('bias') ? 'bias' : 'weight'}`, transposed(value)] as const;
    }),
  );
  const file = { name: 'model.safetensors', bytes: writeSafetensors(torch) };
  await drawer.show('Reconstructions');
  const picture = drawer.picture('Their reconstructions').first();
  await expectPicture(picture);
  const trained = await restingPrint(picture);

  // Started over, other weights are there.
  await training.button('Start over, with new weights').click();
  await training.past(2);
  await training.pause();
  const step = await training.step();
  const before = await restingPrint(picture);
  expect(before).not.toBe(trained);

  await studio.drop([file]);
  const dialog = studio.dialog('Weights of model.safetensors');
  const rows = dialog.getByTestId('mapping-row');
  await expect(rows).toHaveCount(torch.size);
  for (const row of await rows.all()) await expect(row).toHaveAttribute('data-state', 'fits');
  await expect(rows.first()).toContainText('fits, transposed');
  // By keyboard: the first is left fresh, and is taken again.
  const first = rows.first().getByRole('combobox').first();
  await first.focus();
  await page.keyboard.press('Home');
  await expect(rows.first()).toHaveAttribute('data-state', 'fresh');
  await expect(dialog).toContainText(`${torch.size - 1} of ${torch.size} parameters`);
  for (let presses = 0; presses < torch.size && (await first.inputValue()) !== 'encoder.0.weight'; presses++) await page.keyboard.press('ArrowDown');
  await expect(rows.first()).toHaveAttribute('data-state', 'fits');
  await expect(rows.first()).toContainText('fits, transposed');
  await dialog.getByRole('button', { name: `Take ${torch.size} parameters` }).click();
  await expect(dialog).toHaveCount(0);
  await expect(studio.notice(`The model has ${torch.size} weights of model.safetensors`)).toBeVisible();
  await expect.poll(() => restingPrint(picture)).toBe(trained);

  await studio.undo();
  await training.at(step);
  await expect.poll(() => restingPrint(picture)).toBe(before);
  await studio.redo();
  await expect.poll(() => restingPrint(picture)).toBe(trained);
  // They are there after a reload, and are what is exported.
  await studio.saved();
  await studio.reload();
  await drawer.show('Reconstructions');
  await expect.poll(() => restingPrint(picture), { timeout: 60_000 }).toBe(trained);
  expect(await coloursOf(picture)).toBeGreaterThan(8);
  await code.open();
  await expect.poll(async () => Object.keys((await code.download()).files)).toContain('autoencoder/weights.safetensors');

  // Of other shapes, every one is told; a pickle says what to do.
  await code.close();
  await studio.drop([{ name: 'other.safetensors', bytes: writeSafetensors(new Map([['net.weight', { shape: [3, 5], data: new Float32Array(15) }]])) }]);
  await expect(studio.dialog('Weights of other.safetensors').getByRole('button', { name: 'Nothing fits' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await studio.drop([{ name: 'model.pt', bytes: Uint8Array.of(0x80, 2, 0x7d, 0x2e) }]);
  await expect(studio.notice('model.pt was not taken')).toContainText('save_file');
});
