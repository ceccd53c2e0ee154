/** The whole way: a template, training, pictures of what it learned, and a project that runs outside of the studio. */
import { unpackProject } from '../fixtures/run-project';
import { expect, test } from '../fixtures/studio';
import { expectPicture } from '../pages/drawer-part';

test('a template is trained until its loss has halved, looked into, taken home as code, and run there', async ({ studio, page }) => {
  test.setTimeout(420_000);
  await studio.open();
  await studio.openTemplate('autoencoder');
  await expect(studio.canvas.nodes).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);

  const { training, drawer, code } = studio;
  const first = await training.firstLoss();
  expect(first).toBeGreaterThan(0);
  await training.train();
  await training.lossBelow(first / 2);
  await expect(page.getByLabel('Training progress')).toBeVisible();

  await drawer.show('Reconstructions');
  await expectPicture(drawer.picture('Their reconstructions').first());
  await expectPicture(drawer.picture(/held-out inputs$/).first());
  await drawer.show('Samples');
  await expectPicture(drawer.picture(/decoded draws$/));
  await drawer.show('Code map');
  await expectPicture(drawer.picture(/held-out items by/));
  await drawer.show('Loss');
  await expectPicture(drawer.root.locator('canvas').first());
  await training.pause();

  await code.open();
  const { name, files } = await code.download();
  expect(name).toBe('autoencoder.zip');
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['autoencoder/package.json', 'autoencoder/README.md', 'autoencoder/weights.safetensors']));
  const project = await unpackProject(files);
  try {
    await project.run('node', 'node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    await project.run('npm', 'run', 'infer');
    await project.run('npm', 'run', 'train', '--', '--steps', '3');
  } finally {
    await project.remove();
  }

  // The same in Python, with what the studio computes to be checked by.
  await code.choose('PyTorch');
  await expect(code.file('model.py')).toBeVisible({ timeout: 30_000 });
  expect(await code.text()).toContain('class Encoder(nn.Module):');
  const torch = await code.download();
  expect(Object.keys(torch.files)).toEqual(expect.arrayContaining(['autoencoder/model.py', 'autoencoder/weights.safetensors', 'autoencoder/check.safetensors', 'autoencoder/data/digits-idx-ubyte.gz']));

  // And as ONNX: run here, it gives what the studio gave.
  await code.choose('ONNX');
  await expect(code.file('model.onnx')).toBeVisible({ timeout: 30_000 });
  const onnx = await code.download();
  expect(Object.keys(onnx.files)).toEqual(expect.arrayContaining(['encoder', 'decoder', 'model', 'score'].map((part) => `autoencoder/${part}.onnx`)));
  const models = await unpackProject(onnx.files);
  try {
    await models.run('node', 'verify.mjs');
  } finally {
    await models.remove();
  }
  await code.choose('TypeScript');

  // Edited, its weights are of another graph: it is said, and they stay at home.
  await studio.canvas.select('Encoder');
  await studio.inspector.layers.nth(1).getByRole('button').nth(1).focus();
  await page.keyboard.press('Delete');
  await expect(code.root.getByText(/^Edited since training\. A download goes without weights/)).toBeVisible();
  const edited = await code.download();
  expect(Object.keys(edited.files)).not.toContain('autoencoder/weights.safetensors');
  expect(Buffer.from(edited.files['autoencoder/README.md']!).toString()).toContain('**Edited since training.**');
  // That of the first download may still be leaving.
  await expect(studio.notice('Downloaded autoencoder.zip.').filter({ hasText: 'Without weights' })).toBeVisible();
});
