import { expect, it } from 'vitest';
import { bestWords } from './best-words';

it('says at which step the model was best, and nothing where that was the last', () => {
  expect(bestWords({ kept: { step: 1200, loss: 83.2, early: false }, step: 2000 })).toEqual({ text: 'best at step 1,200', title: 'The loss on held-out items was lowest at step 1,200, 83.20; the model is kept as it was then.' });
  expect(bestWords({ kept: { step: 1200, loss: 83.2, early: true }, step: 1800 })?.text).toBe('stopped early, best at step 1,200');
  expect(bestWords({ kept: { step: 2000, loss: 83.2, early: false }, step: 2000 })).toBeNull();
  expect(bestWords({ kept: null, step: 2000 })).toBeNull();
});
