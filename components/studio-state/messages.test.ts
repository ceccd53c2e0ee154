import { expect, test } from 'vitest';
import { noticeStore, notify, takeNotices } from './messages';

test('notices wait for what shows them, in their order, and are taken once', () => {
  expect(noticeStore.getState().wanted).toBe(false);
  notify('First');
  notify('Second', { tone: 'bad', description: 'why' });
  expect(noticeStore.getState().wanted).toBe(true);
  expect(takeNotices()).toEqual([{ text: 'First' }, { text: 'Second', tone: 'bad', description: 'why' }]);
  expect(takeNotices()).toEqual([]);
  notify('Third');
  expect(takeNotices().map(({ text }) => text)).toEqual(['Third']);
});
