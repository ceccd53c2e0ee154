/** A text of one's own: dropped, asked about, learned from with hidden words, and a word hidden by hand. */
import { saveDocument } from '@/graph-engine/document/save';
import { maskedLanguage } from '@/graph-engine/testing/masked-language';
import { expect, test } from '../fixtures/studio';

const [subjects, verbs] = [['cat', 'dog', 'bird', 'horse'], ['sleeps', 'sings', 'runs']];
const story = Array.from({ length: 300 }, (_, i) => `the ${subjects[i % 4]} ${verbs[i % 3]}${i % 5 === 0 ? ' again' : ''}.`).join('\n');

test('a text is dropped, its words are learned, and a hidden word is guessed', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas, training, drawer } = studio;
  await studio.open();
  await studio.openFile('language.hourglass.json', saveDocument(maskedLanguage([['positions'], ['transformer', { heads: 2 }]])));
  await expect(canvas.dataset).toContainText('4,000 texts');
  await studio.drop([{ name: 'story.txt', bytes: new TextEncoder().encode(story) }], canvas.dataset);
  const wizard = studio.dialog('Use story.txt');
  await expect(wizard.getByRole('list', { name: 'The first lines' })).toContainText('the dog sings .');
  await wizard.getByLabel('Items of the text').selectOption('windows');
  await expect(wizard).toContainText('windows of at most 32 words');
  await wizard.getByLabel('Items of the text').selectOption('lines');
  await expect(wizard).toContainText('300 lines of at most 5 words, of which 10 are told apart');
  await wizard.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(canvas.dataset).toContainText('300 texts');
  await expect(studio.problems).toHaveCount(0);

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first);
  await drawer.show('Hidden tokens');
  const texts = page.getByRole('list', { name: 'Held-out texts' });
  await texts.getByRole('button', { name: 'the', exact: true }).first().click();
  await expect(page.getByRole('list', { name: 'What the model takes “the” for' }).getByRole('listitem')).toHaveCount(5);
});
