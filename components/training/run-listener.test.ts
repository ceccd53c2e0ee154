import { diagnostic } from '@/graph-engine/diagnostics/print';
import { beforeEach, expect, test, vi } from 'vitest';
import { document, kinds, row, setUp, usual } from './testing/fake-workers';
import { getTraining, idleTraining, trainingStore } from './use-training';

beforeEach(() => trainingStore.setState({ ...idleTraining, backendChoice: 'auto' }));

test('events become state, and the curves are kept with every checkpoint', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  await trainer.train();
  workers[0]!.emit({ kind: 'state', state: 'running' });
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3), row(1, 2)] });
  workers[0]!.emit({ kind: 'checkpoint', step: 2 });
  expect(getTraining()).toMatchObject({ run: 'running', loss: 2, checkpoint: 2, model: { backend: 'wasm', restoredStep: null } });
  await vi.waitFor(() => expect(options.history.keep).toHaveBeenCalled());
  expect(options.history.keep).toHaveBeenCalledWith({ about: expect.objectContaining({ backend: 'wasm', data: 'f00' }) as unknown, key: options.log.key, rows: [row(0, 3), row(1, 2)], whole: false }, 7);
});

test('a value that is not finite names the node and drops the curve after it', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'metrics', rows: [row(1, 1), row(2, 5), row(3, 9)] });
  const fault = { step: 2, kept: 1, diagnostic: diagnostic('finite.step', { node: 'encoder' }, { when: 'At step 2', where: 'Encoder (forward exp)', rate: 'the learning rate' }) };
  workers[0]!.emit({ kind: 'not-finite', ...fault });
  expect(getTraining().notFinite).toEqual(fault);
  expect(options.onNotFinite).toHaveBeenCalledOnce();
  expect(options.log.steps).toEqual([1, 2]);
});

test('a run that ends for want of memory is told as something the user can mend', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'failed', message: 'The model needs more memory than can be had here (5,000 MiB). Make the batch or the layers smaller.', stack: '' });
  expect(options.fault).not.toHaveBeenCalled();
  expect(options.tell).toHaveBeenCalledWith('Training stopped', 'bad', expect.stringContaining('Make the batch'));
  workers[0]!.emit({ kind: 'failed', message: 'internal: something of ours', stack: '' });
  expect(options.fault).toHaveBeenCalledOnce();
});

test('a full disk is told once, tried again while the run rests, and told to be over', async () => {
  vi.useFakeTimers();
  try {
    const { trainer, workers, options } = setUp(usual);
    await trainer.open(document, {}, false);
    await trainer.train();
    workers[0]!.emit({ kind: 'state', state: 'running' });
    workers[0]!.emit({ kind: 'not-kept', step: 5, reason: 'The disk is full.' });
    workers[0]!.emit({ kind: 'not-kept', step: 9, reason: 'The disk is full.' });
    expect(getTraining()).toMatchObject({ run: 'running', notKept: 'The disk is full.' });
    expect(options.tell).toHaveBeenCalledOnce();
    expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('could not be saved'), 'bad', expect.stringContaining('The disk is full.'));
    expect(options.fault).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(kinds(workers[0]!.requests)).toEqual(['open fresh', 'train', 'checkpoint']);
    workers[0]!.emit({ kind: 'checkpoint', step: 9 });
    expect(getTraining()).toMatchObject({ checkpoint: 9, notKept: null });
    expect(options.tell).toHaveBeenLastCalledWith('The weights are saved again', 'good', expect.any(String));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(kinds(workers[0]!.requests)).toHaveLength(3);
  } finally {
    vi.useRealTimers();
  }
});

test('a run that goes on beyond its end says what moves', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'longer', reason: 'The run is longer than it was to be.' });
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('beyond its end'), 'plain', 'The run is longer than it was to be.');
});

test('a page that was overtaken writes nothing more, and says nothing of a full disk', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  expect(workers[0]!.requests[0]).toMatchObject({ kind: 'open', keeps: true, writer: 7 });
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3)] });
  workers[0]!.emit({ kind: 'not-kept', step: 1, reason: 'The disk is full.' });
  workers[0]!.emit({ kind: 'superseded' });
  expect(getTraining().notKept).toBeNull();
  await trainer.keepNow();
  expect(options.history.keep).not.toHaveBeenCalled();
});
