import { beforeEach, expect, test, vi } from 'vitest';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import { document, opened, other, row, setUp, steps, usual } from './testing/fake-workers';
import { getTraining, idleTraining, trainingStore } from './use-training';

beforeEach(() => trainingStore.setState({ ...idleTraining, backendChoice: 'auto' }));

test('another document in the middle of a run: the last words of the run go to its own curves, and to no others', async () => {
  const { trainer, workers, options, history } = setUp((request, worker) => {
    if (request.kind === 'dispose') {
      workers[worker]!.emit({ kind: 'metrics', rows: [row(2, 1)] });
      workers[worker]!.emit({ kind: 'progress', progress: { step: 3, steps: 9, epoch: 0, epochs: 1, kept: null, stages: [], stepMs: 1, secondsLeft: 1 } });
      workers[worker]!.emit({ kind: 'checkpoint', step: 3 });
      workers[worker]!.emit({ kind: 'state', state: 'paused' });
    }
    return request.kind === 'open' ? opened(request.restore && request.document.id === 'doc' ? 3 : null, 'one') : { kind: 'ok' };
  });
  await trainer.open(document, {}, false);
  const first = options.log.key!;
  await trainer.train();
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3), row(1, 2)] });
  const closing = trainer.close();
  await closing;
  expect(options.log.steps).toEqual([]);
  expect(getTraining()).toMatchObject({ run: 'idle', progress: null, loss: null, checkpoint: null });
  await trainer.open(other, {}, true);
  expect(options.log.steps).toEqual([]);
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 9)] });
  workers[0]!.emit({ kind: 'checkpoint', step: 1 });
  await trainer.settled();
  expect(steps(history.get(`doc ${first.run}`))).toEqual([0, 1, 2]);
  expect(steps(history.get(`other ${options.log.key!.run}`))).toEqual([0]);
  // The first one again: its curves come with its weights.
  history.set('doc one', history.get(`doc ${first.run}`)!);
  await trainer.close();
  await trainer.open(document, {}, true);
  expect(options.log.key).toEqual({ document: 'doc', run: 'one' });
  expect(options.log.steps).toEqual([0, 1, 2]);
});

test('a second run has curves of its own, and those of the first stay', async () => {
  const { trainer, workers, options, history } = setUp((request, worker) => {
    // The worker ends the run under way before it opens the model anew.
    if (request.kind === 'open' && workers[worker]!.requests.length > 2) workers[worker]!.emit({ kind: 'metrics', rows: [row(2, 1)] });
    return usual(request);
  });
  await trainer.open(document, {}, false);
  const first = options.log.key!;
  await trainer.train();
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3), row(1, 2)] });
  workers[0]!.emit({ kind: 'progress', progress: { step: 2, steps: 9, epoch: 0, epochs: 1, kept: null, stages: [], stepMs: 1, secondsLeft: 1 } });
  await trainer.open(document, {}, false);
  expect(options.log.key!.run).not.toBe(first.run);
  expect(options.log.steps).toEqual([]);
  expect(getTraining()).toMatchObject({ progress: null, loss: null });
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 5)] });
  workers[0]!.emit({ kind: 'state', state: 'paused' });
  await vi.waitFor(() => expect(steps(history.get(`doc ${options.log.key!.run}`))).toEqual([0]));
  expect(steps(history.get(`doc ${first.run}`))).toEqual([0, 1, 2]);
});

test('curves that could not be kept are kept whole the next time', async () => {
  const { trainer, workers, options, history } = setUp(usual);
  await trainer.open(document, {}, false);
  options.history.keep.mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'));
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3)] });
  workers[0]!.emit({ kind: 'checkpoint', step: 1 });
  await vi.waitFor(() => expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('curves'), 'bad', expect.stringContaining('full')));
  workers[0]!.emit({ kind: 'metrics', rows: [row(1, 2)] });
  workers[0]!.emit({ kind: 'checkpoint', step: 2 });
  await vi.waitFor(() => expect(steps(history.get(`doc ${options.log.key!.run}`))).toEqual([0, 1]));
  expect(options.fault).not.toHaveBeenCalled();
});

test('a page that only reads keeps neither weights nor curves nor the step that it shows', async () => {
  const { trainer, workers, options } = setUp(usual);
  options.mayKeep.mockReturnValue(false);
  await trainer.open(document, {}, false);
  expect(workers[0]!.requests[0]).toMatchObject({ kind: 'open', keeps: false });
  const run = (): void => {
    workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3)] });
    workers[0]!.emit({ kind: 'progress', progress: { step: 1, steps: 9, epoch: 0, epochs: 1, kept: null, stages: [], stepMs: 1, secondsLeft: 1 } });
    workers[0]!.emit({ kind: 'state', state: 'running' });
    workers[0]!.emit({ kind: 'state', state: 'paused' });
  };
  run();
  await trainer.close();
  options.mayKeep.mockReturnValue(true);
  await trainer.open(document, {}, false);
  await trainer.setKeeping(false);
  expect(workers[0]!.requests.at(-1)).toEqual({ kind: 'keeps', on: false });
  run();
  await trainer.keepNow();
  expect(options.history.keep).not.toHaveBeenCalled();
  expect(options.shown.note).not.toHaveBeenCalled();
});

test('a run that is opened again at once, on another backend say, keeps its curves, also where they may not be kept in the browser', async () => {
  let run = '';
  const { trainer, workers, options } = setUp((request) => (request.kind === 'open' ? opened(request.restore ? 2 : null, run) : { kind: 'ok' }));
  options.mayKeep.mockReturnValue(false);
  await trainer.open(document, {}, false);
  ({ run } = options.log.key!);
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3), row(1, 2)] });
  await trainer.open(document, {}, true);
  expect(options.log.steps).toEqual([0, 1]);
  expect(options.history.load).not.toHaveBeenCalled();
});

test('curves that another page has taken over are dropped without a word', async () => {
  const { trainer, workers, options } = setUp(usual);
  options.history.keep.mockRejectedValue(new SupersededError('taken over'));
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3)] });
  await trainer.keepNow();
  expect(options.history.keep).toHaveBeenCalledWith(expect.objectContaining({ whole: false }), 7);
  expect(options.tell).not.toHaveBeenCalled();
  expect(options.fault).not.toHaveBeenCalled();
});
