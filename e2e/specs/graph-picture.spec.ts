/** The graph as a picture that carries its document: saved, dropped, opened; one without a document changes nothing. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures/studio';

test('a PNG and an SVG of the graph open as the document that is in them, and another picture is refused', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await canvas.select('Latent');
  await studio.inspector.fill('Size', '7');
  for (const kind of ['png', 'svg'] as const) {
    const coming = page.waitForEvent('download');
    await studio.menu('File', new RegExp(`^Picture of the graph as ${kind.toUpperCase()}`));
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^variational-autoencoder.*\\.${kind}$`));
    const bytes = await readFile(await download.path());
    if (kind === 'svg') {
      const text = bytes.toString();
      expect(text).not.toMatch(/<script|<foreignObject|\son\w+=/);
      expect(text).toContain('>Latent</text>');
    }
    await studio.newDocument();
    await studio.drop([{ name: `sent.${kind}`, bytes }]);
    await expect(canvas.nodes).toHaveCount(5);
    await canvas.select('Latent');
    await expect(studio.inspector.field('Size')).toHaveValue('7');
  }
  const other = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>globalThis.hacked = 1</script></svg>');
  await studio.drop([{ name: 'other.svg', bytes: other }]);
  await expect(studio.dialog(/other\.svg/)).toContainText('holds no document');
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
});

test('the view that is open is saved as a picture and as its numbers', async ({ studio, page }) => {
  await studio.open();
  await studio.training.firstLoss();
  const save = async (format: string): Promise<Buffer> => {
    const coming = page.waitForEvent('download');
    await studio.menu('Train', new RegExp(`^Save this view as ${format}`));
    return readFile(await (await coming).path());
  };
  expect((await save('CSV')).toString()).toMatch(/^step,.*loss.*\n0,\d/);
  await studio.drawer.show('Code map');
  await expect(page.getByRole('tabpanel').locator('canvas').first()).toBeVisible();
  const lines = (await save('CSV')).toString().trim().split('\n');
  expect(lines[0]).toMatch(/,label$/);
  expect(lines.length).toBeGreaterThan(100);
  const picture = await save('PNG');
  expect([...picture.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  expect((await save('SVG')).toString()).toContain('<image ');

  // The button on the view itself, by keyboard; of two that stand beside each other each has its own.
  await studio.drawer.show('Loss');
  const own = async (view: string, format: string): Promise<{ readonly name: string; readonly text: string }> => {
    await studio.drawer.root.getByRole('button', { name: `Save ${view}`, exact: true }).focus();
    await page.keyboard.press('Enter');
    const coming = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format }).press('Enter');
    const download = await coming;
    return { name: download.suggestedFilename(), text: (await readFile(await download.path())).toString() };
  };
  expect(await own('Reconstructions', 'CSV')).toMatchObject({ name: expect.stringMatching(/-reconstructions\.csv$/), text: expect.stringMatching(/^item,error/) });
  expect(await own('Loss', 'CSV')).toMatchObject({ name: expect.stringMatching(/-losses\.csv$/), text: expect.stringMatching(/^step,/) });
  expect((await own('Loss', 'SVG')).text).toMatch(/^<svg [^]*<image /);
});
