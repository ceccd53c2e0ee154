import { expect, test } from 'vitest';
import { lessonOf, lessonStore, showLesson, startLesson, tickStep } from './lesson-store';

test('a lesson goes with its document: steps are ticked once, taken back, and stay when it is closed', () => {
  startLesson('a', 'vae');
  tickStep('a', 2);
  tickStep('a', 2);
  tickStep('a', 0);
  tickStep('a', 2, false);
  showLesson('a', false);
  expect(lessonOf('a')).toEqual({ template: 'vae', done: [0], open: false });
  tickStep('b', 1);
  expect(lessonOf('b')).toBeNull();
});
test('the oldest are forgotten', () => {
  for (let i = 0; i < 80; i++) startLesson(`document-${i}`, 'vae');
  const kept = Object.keys(lessonStore.getState().lessons);
  expect(kept.length).toBe(60);
  expect(kept.at(-1)).toBe('document-79');
});
