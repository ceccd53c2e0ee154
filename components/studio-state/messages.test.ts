import { expect, test } from 'vitest';
import { endNotice, noticeStore, notify } from './messages';

const texts = (): readonly string[] => noticeStore.getState().notices.map(({ text }) => text);

test('notices stay in their order until each is ended; the same words are said once, and the oldest of many go', () => {
  expect(noticeStore.getState().wanted).toBe(false);
  notify('First');
  notify('Second', { tone: 'bad', description: 'why' });
  expect(noticeStore.getState()).toMatchObject({ wanted: true, notices: [{ text: 'First' }, { text: 'Second', tone: 'bad', description: 'why' }] });
  notify('First');
  expect(texts()).toEqual(['Second', 'First']);
  notify('Second', { description: 'another reason' });
  expect(texts()).toEqual(['Second', 'First', 'Second']);
  endNotice(noticeStore.getState().notices.at(-1)!.id);
  expect(texts()).toEqual(['Second', 'First']);
  ['A', 'B', 'C', 'D'].forEach((text) => notify(text));
  expect(texts()).toEqual(['A', 'B', 'C', 'D']);
});
