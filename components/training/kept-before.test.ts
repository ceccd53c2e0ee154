import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { noticeStore } from '@/components/studio-state/messages';
import { uiStore } from '@/components/studio-state/ui-store';
import { tellKeptBefore } from './kept-before';
import { keptWeights } from './kept-weights';
import { keepRun } from './run-history';

const rows = [0, 1, 2].map((step) => ({ step, epoch: 0, set: 'train' as const, values: { loss: 1 } }));
const key = (run: string) => ({ document: 'doc', run });
beforeEach(() => noticeStore.setState({ notices: [] }));

test('the run that was left is told with what is kept of it, and leads to the list', async () => {
  await keepRun({ key: key('one'), rows, whole: false });
  await tellKeptBefore(key('one'));
  await keptWeights.save('doc', { fingerprint: 'f', run: 'one', snapshot: { step: 3, seed: 0, parameters: new Map(), stopping: null } });
  await tellKeptBefore(key('one'));
  expect(noticeStore.getState().notices.map(({ text, description }) => [text, description])).toEqual([
    ['Run 1 is kept in Runs', '3 steps, without its weights.'],
    ['Run 1 is kept in Runs', '3 steps, with its weights.'],
  ]);
  noticeStore.getState().notices.at(-1)?.action?.run();
  expect(uiStore.getState().dialog).toBe('runs');
});
test('of a run that nothing is kept of nothing is said', async () => {
  await tellKeptBefore(key('none'));
  expect(noticeStore.getState().notices).toEqual([]);
});
