import { expect, test } from 'vitest';
import { lessonOf, lessonStore, showLesson, soundLessons, startLesson, tickStep } from './lesson-store';

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
test('what is kept is read as far as it is sound', () => {
  const lesson = { template: 'vae', done: [1], open: true };
  expect(soundLessons({ lessons: { a: lesson, b: { ...lesson, done: 'x' }, c: null } })).toEqual({ lessons: { a: lesson } });
  for (const damaged of [null, 3, {}, { lessons: null }, { lessons: 'ab' }]) expect(soundLessons(damaged)).toEqual({ lessons: {} });
});
