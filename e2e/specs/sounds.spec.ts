/** Recordings: a folder of WAV is asked about, becomes the data, is heard and trained on. */
import { Random } from '@/graph-engine/random/counter';
import { writeWav } from '@/graph-engine/data/formats/testing/write-wav';
import { say } from '@/graph-engine/data/sources/syllables/say';
import { voices } from '@/graph-engine/data/sources/syllables/voices';
import { RATE } from '@/graph-engine/data/sources/syllables/words';
import { expect, test } from '../fixtures/studio';

const recordings = (['b', 's'] as const).flatMap((consonant) =>
  voices.slice(0, 2).flatMap((voice) =>
    Array.from({ length: 6 }, (_, take) => {
      const sound = say({ voice, consonant, vowel: 'a', lift: 1, before: 0.01, length: 1.2 + 0.01 * take, shift: 1 }, new Random(take));
      return { name: `${consonant}a_${voice.name}_${take}.wav`, bytes: writeWav(sound, RATE) };
    }),
  ),
);

test('recordings are dropped, named by a pattern, heard, and trained on', async ({ studio, page }) => {
  test.setTimeout(120_000);
  const { canvas, training } = studio;
  await studio.open();
  await studio.openTemplate('autoencoder');
  await studio.drop(recordings, canvas.dataset);
  const wizard = studio.dialog(/^Use /);
  const pattern = wizard.getByLabel('Pattern of the names');
  await expect(pattern).toHaveValue('{label}_{part2}_{part3}');
  await pattern.fill('{syllable}_{speaker}_{take}');
  await expect(wizard.getByRole('table', { name: 'What the pattern makes of the names' })).toContainText('Ada');
  await pattern.press('Enter');
  await expect(wizard).toContainText('speaker is a group (Ada, Ben)');
  await wizard.getByLabel('Keep together').selectOption('speaker');
  await wizard.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(canvas.dataset).toContainText('24 sounds');
  await expect(studio.problems).toHaveCount(0);
  expect((await studio.document()).nodes['dataset']!.params).toMatchObject({ shape: [40, 128, 1], classes: 2, split: 'group', splitBy: 'speaker' });

  // By keyboard, and what is heard ends by itself.
  const play = canvas.dataset.getByRole('button', { name: /^Play: item 1, ba, Ada/ });
  await play.focus();
  await page.keyboard.press('Enter');
  await expect(canvas.dataset.getByRole('button', { name: /^Stop: item 1/ })).toBeVisible();
  await expect(play).toBeVisible();

  await canvas.dataset.getByRole('button', { name: 'Noticed…' }).click();
  await studio.dialog(/^Data of/).getByRole('button', { name: 'Look at the data…' }).click();
  const browser = studio.dialog(/^Data of/);
  const list = browser.getByRole('slider', { name: /^Recordings 1 to 24/ });
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(browser).toContainText('Item 6 · ba, Ada · ba_Ada_5.wav · 1.26 s');
  await browser.getByRole('button', { name: /^Play its frames: item 6/ }).click();
  await expect(browser.getByRole('button', { name: /^Stop: item 6/ })).toBeVisible();
  await browser.getByRole('button', { name: 'Close' }).last().click();

  const first = await training.firstLoss();
  await training.train();
  await training.lossBelow(first);
});
