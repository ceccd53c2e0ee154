/** A large file that is no document is refused while the page goes on. */
import { expect, test } from '../fixtures/studio';

test('millions of numbers in place of a document are refused at their place, away from the page', async ({ studio, page }) => {
  await studio.open();
  const started: string[] = [];
  page.on('worker', (worker) => started.push(worker.url()));
  const before = started.length;
  await studio.openFile('numbers.hourglass.json', `{"format": "hourglass", "version": 2, "nodes": [\n${'1,'.repeat(3_000_000)}1]}`);
  const refused = studio.dialog(/numbers\.hourglass\.json/);
  await expect(refused).toContainText('line 2, column 200001');
  await expect(refused).toContainText('expected at most 100,000 values in a list, and found more');
  expect(started.length, 'workers').toBeGreaterThan(before);
});
