/** Wires: broken and mended, refused with a reason, dropped on the empty canvas, split by a node, taken back. */
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

test('a broken wire is told at the node with its cure, training is refused, and undo mends it as the cure does', async ({ studio, page }) => {
  const { canvas, training, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await training.ready();
  await canvas.selectWire('Code', 'Decoder');
  await page.keyboard.press('Delete');
  await expect(canvas.wires).toHaveCount(4);
  // What says where it may end covers none of these ports.
  const from = await centreOf(canvas.output('Code', 'Code'));
  await canvas.drag(from, { x: from.x + 12, y: from.y + 60 }, { letGo: false });
  const hint = page.getByText(/^Wire from Code: /);
  await expect(hint).toBeVisible();
  const covered = hint.evaluate((words) => {
    const own = words.getBoundingClientRect();
    const ports = Array.from(document.querySelectorAll('.react-flow [data-state="open"], .react-flow [data-state="from"]'), (port) => port.getBoundingClientRect());
    return ports.filter(({ left, right, top, bottom }) => left < own.right && own.left < right && top < own.bottom && own.top < bottom).length;
  });
  expect(await covered).toBe(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(canvas.wires).toHaveCount(4);

  await expect(canvas.messages('Decoder')).toBeVisible();
  await canvas.messages('Decoder').hover();
  await expect(page.getByText('Decoder has nothing at its input “Code”.').or(page.getByText('Decoder has nothing at its input "Code".')).first()).toBeVisible();
  await expect(page.getByText(/^Draw a wire to it/).first()).toBeVisible();
  await expect(studio.problems).toBeVisible();
  await expect(training.button('Train')).toHaveCount(0);
  // Neither the bar nor the card speaks as if the graph before stood.
  await expect(training.bar).toContainText('Decoder has nothing at its input');
  await expect(canvas.node('Decoder')).toContainText('Shown when the graph is complete');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(inspector.problems.first()).toContainText('Draw a wire to it');
  await expect(training.loss).toHaveCount(0);

  await studio.undo();
  await expect(canvas.wires).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);
  await studio.redo();
  await expect(studio.problems).toBeVisible();
  // The same wire is the first thing that every message offers.
  for (const name of ['Encoder', 'Code', 'Decoder']) {
    await canvas.select(name);
    await expect(inspector.problems.first().getByRole('button', { name: /^Connect|^Delete/ }).first()).toHaveText('Connect Code to Decoder');
  }
  await inspector.root.getByRole('button', { name: 'Connect Code to Decoder' }).click();
  await expect(canvas.wire('Code', 'Decoder')).toHaveCount(1);
  await expect(studio.problems).toHaveCount(0);
  await training.ready();
});

test('the code says what keeps it from being written, leads there, and comes back when it is mended', async ({ studio, page }) => {
  const { canvas, code, inspector } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await code.open();
  const download = code.root.getByRole('button', { name: 'Download' });
  await expect(download).toBeEnabled();
  await canvas.select('Decoder');
  await page.keyboard.press('Delete');
  await expect(code.root).toContainText('This is the code of the last sound graph. Reconstruction error has nothing at its input "Prediction". Draw a wire to it');
  await expect(download).toBeDisabled();
  await code.root.getByRole('button', { name: 'Show it' }).click();
  await expect(inspector.root.getByLabel('Node name')).toHaveValue('Reconstruction error');
  await studio.undo();
  await expect(code.root).not.toContainText('the last sound graph');
  await expect(download).toBeEnabled();
});

test('a Loss against the corrupted input is flagged, and one click mends it', async ({ studio }) => {
  const { canvas, inspector } = studio;
  await studio.open();
  await studio.openTemplate('denoising');
  await canvas.fit();
  await expect(canvas.messages('Cross-entropy')).toHaveCount(0);
  await canvas.dragWire(canvas.output('Masking', 'Corrupted'), canvas.input('Cross-entropy', 'Target'));
  await expect(canvas.messages('Cross-entropy')).toBeVisible();
  await canvas.select('Cross-entropy');
  await expect(inspector.problems.first()).toContainText('corrupted input');
  await inspector.root.getByRole('button', { name: 'Compare with the clean data' }).click();
  await expect(canvas.messages('Cross-entropy')).toHaveCount(0);
  await expect(canvas.wire('Digits', 'Cross-entropy')).toHaveCount(1);
});

test('a wire that does not fit is refused with the reason; one dropped on the empty canvas lists what fits', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();

  // A loop: the Decoder's output back into the Encoder.
  await canvas.dragWire(canvas.output('Decoder', 'Output'), canvas.input('Encoder', 'Input'));
  await expect(canvas.refusal).toContainText('would depend on its own output');
  await expect(canvas.wires).toHaveCount(5);
  // Once, at the pointer: no notice and no tooltip beside it; the live region reads it out.
  await expect(canvas.refusal).toHaveCount(1);
  await expect(page.locator('[data-notice], [role=tooltip]').filter({ hasText: /does not fit|its own output/ })).toHaveCount(0);
  await expect(page.locator('[aria-live=assertive]').filter({ hasText: 'This wire does not fit.' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(canvas.refusal).toHaveCount(0);
  await canvas.dragWire(canvas.output('Digits', 'Data'), canvas.input('Decoder', 'Code'));
  await expect(canvas.refusal).toContainText('takes code');

  // Under the wires: above them lie the messages.
  const end = await canvas.at(0.5, 0.85);
  await canvas.drag(await centreOf(canvas.output('Encoder', 'Features')), end);
  const search = page.getByRole('dialog', { name: 'Add a node to this wire' });
  await expect(search).toBeVisible();
  await expect(search.getByRole('option', { name: /^Bottleneck/ })).toBeVisible();
  await expect(search.getByRole('option', { name: /^Dataset/ })).toHaveCount(0);
  await page.keyboard.type('bottleneck');
  await page.keyboard.press('Enter');
  await expect(canvas.wires).toHaveCount(6);
  await expect(canvas.node('Bottleneck')).toBeVisible();
  await studio.undo();
  await expect(canvas.wires).toHaveCount(5);
  await expect(canvas.nodes).toHaveCount(5);
});

test('a node dropped on a wire is inserted; every step is undone and redone; a copy is pasted', async ({ studio, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.fit();

  await canvas.dragFromPalette('noise', await canvas.middleOf('Digits', 'Encoder'));
  await expect(canvas.wire('Digits', 'Noise')).toHaveCount(1);
  await expect(canvas.wire('Noise', 'Encoder')).toHaveCount(1);
  await expect(canvas.wire('Digits', 'Encoder')).toHaveCount(0);
  await expect(studio.problems).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(canvas.nodes).toHaveCount(7);
  await expect(canvas.selected).toHaveCount(1);
  await page.keyboard.press('ControlOrMeta+d');
  await expect(canvas.nodes).toHaveCount(8);
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(7);

  for (const count of [8, 7, 6, 5]) {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(canvas.nodes).toHaveCount(count);
  }
  await expect(canvas.wire('Digits', 'Encoder')).toHaveCount(1);
  for (const count of [6, 7, 8, 7]) {
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(canvas.nodes).toHaveCount(count);
  }

  // A copy goes through the system's clipboard as text, into another document too.
  await canvas.select('Encoder');
  await page.keyboard.press('ControlOrMeta+c');
  await studio.newDocument();
  await canvas.root.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(canvas.nodes).toHaveCount(1);
  await expect(canvas.node('Encoder')).toBeVisible();
});
