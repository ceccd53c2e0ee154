/** Work is never lost: reloads, damaged files, a second tab, a run that goes wrong. */
import { saveDocument } from '@/graph-engine/document/save';
import { templates } from '@/templates/registry';
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';
import { StudioPage } from '../pages/studio-page';

test('edits, undone ones too, survive a reload at any moment', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await page.getByLabel('Document name').fill('My digits');
  await page.getByLabel('Document name').press('Enter');
  await canvas.select('Encoder');
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(4);
  await studio.undo();
  await canvas.select('Encoder');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(canvas.nodes).toHaveCount(6);
  // At once, before the browser has kept it: it asks, and what was done is there all the same.
  page.once('dialog', (dialog) => void dialog.accept());
  await studio.reload();
  await expect(page.getByLabel('Document name')).toHaveValue('My digits');
  await expect(canvas.nodes).toHaveCount(6);
  await studio.saved();
  await studio.reload();
  await expect(canvas.nodes).toHaveCount(6);
});

test('a page that dies under a hand that never rests loses seconds at most, and the next one says so', async ({ studio, page, context }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();
  const before = await studio.document();
  await canvas.select('Encoder');
  // Longer than the longest time without a save, and never long enough for one at rest.
  for (const end = Date.now() + 6_500; Date.now() < end; ) {
    await page.keyboard.press('ArrowUp');
    await expect(studio.saveState).toHaveText('Unsaved', { timeout: 5000 });
  }
  const devtools = await context.newCDPSession(page);
  const crash = page.waitForEvent('crash');
  // There is nobody left to answer it.
  devtools.send('Page.crash').catch(() => undefined);
  await crash;

  const next = new StudioPage(await context.newPage());
  await next.open();
  await expect(next.notice('The studio was closed unexpectedly.')).toContainText('Nothing is lost');
  await expect(next.canvas.nodes).toHaveCount(5);
  const after = await next.document();
  expect(after.id).toBe(before.id);
  const height = ({ nodes }: typeof before): number => nodes['encoder']!.position.y;
  expect(height(after)).toBeLessThan(height(before) - 50);
  await next.saved();
  await next.reload();
  await expect(next.canvas.nodes).toHaveCount(5);
  await expect(next.notice('The studio was closed unexpectedly.')).toHaveCount(0);
  await next.page.close();
});

test('trained weights and the curves of the run survive a reload, and training goes on', async ({ studio }) => {
  test.setTimeout(240_000);
  const { training, drawer } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first / 2);
  await training.pause();
  const step = await training.step();
  await studio.saved();

  await studio.reload();
  await expect(training.bar).toContainText(`Restored step ${step.toLocaleString('en')}`, { timeout: 60_000 });
  await drawer.show('Loss');
  await expect(drawer.root.getByText('No curves yet')).toHaveCount(0);
  await expect(drawer.root.locator('canvas').first()).toBeVisible();
  await training.train();
  await expect.poll(() => training.step(), { timeout: 60_000 }).toBeGreaterThan(step);
  await expect(training.loss).toBeVisible();
  // It goes on from where it was, not from the start.
  expect(await training.lossNow()).toBeLessThan(first * 0.7);
  await training.pause();
});

test('files that are damaged, foreign, too new, hostile or huge are refused by place, and the document stays', async ({ studio, page }) => {
  test.setTimeout(150_000);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();
  const text = saveDocument(templates.autoencoder.create());
  const document = JSON.parse(text) as { nodes: Record<string, { position: unknown }> };
  const cases: readonly (readonly [name: string, text: string, place: RegExp])[] = [
    ['cut.hourglass.json', text.slice(0, text.length / 2), /line \d+|file/],
    ['keras.json', '{"class_name": "Sequential", "config": {"layers": []}}', /a Keras model/],
    ['new.hourglass.json', text.replace(/"version": \d+/, '"version": 99'), /version.*99.*newer/s],
    ['hostile.hourglass.json', text.replace('"nodes": {', '"__proto__": {"polluted": true}, "nodes": {'), /__proto__/],
    ['wrong.hourglass.json', JSON.stringify({ ...document, nodes: { ...document.nodes, encoder: { ...document.nodes.encoder, position: { x: 'left', y: 0 } } } }), /nodes\.encoder\.position\.x/],
    ['loose.hourglass.json', text.replaceAll('"node": "decoder"', '"node": "nowhere"'), /wires.*nowhere/s],
  ];
  for (const [name, content, told] of cases) {
    await studio.drop([{ name, bytes: Buffer.from(content) }]);
    const refusal = studio.dialog(`${name} was not opened`);
    await expect(refusal).toBeVisible();
    await expect(refusal.getByTestId('refused-problems')).toContainText(told);
    await refusal.getByRole('button', { name: 'Close' }).last().click();
    await expect(canvas.nodes).toHaveCount(5);
  }
  expect(await page.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined();

  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(33 * 1024 * 1024)], 'huge.hourglass.json'));
    globalThis.document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(studio.dialog('huge.hourglass.json was not opened')).toContainText('at most 32.0 MB');
  await page.keyboard.press('Escape');

  const image = { name: 'picture.json.exe', bytes: Buffer.from('MZ') };
  await studio.drop([image], page.getByRole('banner'));
  await expect(studio.notice(/picture\.json\.exe|The file was not taken/).first()).toBeVisible();
  await expect(canvas.nodes).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);
});

test('a second tab of the document reads only, until it takes over', async ({ studio, page, context }) => {
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.saved();
  const second = new StudioPage(await context.newPage());
  await second.open();
  await expect(second.page.getByText('open in another tab')).toBeVisible();
  await expect(second.notice('closed unexpectedly')).toHaveCount(0);
  await expect(second.saveState).toHaveText('Read-only');
  await second.canvas.select('Encoder');
  await second.page.keyboard.press('Delete');
  await expect(second.canvas.nodes).toHaveCount(5);
  await expect(second.inspector.root.getByLabel('Node name')).not.toBeEditable();

  // The first tab edits on, and hands its state over.
  await page.bringToFront();
  await studio.canvas.select('Encoder');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(studio.canvas.nodes).toHaveCount(6);
  await second.page.bringToFront();
  await second.page.getByRole('button', { name: 'Take over here' }).click();
  await expect(second.page.getByText('open in another tab')).toHaveCount(0);
  await expect(second.canvas.nodes).toHaveCount(6);
  await expect(second.saveState).toHaveText(/Saved|Unsaved/);
  await expect(studio.saveState).toHaveText('Read-only');
  await expect(page.getByText('took this document over')).toBeVisible();
  await second.page.close();
});

test('a run whose values blow up stops, names the node, and keeps the last good weights', async ({ studio, page }) => {
  test.setTimeout(100_000);
  const { canvas, training, inspector, drawer } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  // Without the sigmoid nothing keeps the values small.
  await canvas.select('Decoder');
  await inspector.field('Output').selectOption('linear');
  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first * 0.8);
  await training.pause();

  await canvas.root.focus();
  await page.keyboard.press('Escape');
  await inspector.fill('Learning rate', '1e30');
  await expect(inspector.root.getByRole('alert')).toContainText(/100/);
  await inspector.field('Optimizer').selectOption('sgd');
  await inspector.fill('Learning rate', '100');
  await expect(inspector.root.getByRole('alert')).toHaveCount(0);
  await training.train();
  await expect(training.bar).toContainText(/went wrong at step [\d,]+: not a finite number/, { timeout: 60_000 });
  await expect(training.bar).toContainText(/The weights (of step [\d,]+|that the run began with) are kept/);
  await expect(canvas.root.getByLabel(/^Went wrong: /)).toHaveCount(1);
  const named = training.bar.getByRole('button', { name: /Encoder|Code|Decoder|Reconstruction/ });
  await named.click();
  await expect(canvas.selected).toHaveCount(1);

  await drawer.show('Reconstructions');
  await expectPicture(drawer.picture('Their reconstructions').first());
  await expect(drawer.root.getByText('—')).toHaveCount(0);
});

test('a document saved as a file opens again equal', async ({ studio }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('beta-vae');
  await studio.saved();
  const first = await studio.saveAsFile();
  expect(first.name).toMatch(/\.hourglass\.json$/);
  await expect(studio.saveState).toHaveText('Downloaded');
  const nodes = await canvas.nodes.count();
  await studio.newDocument();
  await studio.openFile(first.name, first.text);
  await expect(canvas.nodes).toHaveCount(nodes);
  const second = await studio.saveAsFile();
  // It is there already, so that it comes in under an identity and a name of its own.
  const [before, after] = [first, second].map(({ text }) => JSON.parse(text) as { id: string; name: string });
  expect(after!.id).not.toBe(before!.id);
  expect(after).toEqual({ ...before, id: after!.id, name: `${before!.name} 2` });
});
