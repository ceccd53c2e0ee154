/** The plain autoencoder, drawn by hand on an empty canvas. */
import { expect, test } from '../fixtures/studio';
import { centreOf, type Point } from '../pages/canvas-part';

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

test('an autoencoder is built by mouse alone, and learns', async ({ studio }) => {
  test.setTimeout(300_000);
  const { canvas, inspector, training } = studio;
  await studio.open();
  await studio.newDocument();
  await expect(canvas.root.getByRole('heading', { name: 'Draw an autoencoder' })).toBeVisible();
  await canvas.zoomTo(60);

  const place = await canvas.at(0.2, 0.2);
  await canvas.dragFromPalette('dataset', place);
  await expect.poll(async () => distance(await centreOf(canvas.node('Dataset').getByRole('heading')), place), 'a node stays where it was dropped').toBeLessThan(60);
  await canvas.dragFromPalette('encoder', await canvas.at(0.5, 0.2));
  await inspector.addLayer('Flatten');
  await inspector.addLayer('Dense');
  await inspector.fill('Units', '64');
  await inspector.field('Activation').selectOption('relu');
  await canvas.dragFromPalette('bottleneck', await canvas.at(0.8, 0.2));
  await inspector.fill('Size', '12');
  await canvas.dragFromPalette('decoder', await canvas.at(0.3, 0.65));
  await inspector.addLayer('Dense');
  await inspector.fill('Units', '784');
  await inspector.field('Activation').selectOption('linear');
  await inspector.addLayer('Reshape');
  await inspector.fill('Shape', '28, 28, 1');
  await canvas.dragFromPalette('loss', await canvas.at(0.62, 0.65));
  await expect(canvas.nodes).toHaveCount(5);
  await expect(studio.problems).toBeVisible();

  await canvas.dragWire(canvas.output('Dataset', 'Data'), canvas.input('Encoder', 'Input'));
  await canvas.dragWire(canvas.output('Encoder', 'Features'), canvas.input('Bottleneck', 'Features'));
  // Backwards, from an input to an output, is as good.
  await canvas.dragWire(canvas.input('Decoder', 'Code'), canvas.output('Bottleneck', 'Code'));
  await canvas.dragWire(canvas.output('Decoder', 'Output'), canvas.input('Loss', 'Prediction'));
  await canvas.dragWire(canvas.output('Dataset', 'Data'), canvas.input('Loss', 'Target'));
  await expect(canvas.wires).toHaveCount(5);
  await expect(studio.problems).toHaveCount(0);

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first * 0.7);
  await training.pause();
  await studio.saved();
});
