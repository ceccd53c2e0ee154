/** Keyboards and pointers of the world: input methods, layouts without Latin letters, trackpads, and what others leave in the clipboard. */
import { saveDocument } from '@/graph-engine/document/save';
import { templates } from '@/templates/registry';
import type { CDPSession } from '@playwright/test';
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

const enter = { key: 'Enter', code: 'Enter' };
/** The Enter that ends a composition, as Chrome tells it. */
async function compose(devtools: CDPSession, text: string): Promise<void> {
  await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter, windowsVirtualKeyCode: 229 });
  await devtools.send('Input.insertText', { text });
}

test('an Enter that belongs to an input method ends nothing, and letters of other scripts stand for the place of their key', async ({ studio, page, context }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.still();
  const devtools = await context.newCDPSession(page);

  await canvas.select('Encoder');
  await page.keyboard.press('F2');
  const field = page.locator('input[data-editing]');
  await expect(field).toBeFocused();
  await field.fill('');
  await compose(devtools, '会計');
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('会計');
  await page.keyboard.press('Enter');
  await expect(field).toHaveCount(0);
  await expect(canvas.node('会計')).toHaveCount(1);

  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox');
  await expect(search).toBeFocused();
  await compose(devtools, 'ダーク');
  await expect(search).toHaveValue('ダーク');
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);

  // As on a Russian layout.
  const press = (key: string, code: string, keyCode: number): Promise<unknown> =>
    devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code, windowsVirtualKeyCode: keyCode, modifiers: 2 });
  await canvas.select('会計');
  await page.keyboard.press('Delete');
  await expect(canvas.nodes).toHaveCount(4);
  await press('я', 'KeyZ', 90);
  await expect(canvas.nodes).toHaveCount(5);
  await canvas.select('会計');
  await press('в', 'KeyD', 68);
  await expect(canvas.nodes).toHaveCount(6);
  const coming = page.waitForEvent('download');
  await press('ы', 'KeyS', 83);
  expect((await coming).suggestedFilename()).toMatch(/\.hourglass\.json$/);
});

test('two fingers pan, a pinch zooms the canvas and never the page, and a wheel can be set to zoom', async ({ studio, page }) => {
  const { canvas } = studio;
  const view = (): Promise<{ x: number; y: number; zoom: number }> =>
    canvas.root.locator('.react-flow__viewport').evaluate((element) => {
      const { m41: x, m42: y, a: zoom } = new DOMMatrix(getComputedStyle(element).transform);
      return { x: Math.round(x), y: Math.round(y), zoom };
    });
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.still();
  const empty = await canvas.at(0.5, 0.9);
  await page.mouse.move(empty.x, empty.y);
  const before = await view();
  await page.mouse.wheel(0, 60);
  await expect.poll(view).toEqual({ ...before, y: before.y - 60 });
  await page.mouse.wheel(60, 0);
  await expect.poll(view).toEqual({ ...before, x: before.x - 60, y: before.y - 60 });

  const pinch = async (): Promise<void> => {
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -20);
    await page.keyboard.up('Control');
  };
  await pinch();
  await expect.poll(async () => (await view()).zoom).toBeGreaterThan(before.zoom * 1.02);
  await canvas.still();
  const zoomed = await view();
  await page.evaluate(() => window.addEventListener('wheel', (event) => (document.title = `kept ${String(event.defaultPrevented)}`)));
  for (const place of [page.getByRole('banner'), studio.inspector.root.first(), studio.training.bar]) {
    const { x, y } = await centreOf(place);
    await page.mouse.move(x, y);
    await page.evaluate(() => (document.title = ''));
    await pinch();
    await expect.poll(() => page.title()).toBe('kept true');
  }
  expect(await view()).toEqual(zoomed);

  await studio.command('Wheel zooms');
  await studio.reload();
  await canvas.still();
  const set = await view();
  await page.mouse.move(empty.x, empty.y);
  await page.mouse.wheel(0, -60);
  await expect.poll(async () => (await view()).zoom).toBeGreaterThan(set.zoom * 1.02);
});

test('a whole document that is pasted is inserted, and what others left in the clipboard is named', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await canvas.still();
  const paste = async (text: string): Promise<void> => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await canvas.root.focus();
    await page.keyboard.press('ControlOrMeta+v');
  };
  await paste(saveDocument(templates.vae.create()));
  await expect(studio.notice(/^Inserted/)).toBeVisible();
  const both = 5 + Object.keys(templates.vae.create().nodes).length;
  await expect(canvas.nodes).toHaveCount(both);
  await studio.undo();
  await expect(canvas.nodes).toHaveCount(5);
  for (const [text, name] of [
    ['{"last_node_id": 3, "nodes": [{"id": 3, "type": "KSampler"}], "links": [], "version": 0.4}', 'The clipboard holds a ComfyUI workflow.'],
    ['{"nodes": [{"parameters": {}, "type": "n8n-nodes-base.set", "position": [0, 0]}], "connections": {}}', 'The clipboard holds an n8n workflow.'],
    ['Dear all', 'The clipboard holds plain text, “Dear all”.'],
  ] as const) {
    await paste(text);
    await expect(studio.notice(name)).toBeVisible();
  }
  await expect(canvas.nodes).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);
});

test('what is typed before the search, the palette of commands or the list of ports has come waits for it, and keys that choose with it', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.training.ready();
  await page.waitForLoadState('networkidle');
  const count = await canvas.nodes.count();
  /** From `hold` to `release` no script comes. */
  let through = Promise.resolve();
  let release = (): void => undefined;
  await page.route('**/*.js', async (route) => {
    await through;
    await route.continue();
  });
  const hold = (): void => {
    through = new Promise((resolve) => (release = resolve));
  };

  hold();
  const place = await canvas.at(0.5, 0.9);
  await page.mouse.dblclick(place.x, place.y);
  await page.keyboard.type('disc');
  await page.keyboard.press('Enter');
  await page.keyboard.type('dd');
  expect(await canvas.nodes.count()).toBe(count);
  release();
  await expect(canvas.nodes).toHaveCount(count + 1);
  await expect(canvas.node('Discriminator')).toHaveCount(1);

  hold();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('undo');
  await page.keyboard.press('Enter');
  release();
  await expect(canvas.nodes).toHaveCount(count);

  hold();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  release();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Command palette' })).toHaveCount(0);
  await expect(studio.problems).toHaveCount(0);
});
