/** Pictures whose sides no stride divides, and layers with a size for each axis. */
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { expect, test } from '../fixtures/studio';

/** `count` pictures of 27 × 27 with a bar that moves. */
function pictures(count: number): Uint8Array {
  const pixels = Array.from({ length: count * 27 * 27 }, (_, i) => (Math.abs((i % 27) - (Math.floor(i / 729) % 20) - 3) < 3 ? 220 : 0));
  return Uint8Array.from([0, 0, 8, 3, 0, 0, count >> 8, count & 255, 0, 0, 0, 27, 0, 0, 0, 27, ...pixels]);
}
const document = graph({ name: 'Odd sizes' })
  .node('dataset', { source: 'digits' }, { name: 'Digits', position: { x: 0, y: 200 } })
  .node('encoder', {}, { layers: [['conv2d', { filters: 4 }], ['max-pool', { size: 2 }], ['conv2d', { filters: 8 }], ['flatten']], position: { x: 340, y: 0 } })
  .node('bottleneck', { size: 8 }, { position: { x: 680, y: 0 } })
  .node('decoder', { mirror: 'encoder' }, { position: { x: 1020, y: 0 } })
  .node('loss', {}, { position: { x: 1360, y: 200 } })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'bottleneck.in')
  .wire('bottleneck.code', 'decoder.in')
  .wire('decoder.out', 'loss.prediction')
  .wire('dataset.data', 'loss.target')
  .training({ batchSize: 16, epochs: 40 })
  .done();

test('pictures of 27 × 27 are led back by the mirror, whatever kernel and stride each axis has, and train', async ({ studio }) => {
  test.setTimeout(180_000);
  const { canvas, inspector, training } = studio;
  await studio.open();
  await studio.openFile('odd.hourglass.json', saveDocument(document));
  await training.ready();
  await studio.drop([{ name: 'bars-images', bytes: pictures(200) }], canvas.dataset);
  await expect(canvas.dataset).toContainText('200 items');
  await expect(studio.problems).toHaveCount(0);

  await canvas.select('Encoder');
  await inspector.layers.nth(0).getByRole('button', { expanded: false }).click();
  await inspector.fill('Kernel', '3, 5');
  await expect(inspector.field('Kernel')).toHaveValue('3, 5');
  await inspector.fill('Stride', '2 × 1');
  await expect(inspector.field('Stride')).toHaveValue('2, 1');
  await expect(inspector.layers.nth(0)).toContainText('3×5');
  await expect(studio.problems).toHaveCount(0);
  await inspector.fill('Kernel', '3, 99');
  await expect(inspector.root.getByRole('alert').filter({ hasText: 'a whole number from 1 to 64, or two: height, width' })).toBeVisible();
  await inspector.fill('Kernel', '4');
  await expect(studio.problems).toHaveCount(0);

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first * 0.7);
});
