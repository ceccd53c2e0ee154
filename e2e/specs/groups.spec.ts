/** Whom rows are of: found in a file, a port to wire by hand, kept apart by the split, told by a Classifier; and what each column gives to the error. */
import { Random } from '@/graph-engine/random/random';
import { expect, test } from '../fixtures/studio';
import { centreOf } from '../pages/canvas-part';

const SPEAKERS = ['ada', 'bob', 'eve', 'joe'];
function table(): Uint8Array {
  const random = new Random(4);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const loud = random.normal();
    return [i % 4 + random.normal(0, 0.1), loud, 2 * loud + random.normal(0, 0.1), random.pick(['Graz', 'Linz', 'Wien']), SPEAKERS[i % 4]].join(',');
  });
  return new TextEncoder().encode(`pitch,loud,energy,town,speaker\n${rows.join('\n')}\n`);
}

test('a speaker gets a port that is wired by hand, an embedded town is wired with a click, and each column has its share of the error', async ({ studio }) => {
  test.setTimeout(180_000);
  const { canvas, training, drawer, inspector } = studio;
  await studio.open();
  await studio.openTemplate('anomaly-cells');
  const data = canvas.node('Data');
  await test.step('the wizard', async () => {
    await studio.drop([{ name: 'voices.csv', bytes: table() }], data);
    const wizard = studio.dialog('Use voices.csv');
    await expect(wizard.getByLabel('Kind of speaker')).toHaveValue('group');
    await expect(wizard.getByLabel('Kind of town')).toHaveValue('category');
    await wizard.getByLabel('Preparation of town').selectOption('embedding');
    await expect(wizard).toContainText('at a port of its own');
    await wizard.getByRole('button', { name: 'Split by speaker' }).click();
    await expect(wizard.getByLabel('Split', { exact: true })).toHaveValue('group');
    await expect(wizard.getByLabel('Split column')).toHaveValue('speaker');
    await wizard.getByRole('button', { name: 'Use', exact: true }).click();
    await expect(data).toContainText('400 rows');
  });
  await test.step('a click wires the town', async () => {
    await expect(canvas.output('Data', 'town')).toHaveCount(1);
    await canvas.select('Data');
    await inspector.problems.getByRole('button', { name: /^Wire town to an Embedding before/ }).click();
    await expect(canvas.wire('Data', 'Embedding')).toHaveCount(1);
    await expect(inspector.problems.filter({ hasText: 'embedded' })).toHaveCount(0);
    await expect(studio.problems).toHaveCount(0);
  });
  await test.step('a hand wires the speaker', async () => {
    await canvas.zoomTo(50);
    await canvas.fit();
    await canvas.dragFromPalette('classifier', await canvas.at(0.5, 0.9));
    await canvas.fit();
    await canvas.dragWire(canvas.output('Encoder', 'Features'), canvas.input('Classifier', 'Input'));
    // On the node, beside its ports: the speaker lands where labels are taken.
    await canvas.still();
    await canvas.drag(await centreOf(canvas.output('Data', 'speaker')), await centreOf(canvas.node('Classifier').getByRole('heading')));
    await expect(canvas.wire('Data', 'Classifier')).toHaveCount(1);
    await expect(canvas.wire('Data', 'Classifier')).toHaveAttribute('aria-label', /speaker, to Classifier, label$/);
    await expect(studio.problems).toHaveCount(0);
  });
  await test.step('it learns, and shows whom it tells and what each column costs', async () => {
    await training.ready();
    await training.train();
    const confusion = await drawer.show('Confusion');
    for (const name of SPEAKERS) await expect(confusion.getByRole('rowheader', { name })).toHaveCount(1);
    const columns = await drawer.show('Columns');
    const shares = columns.getByRole('list', { name: 'Share of each column in the error' });
    await expect(shares.getByRole('listitem')).toHaveCount(3);
    await expect(shares).toContainText(/pitch.*\d %/);
    await expect(columns).toContainText('Numbers, 3');
    await canvas.fit();
    await canvas.select('Reconstruction error');
    await expect(inspector.root.getByRole('list', { name: 'Share of each column in the error' }).getByRole('listitem')).toHaveCount(3);
  });
});
