import { expect, test, vi } from 'vitest';
import { messageStore, noticeStore } from '@/components/studio-state/messages';
import { reportStore } from './report-store';

test('a full disk is told with what to do, and what is a fault of ours goes to the error panel', () => {
  reportStore(new DOMException('', 'QuotaExceededError'));
  expect(noticeStore.getState().notices).toEqual([expect.objectContaining({ tone: 'bad', description: expect.stringContaining('Free space') as string })]);
  expect(messageStore.getState().faults).toEqual([]);
  noticeStore.setState({ notices: [] });
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  reportStore(new Error('internal: broken'));
  quiet.mockRestore();
  expect(messageStore.getState().faults.map(({ message }) => message)).toEqual(['internal: broken']);
  expect(noticeStore.getState().notices).toEqual([]);
});
