import { diagnostic } from '@/graph-engine/diagnostics/print';
import { beforeEach, expect, test, vi } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { SupersededError } from '@/graph-engine/training/checkpoints';
import type { TrainingClient } from '@/graph-engine/training/client';
import type { Answer, Request, TrainingEvent } from '@/graph-engine/training/protocol';
import { ViewFeed } from '@/components/views/view-feed';
import { MetricsLog, type Unkept } from './metrics-log';
import type { RunKey } from './run-key';
import type { Lost } from './shown-step';
import { Trainer, type TrainerOptions } from './trainer';
import { getTraining, idleTraining, takenBy, trainingStore } from './use-training';

const document = { id: 'doc', nodes: {}, wires: {}, training: {} } as unknown as HourglassDocument;

/** Workers in place of real ones: every request is kept, and each can be made to die. */
function setUp(answer: (request: Request, worker: number) => Answer | Promise<Answer>) {
  const workers: { readonly requests: Request[]; emit(event: TrainingEvent): void; crash(reason: string): void; closed: boolean }[] = [];
  const history = new Map<string, MetricsLog['recorded']>();
  const nameOf = ({ document, run }: RunKey): string => `${document} ${run}`;
  const options = {
    log: new MetricsLog(),
    feed: new ViewFeed(),
    history: {
      keep: vi.fn(async ({ key, rows, whole }: Unkept) => void history.set(nameOf(key), [...(whole ? [] : (history.get(nameOf(key)) ?? [])), ...rows])),
      load: vi.fn(async (key: RunKey) => history.get(nameOf(key)) ?? []),
    },
    shown: { note: vi.fn(), kept: vi.fn(), lost: vi.fn((): Lost | null => null) },
    mayKeep: vi.fn((): boolean => true),
    writerOf: vi.fn((): number | undefined => 7),
    tell: vi.fn(),
    fault: vi.fn(),
    onNotFinite: vi.fn(),
    connect(onCrash) {
      const listeners = new Set<(event: TrainingEvent) => void>();
      const worker = { requests: [] as Request[], emit: (event: TrainingEvent) => listeners.forEach((listener) => listener(event)), crash: onCrash, closed: false };
      const index = workers.push(worker) - 1;
      const client: TrainingClient = {
        request: async (request) => {
          worker.requests.push(request);
          return answer(request, index);
        },
        on: (listener) => {
          listeners.add(listener);
          return () => void listeners.delete(listener);
        },
        dispose: () => undefined,
      };
      return { client, close: () => void (worker.closed = true) };
    },
  } satisfies TrainerOptions;
  return { workers, options, history, trainer: new Trainer(options) };
}
const opened = (step: number | null, run = 'kept'): Answer => ({ kind: 'opened', backend: 'wasm', fallbacks: [], restored: step === null ? null : { step, run }, taken: null, unread: null });
const usual = (request: Request): Answer => (request.kind === 'open' ? opened(request.restore ? 40 : null) : { kind: 'ok' });
const row = (step: number, loss: number) => ({ step, epoch: 0, set: 'train' as const, values: { loss } });
const kinds = (requests: readonly Request[]): string[] => requests.map((request) => (request.kind === 'open' ? `open ${request.restore ? 'restored' : 'fresh'}` : request.kind));

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
  expect(options.history.keep).toHaveBeenCalledWith({ key: options.log.key, rows: [row(0, 3), row(1, 2)], whole: false }, 7);
});

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

test("a refusal is the user's, an internal error is ours", async () => {
  const errors = [Object.assign(new Error('Digits has no data.'), { internal: false }), Object.assign(new Error('internal: lost'), { internal: true })];
  const { trainer, options } = setUp(() => Promise.reject(errors.shift()!));
  expect(await trainer.open(document, {}, false)).toBe(false);
  expect(options.tell).toHaveBeenCalledWith(expect.any(String), 'bad', 'Digits has no data.');
  expect(options.fault).not.toHaveBeenCalled();
  expect(await trainer.open(document, {}, false)).toBe(false);
  expect(options.fault).toHaveBeenCalledOnce();
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

test('a run that ends for want of memory is told as something the user can mend', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'failed', message: 'The model needs more memory than can be had here (5,000 MiB). Make the batch or the layers smaller.', stack: '' });
  expect(options.fault).not.toHaveBeenCalled();
  expect(options.tell).toHaveBeenCalledWith('Training stopped', 'bad', expect.stringContaining('Make the batch'));
  workers[0]!.emit({ kind: 'failed', message: 'internal: something of ours', stack: '' });
  expect(options.fault).toHaveBeenCalledOnce();
});

test('what computes slowly is told, once and with the reason, unless it was asked for', async () => {
  const reason = 'WebAssembly has no SIMD here.';
  const { trainer, options } = setUp((request) => (request.kind === 'open' ? { kind: 'opened', backend: 'tfjs-wasm', fallbacks: [{ backend: 'wasm', reason }], restored: null, taken: null, unread: null } : { kind: 'ok' }));
  trainingStore.setState({ backendChoice: 'tfjs-wasm' });
  await trainer.open(document, {}, false);
  expect(options.tell).not.toHaveBeenCalled();
  trainingStore.setState({ backendChoice: 'auto' });
  await trainer.open(document, {}, false);
  await trainer.open(document, {}, false);
  expect(options.tell).toHaveBeenCalledOnce();
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('slow'), 'bad', reason);
});

const other = { ...document, id: 'other' };
const steps = (rows: MetricsLog['recorded'] | undefined): readonly number[] | undefined => rows?.map(({ step }) => step);

test('another document in the middle of a run: the last words of the run go to its own curves, and to no others', async () => {
  const { trainer, workers, options, history } = setUp((request, worker) => {
    if (request.kind === 'dispose') {
      workers[worker]!.emit({ kind: 'metrics', rows: [row(2, 1)] });
      workers[worker]!.emit({ kind: 'progress', progress: { step: 3, steps: 9, epoch: 0, epochs: 1, kept: null, stepMs: 1, secondsLeft: 1 } });
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
  workers[0]!.emit({ kind: 'progress', progress: { step: 2, steps: 9, epoch: 0, epochs: 1, kept: null, stepMs: 1, secondsLeft: 1 } });
  await trainer.open(document, {}, false);
  expect(options.log.key!.run).not.toBe(first.run);
  expect(options.log.steps).toEqual([]);
  expect(getTraining()).toMatchObject({ progress: null, loss: null });
  workers[0]!.emit({ kind: 'metrics', rows: [row(0, 5)] });
  workers[0]!.emit({ kind: 'state', state: 'paused' });
  await vi.waitFor(() => expect(steps(history.get(`doc ${options.log.key!.run}`))).toEqual([0]));
  expect(steps(history.get(`doc ${first.run}`))).toEqual([0, 1, 2]);
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
    workers[0]!.emit({ kind: 'progress', progress: { step: 1, steps: 9, epoch: 0, epochs: 1, kept: null, stepMs: 1, secondsLeft: 1 } });
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

test('a changed model says what it begins with, once for each way it has changed', async () => {
  const taken = { kept: 4, fresh: ['kernel of Dense 2 in Encoder'], step: 40, changed: 'model' as const };
  const answers = [taken, taken, { ...taken, fresh: [] }, null, taken];
  const { trainer, options } = setUp((request) => (request.kind === 'open' ? { kind: 'opened', backend: 'wasm', fallbacks: [], restored: null, taken: answers.shift() ?? null, unread: null } : { kind: 'ok' }));
  const told: number[] = [];
  for (let i = 0; i < 5; i++) {
    await trainer.open(document, {}, true);
    told.push(options.tell.mock.calls.length);
  }
  expect(told).toEqual([1, 1, 2, 2, 3]);
  expect(options.tell).toHaveBeenCalledWith('The model has changed, and keeps the weights that fit', 'good', expect.stringContaining('These start fresh: kernel of Dense 2 in Encoder.'));
  expect(takenBy(getTraining())).toEqual(taken);
});

test('a run that goes on beyond its end says what moves', async () => {
  const { trainer, workers, options } = setUp(usual);
  await trainer.open(document, {}, false);
  workers[0]!.emit({ kind: 'longer', reason: 'The run is longer than it was to be.' });
  expect(options.tell).toHaveBeenCalledWith(expect.stringContaining('beyond its end'), 'plain', 'The run is longer than it was to be.');
});

test('a page that becomes the writer while the model is being opened opens it again, with what is kept until then', async () => {
  const { trainer, workers, options } = setUp((request) => {
    if (request.kind === 'open') options.mayKeep.mockReturnValue(true);
    return usual(request);
  });
  options.mayKeep.mockReturnValue(false);
  await trainer.open(document, {}, true);
  expect(workers[0]!.requests.map((request) => (request.kind === 'open' ? request.keeps : request.kind))).toEqual([false, true]);
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
