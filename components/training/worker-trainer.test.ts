import { beforeEach, expect, test, vi } from 'vitest';
import type { Answer, TrainingEvent } from '@/graph-engine/training/protocol';
import { document, kinds, opened, other, row, setUp, usual } from './testing/fake-workers';
import { getTraining, idleTraining, isBusy, runsOn, takenBy, trainingStore } from './use-training';

beforeEach(() => trainingStore.setState({ ...idleTraining, backendChoice: 'auto' }));

test('a worker that dies while it trains is replaced, goes on from the checkpoint, and the user is told', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, true);
  await trainer.train();
  workers[0]!.emit({ kind: 'state', state: 'running' });
  workers[0]!.emit({ kind: 'metrics', rows: [row(38, 1), row(39, 1)] });
  workers[0]!.emit({ kind: 'checkpoint', step: 40 });
  workers[0]!.emit({ kind: 'metrics', rows: [row(40, 1), row(45, 1)] });
  workers[0]!.crash('out of memory');
  await vi.waitFor(() => expect(kinds(workers[1]?.requests ?? [])).toEqual(['open restored', 'train']));
  expect(workers[0]!.closed).toBe(true);
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('restarted'), 'bad', expect.stringContaining('step 40'));
  expect(options.log.steps).toEqual([38, 39]);
  // The dead one is not listened to.
  workers[0]!.emit({ kind: 'metrics', rows: [row(46, 1)] });
  expect(options.log.steps).toEqual([38, 39]);
});

test('a worker that keeps dying is given up, and reported as a fault of ours', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  for (let crash = 0; crash < 4; crash++) {
    workers.at(-1)!.crash('broken');
    await vi.waitFor(() => expect(getTraining().opening).toBe(false));
  }
  expect(workers).toHaveLength(4);
  expect(options.fault).toHaveBeenCalledOnce();
  expect(getTraining().problem).toContain('broken');
});

test('a worker that dies before it holds a model is not missed: the next model starts another', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.warm();
  expect(kinds(workers[0]!.requests)).toEqual(['warm']);
  workers[0]!.crash('gone');
  expect(options.fault).not.toHaveBeenCalled();
  expect(await trainer.open(document, {}, false)).toBe(true);
  expect(kinds(workers[1]!.requests)).toEqual(['open fresh']);
});

test('a worker that dies after a model was refused is not missed either: the refused one is not opened again', async () => {
  const { trainer, workers, options } = setUp((request) => (request.kind === 'open' ? Promise.reject(new Error('Digits has no data.')) : usual(request)));
  await trainer.open(document, {}, false);
  options.tell.mockClear();
  workers[0]!.crash('gone');
  await trainer.settled();
  expect(workers).toHaveLength(1);
  expect(options.tell).not.toHaveBeenCalled();
});

test('where a model is refused, none is open: the one before is let go of', async () => {
  const { trainer } = setUp((request) => (request.kind === 'open' && request.document.id === 'other' ? Promise.reject(new Error('Digits has no data.')) : usual(request)));
  await trainer.open(document, {}, false);
  expect(trainer.opened?.document.id).toBe('doc');
  expect(await trainer.open(other, {}, false)).toBe(false);
  expect(trainer.opened).toBeNull();
});

test('slow motion can be chosen before there is a model', async () => {
  const { trainer, workers } = setUp(usual);
  await trainer.warm();
  await trainer.slow(2);
  await trainer.slow(null);
  expect(workers[0]!.requests.slice(1)).toEqual([{ kind: 'slow', perSecond: 2 }, { kind: 'slow', perSecond: null }]);
});

test("a refusal is the user's, an internal error is ours", async () => {
  const errors = [Object.assign(new Error('Digits has no data.'), { internal: false }), Object.assign(new Error('internal: lost'), { internal: true })];
  const { trainer, options } = setUp(() => Promise.reject(errors.shift()!));
  expect(await trainer.open(document, {}, false)).toBe(false);
  expect(options.tell).toHaveBeenCalledWith(expect.any(String), 'bad', 'Digits has no data.');
  expect(options.fault).not.toHaveBeenCalled();
  expect(await trainer.open(document, {}, false)).toBe(false);
  expect(options.fault).toHaveBeenCalledOnce();
});

test('settled waits for a model that is being opened', async () => {
  let answer: (opened: Answer) => void = () => {};
  const { trainer, workers } = setUp((request, worker) => (request.kind === 'open' && worker === 0 ? new Promise((resolve) => (answer = resolve)) : usual(request)));
  void trainer.open(document, {}, false);
  let settled = false;
  const waiting = trainer.settled().then(() => (settled = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(settled).toBe(false);
  expect(workers).toHaveLength(1);
  answer(opened(null));
  await waiting;
  expect(getTraining().model?.backend).toBe('wasm');
});

test('what computes slowly is told, once and with the reason, unless it was asked for', async () => {
  const reason = 'WebAssembly has no SIMD here.';
  const { trainer, options } = setUp((request) => (request.kind === 'open' ? { kind: 'opened', backend: 'tfjs-wasm', fallbacks: [{ backend: 'wasm', reason }], paces: [], restored: null, taken: null, unread: null, figures: [], data: 'f00' } : { kind: 'ok' }));
  trainingStore.setState({ backendChoice: 'tfjs-wasm' });
  await trainer.open(document, {}, false);
  expect(options.tell).not.toHaveBeenCalled();
  trainingStore.setState({ backendChoice: 'auto' });
  await trainer.open(document, {}, false);
  await trainer.open(document, {}, false);
  expect(options.tell).toHaveBeenCalledOnce();
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('slow'), 'bad', reason);
});

test('what was shown and could not be restored is in the state, and weights that cannot be read are told', async () => {
  const lost = { steps: 14, sameRun: true };
  const { trainer, options } = setUp((request) => (request.kind === 'open' && request.document.id === 'other' ? { ...opened(null), kind: 'opened', unread: 'The disk is broken.' } as Answer : usual(request)));
  options.shown.lost.mockReturnValue(lost);
  await trainer.open(document, {}, true);
  expect(getTraining().model).toMatchObject({ restoredStep: 40, lost });
  await trainer.open(document, {}, false);
  expect(getTraining().model).toMatchObject({ restoredStep: null, lost: null });
  await trainer.open(other, {}, true);
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('could not be read'), 'bad', expect.stringContaining('The disk is broken.'));
});

test('a changed model says what it begins with, once for each way it has changed', async () => {
  const taken = { kept: 4, fresh: ['kernel of Dense 2 in Encoder'], step: 40, changed: 'model' as const, from: null };
  const answers = [taken, taken, { ...taken, fresh: [] }, null, taken];
  const { trainer, options } = setUp((request) => (request.kind === 'open' ? { kind: 'opened', backend: 'wasm', fallbacks: [], paces: [], restored: null, taken: answers.shift() ?? null, unread: null, figures: [], data: 'f00' } : { kind: 'ok' }));
  const told: number[] = [];
  for (let i = 0; i < 5; i++) {
    await trainer.open(document, {}, true);
    told.push(options.tell.mock.calls.length);
  }
  expect(told).toEqual([1, 1, 2, 2, 3]);
  expect(options.tell).toHaveBeenCalledWith('What you changed starts fresh; the rest keeps its training', 'good', undefined, expect.stringContaining('These start fresh: kernel of Dense 2 in Encoder.'));
  expect(takenBy(getTraining())).toEqual(taken);
});

test('a page that becomes the writer while the model is being opened opens it again, with what is kept until then', async () => {
  const { trainer, workers, options } = setUp((request) => {
    if (request.kind === 'open') options.mayKeep.mockReturnValue(true);
    return usual(request);
  });
  options.mayKeep.mockReturnValue(false);
  await trainer.open(document, {}, true);
  expect(workers[0]!.requests.map((request) => (request.kind === 'open' ? request.keeps : request.kind))).toEqual([false, 'dispose', true]);
  expect(getTraining().model?.restoredStep).toBe(40);
});

test('a page that loses the document while the model is being opened keeps nothing of it', async () => {
  const { trainer, workers, options } = setUp((request) => {
    if (request.kind === 'open') options.mayKeep.mockReturnValue(false);
    return usual(request);
  });
  await trainer.open(document, {}, false);
  expect(workers[0]!.requests.at(-1)).toEqual({ kind: 'keeps', on: false });
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 3)] });
  await trainer.keepNow();
  expect(options.history.keep).not.toHaveBeenCalled();
});

test('what is measured while a model is taken up counts for it, and what was told of the one before does not', async () => {
  const pace = (ms: number) => [{ backend: 'webgpu', ms, reason: null }] as const;
  let emit: (event: TrainingEvent) => void = () => undefined;
  const { trainer, workers, options } = setUp((request) => {
    if (request.kind === 'open') emit({ kind: 'paces', backend: 'webgl', paces: pace(1), measuring: false });
    return usual(request);
  });
  await trainer.open(document, {}, false);
  emit = workers[0]!.emit;
  expect(getTraining()).toMatchObject({ model: { backend: 'wasm' }, paces: { backend: 'wasm', paces: [], measuring: false } });
  options.shown.lost.mockImplementationOnce(() => (emit({ kind: 'paces', backend: 'webgpu', paces: pace(2), measuring: true }), null));
  await trainer.open(document, {}, false);
  expect(getTraining()).toMatchObject({ model: { backend: 'webgpu' }, paces: { backend: 'webgpu', paces: pace(2), measuring: true } });
  emit({ kind: 'paces', backend: 'wasm', paces: pace(3), measuring: false });
  expect(getTraining()).toMatchObject({ model: { backend: 'wasm' }, paces: { paces: pace(3), measuring: false } });
});

test('backends are measured when somebody looks, and not while a model is being opened or trained', async () => {
  const { trainer, workers } = setUp(usual);
  trainer.measurePaces();
  const opening = trainer.open(document, {}, false);
  trainer.measurePaces();
  await opening;
  trainer.measurePaces();
  workers[0]!.emit({ kind: 'state', state: 'running' });
  trainer.measurePaces();
  expect(kinds(workers[0]!.requests)).toEqual(['open fresh', 'paces']);
});

test('a single step is no run that a press could pause: what comes after it is asked for when it is taken', async () => {
  let taken: (answer: Answer) => void = () => {};
  const { trainer, workers } = setUp((request) => (request.kind === 'step' ? new Promise((resolve) => (taken = resolve)) : usual(request)));
  await trainer.open(document, {}, true);
  const stepped = trainer.step();
  const trained = trainer.train();
  await vi.waitFor(() => expect(kinds(workers[0]!.requests).at(-1)).toBe('step'));
  workers[0]!.emit({ kind: 'state', state: 'running' });
  expect([isBusy(getTraining()), runsOn(getTraining())]).toEqual([true, false]);
  taken({ kind: 'ok' });
  await Promise.all([stepped, trained]);
  expect(kinds(workers[0]!.requests).slice(-2)).toEqual(['step', 'train']);
  workers[0]!.emit({ kind: 'state', state: 'running' });
  expect(runsOn(getTraining())).toBe(true);
});
