/** Names that are markup, scripts, right to left or endless stay names: on the page, in the code, in files. */
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { unpackProject } from '../fixtures/run-project';
import { expect, test } from '../fixtures/studio';

const markup = '<img src=x onerror="globalThis.harmed=1">';
const script = '</script><script>globalThis.harmed=2</script>';
const code = '*/ globalThis.harmed = 3; /* `${globalThis.harmed = 4}` \\u000a "; process.exit(1); //';
const rightToLeft = '\u202eedocnE مشفّر';
const long = 'very long '.repeat(19).trim();

const hostile = graph({ name: `${markup} & ${code}`.slice(0, 200), id: 'hostile' })
  .node('dataset', { source: 'digits', count: 500 }, { name: markup, position: { x: 0, y: 0 } })
  .node('encoder', {}, { name: code, layers: [['flatten'], ['dense', { units: 16, activation: 'relu' }]], position: { x: 340, y: 0 } })
  .node('bottleneck', { kind: 'vector', size: 4 }, { name: rightToLeft, position: { x: 680, y: 0 } })
  .node('decoder', { output: 'sigmoid' }, { name: long, layers: [['dense', { units: 784 }], ['reshape', { shape: [28, 28, 1] }]], position: { x: 1020, y: 0 } })
  .node('loss', { kind: 'squared' }, { name: script, position: { x: 1360, y: 0 } })
  .note({ id: 'note', text: `${markup}\n${script}\njavascript:alert(1)`, position: { x: 0, y: 420 }, width: 320, height: 120 })
  .frame({ id: 'frame', title: markup, position: { x: -60, y: -80 }, width: 300, height: 300 })
  .wireAutoencoder()
  .done();

test('a hostile label stays a label', async ({ studio, page }) => {
  test.setTimeout(240_000);
  page.on('dialog', () => {
    throw new Error('a label opened a dialog');
  });
  const unharmed = async (): Promise<void> => expect(await page.evaluate(() => Reflect.get(globalThis, 'harmed') as unknown)).toBeUndefined();
  const { canvas, training, inspector } = studio;
  await studio.open();
  await studio.openFile('hostile.hourglass.json', saveDocument(hostile));
  await expect(canvas.nodes).toHaveCount(5);
  for (const name of [markup, code, rightToLeft, long, script]) await expect(canvas.node(name)).toHaveCount(1);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await unharmed();

  // The longest name widens neither its node nor the page.
  expect((await canvas.node(long).boundingBox())!.width).toBeLessThan(320);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  await canvas.select(markup);
  await expect(inspector.root.getByLabel('Node name')).toHaveValue(markup);
  await page.keyboard.press('Escape');
  await expect(inspector.root.getByRole('list', { name: 'Nodes in the order of the data' })).toContainText(script);
  await studio.command('History');
  await expect(studio.dialog('History')).toBeVisible();
  await page.keyboard.press('Escape');

  await training.ready();
  await training.button('One step').click();
  await expect(training.loss).toBeVisible({ timeout: 60_000 });
  await unharmed();

  await studio.code.open();
  expect(await studio.code.text()).toContain('import');
  await unharmed();
  const { name, files } = await studio.code.download();
  expect(name).toMatch(/^[a-z0-9-]+\.zip$/);
  const project = await unpackProject(files);
  try {
    await project.run('node', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    await project.run('npm', 'run', 'train', '--', '--steps', '1');
  } finally {
    await project.remove();
  }

  const saved = await studio.saveAsFile();
  expect(saved.name).toMatch(/^[\p{L}\p{N}-]+\.hourglass\.json$/u);
  expect(JSON.parse(saved.text)).toMatchObject({ name: hostile.name, nodes: { loss: { name: script } } });
});
