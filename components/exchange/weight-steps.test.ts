/** Weights follow the history: what is there when a step is gone over is what comes back when it is gone over again. */
import { beforeEach, expect, it, vi } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import type { Checkpoint } from '@/graph-engine/training/checkpoints';
import { dispatch, goToHistory, openDocument, redo, setReadOnly, undo } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { presentWeights, putWeights } from './put-weights';
import { recordWeights } from './weight-steps';

vi.mock('./put-weights', () => ({ presentWeights: vi.fn(), putWeights: vi.fn() }));

const named = (run: string): Checkpoint => ({ fingerprint: '', run, snapshot: { step: 1, seed: 0, parameters: new Map(), stopping: null } });
let present: Checkpoint | null;
const isIn = (run: string | null): Promise<void> => vi.waitFor(() => expect(present?.run ?? null).toBe(run));

beforeEach(() => {
  openDocument(createDocument({ name: 'One' }), 'New document');
  present = named('own');
  vi.mocked(presentWeights).mockImplementation(async () => present);
  vi.mocked(putWeights).mockReset().mockImplementation(async (checkpoint) => {
    present = checkpoint;
    return true;
  });
});
const take = (run: string): void => {
  const before = present;
  present = named(run);
  recordWeights(`Load weights of ${run}`, before, present);
};

it('goes back to the weights of before, and forth to those that were trained since', async () => {
  take('file');
  expect(getStudio().history.at(-1)?.label).toBe('Load weights of file');
  present = named('trained on');
  undo();
  await isIn('own');
  present = named('own, trained too');
  redo();
  await isIn('trained on');
  undo();
  await isIn('own, trained too');
});
it('goes over several steps, and over edits between them, at once', async () => {
  const start = getStudio().historyPosition;
  take('one');
  dispatch('addNode', { kind: 'encoder', position: { x: 0, y: 0 } });
  take('two');
  const end = getStudio().historyPosition;
  goToHistory(start);
  await isIn('own');
  expect(putWeights).toHaveBeenCalledOnce();
  goToHistory(end);
  await isIn('two');
  undo();
  await isIn('one');
  // An edit of the document alone brings no other weights.
  const calls = vi.mocked(putWeights).mock.calls.length;
  undo();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(vi.mocked(putWeights).mock.calls).toHaveLength(calls);
});
it('brings back that there were none, and records nothing where the document may not be edited', async () => {
  present = null;
  take('file');
  undo();
  await isIn(null);
  const { history } = getStudio();
  setReadOnly('Another page has it.');
  take('other');
  expect(getStudio().history).toHaveLength(history.length);
});
