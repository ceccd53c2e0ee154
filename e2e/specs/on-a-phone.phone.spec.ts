/** On a phone: the graph can be read, the model trained, its pictures looked at, its code read. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures/studio';
import { test as base } from '@playwright/test';
import { expectPicture } from '../pages/drawer-part';
import { StudioPage } from '../pages/studio-page';

test('the studio opens on a phone, trains, and shows what was learned', async ({ studio, page }, info) => {
  test.setTimeout(240_000);
  const room = (name: string) => page.getByRole('tablist', { name: 'Rooms' }).getByRole('tab', { name });
  const check = async (name: string): Promise<void> => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${name} sticks out`).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
    expect.soft(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3).join(' ')}`), name).toEqual([]);
    await info.attach(name, { body: await page.screenshot({ path: info.outputPath(`phone-${name}.png`) }), contentType: 'image/png' });
  };
  await studio.open();
  const { cards } = studio.canvas;
  await expectPicture(cards.getByRole('img', { name: 'Its reconstruction' }));
  // What comes in, its code and what is made of it are on the first screen, and all of it can be read.
  for (const id of ['dataset', 'encoder', 'bottleneck', 'decoder']) await expect(cards.getByTestId(`node-${id}`)).toBeInViewport({ ratio: 0.6 });
  const smallest = await page.evaluate(() => Math.min(...[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.visually-hidden') && [...one.childNodes].some((child) => child instanceof Text && child.data.trim())).map((one) => Number.parseFloat(getComputedStyle(one).fontSize))));
  expect(smallest).toBeGreaterThanOrEqual(11);
  await check('graph');
  await page.getByRole('button', { name: 'Menus' }).tap();
  await page.getByRole('menuitem', { name: 'Lesson of this template' }).tap();
  const lesson = page.getByRole('region', { name: 'Lesson' });
  await expect(lesson.getByRole('checkbox', { name: 'Open Samples.' })).toBeVisible();
  await check('lesson');
  // The focus is back on the button of the menus, which a finger does not rest on.
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await lesson.getByRole('button', { name: /^Fold the lesson/ }).tap();
  await expect(lesson).toContainText('Train, and watch the loss fall.');
  await page.getByRole('button', { name: 'Menus' }).tap();
  await page.getByRole('menuitem', { name: /^Versions/ }).tap();
  const versions = studio.dialog(/^Versions of/);
  await expect(versions.getByRole('list', { name: 'Versions' }).getByRole('listitem').first()).toContainText('now');
  await expect(versions.getByTestId('version-picture').first().locator('svg g')).toHaveCount(5);
  await check('versions');
  await versions.getByRole('button', { name: 'Close' }).tap();
  await expect(versions).toHaveCount(0);
  await cards.getByRole('button', { name: /^Encoder/ }).tap();
  await expect(studio.inspector.root).toBeVisible();
  await check('inspector');
  await page.getByRole('button', { name: 'Close the inspector' }).tap();
  await page.getByRole('button', { name: 'Show the canvas' }).tap();
  await expect(studio.canvas.nodes).toHaveCount(5);
  await check('canvas');

  await room('Train').tap();
  const first = await studio.training.firstLoss();
  await studio.training.train();
  await studio.training.lossBelow(first / 2);
  await check('train');
  await studio.training.pause();

  await room('Look').tap();
  await expectPicture(page.getByRole('tabpanel', { name: 'Reconstructions', exact: true }).getByRole('img', { name: 'Their reconstructions' }).first());
  await check('look');
  await page.getByRole('tab', { name: 'Samples', exact: true }).tap();
  await expectPicture(page.getByRole('tabpanel', { name: 'Samples', exact: true }).getByRole('img', { name: /samples from the prior$/ }));
  // It is seen done, on a phone too.
  await expect(lesson).toContainText('1/5');
  await page.getByRole('tab', { name: 'Profile', exact: true }).tap();
  const profile = page.getByRole('tabpanel', { name: 'Profile', exact: true });
  await profile.getByRole('button', { name: 'Measure a step' }).tap();
  const operation = profile.getByRole('rowheader').nth(1).getByRole('button');
  await operation.tap();
  await expect(operation).toHaveAttribute('aria-pressed', 'true');
  await check('profile');
  await operation.scrollIntoViewIfNeeded();
  await check('operations');
  await profile.getByRole('button', { name: 'Program and plan' }).tap();
  await expect(profile.getByRole('listbox', { name: 'Plan' }).getByRole('option', { selected: true })).toBeVisible();
  await check('program');
  await room('Code').tap();
  await expect(page.locator('.view-lines')).toContainText('import', { timeout: 30_000 });
  await check('code');
});

base('the tour brings each thing that it speaks of onto a narrow screen', async ({ page }) => {
  const studio = new StudioPage(page);
  await studio.open();
  await page.getByRole('button', { name: /^Show me/ }).tap();
  const tour = page.getByTestId('tour');
  const bar = page.getByRole('toolbar', { name: 'Training' });
  const views = page.getByRole('tablist', { name: 'Views of the model' });
  for (const [title, shown] of [
    ['Data go in here', studio.canvas.cards.getByTestId('node-dataset')],
    ['The waist', studio.canvas.cards.getByTestId('node-bottleneck')],
    ['And back', studio.canvas.cards.getByTestId('node-decoder')],
    ['What is made small', studio.canvas.cards.getByTestId('node-loss')],
    ['Train, pause, go on', bar],
    ['Look inside', views],
  ] as const) {
    await expect(tour).toContainText(title);
    await expect(shown).toBeInViewport({ ratio: 0.6 });
    await tour.getByRole('button', { name: /^(Next|Done)/ }).tap();
  }
  await expect(tour).toHaveCount(0);
});
