import { expect, it } from 'vitest';
import { progressWords } from './progress-words';

const progress = { step: 126, steps: 2000, epoch: 1, epochs: 24, stepMs: 38.4, secondsLeft: 72, kept: null, stages: [] };

it('says in the tip all that the bar says, also what a narrow one leaves out', () => {
  expect(progressWords(progress, 'running')).toMatchObject({ epoch: 'Epoch 2 of 24', left: '1 min 12 s left', steps: 'step 126 of 2,000', pace: '38 ms a step', all: 'Epoch 2 of 24 · 1 min 12 s left · step 126 of 2,000 · 38 ms a step' });
  expect(progressWords({ ...progress, stepMs: 0, secondsLeft: null }, 'paused').all).toBe('Epoch 2 of 24 · step 126 of 2,000');
});
it('names the stage while the run is in one, and what was best when it is over', () => {
  const staged = { ...progress, stages: [{ name: 'Pre-train', from: 0, to: 100, isNow: false }, { name: 'Classify', from: 100, to: 2000, isNow: true }], kept: { step: 80, loss: 9, early: false } };
  expect(progressWords(staged, 'running')).toMatchObject({ stage: { text: 'Classify', title: 'Classify: stage 2 of 2' }, best: null });
  const done = progressWords({ ...staged, step: 2000 }, 'done');
  expect(done).toMatchObject({ epoch: 'Done', stage: null, best: { text: 'best at step 80' }, all: 'Done · step 2,000 of 2,000 · best at step 80 · 38 ms a step' });
  expect(done.best?.title).toMatch(/^Best at step 80\. The loss on held-out items was lowest/);
});
