/** Labels that a Classifier tells: which it takes for which. */
import { saveDocument } from '@/graph-engine/document/save';
import { graph } from '@/graph-engine/testing/build-document';
import { expect, test } from '../fixtures/studio';

const document = graph({ name: 'Told apart' })
  .node('dataset', { source: 'digits', count: 1000 }, { position: { x: 0, y: 0 } })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 32 }]], position: { x: 340, y: 0 } })
  .node('classifier', {}, { position: { x: 680, y: 120 } })
  .wire('dataset.data', 'encoder.in')
  .wire('encoder.out', 'classifier.in')
  .wire('dataset.label', 'classifier.label')
  .training({ batchSize: 32, epochs: 4, validationSplit: 0.3, optimizer: { learningRate: 0.003 } })
  .done();

test('a Classifier learns, and a matrix shows which label it takes for which', async ({ studio, page }) => {
  await studio.open();
  await studio.openFile('told-apart.hourglass.json', saveDocument(document));
  await expect(studio.problems).toHaveCount(0);
  await studio.training.ready();
  const panel = await studio.drawer.show('Confusion');
  await expect(panel.getByRole('table')).toContainText('Recall');
  await studio.training.train();
  await expect(panel).toContainText(/(8|9)\d\.\d %.* of 300 held-out items with a label/, { timeout: 30_000 });
  await expect(panel.getByRole('row')).toHaveCount(12);
  await studio.openTemplate('autoencoder');
  await expect(page.getByRole('tab', { name: 'Confusion' })).toHaveCount(0);
});
