/** A trainer with workers in place of real ones, for the tests of the page's side of training. */
import { vi } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { TrainingClient } from '@/graph-engine/training/client';
import type { Answer, Request, TrainingEvent } from '@/graph-engine/training/protocol';
import { ViewFeed } from '../view-feed';
import { MetricsLog, type Unkept } from '../metrics-log';
import type { RunKey } from '../run-key';
import type { Lost } from '../shown-step';
import { WorkerTrainer, type WorkerTrainerOptions } from '../worker-trainer';

export const document = { id: 'doc', nodes: {}, wires: {}, training: {} } as unknown as HourglassDocument;

/** Workers in place of real ones: every request is kept, and each can be made to die. */
export function setUp(answer: (request: Request, worker: number) => Answer | Promise<Answer>) {
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
  } satisfies WorkerTrainerOptions;
  return { workers, options, history, trainer: new WorkerTrainer(options) };
}
export const opened = (step: number | null, run = 'kept'): Answer => ({ kind: 'opened', backend: 'wasm', fallbacks: [], paces: [], restored: step === null ? null : { step, run }, taken: null, unread: null, figures: [], data: 'f00' });
export const usual = (request: Request): Answer => (request.kind === 'open' ? opened(request.restore ? 40 : null) : { kind: 'ok' });
export const row = (step: number, loss: number) => ({ step, epoch: 0, set: 'train' as const, values: { loss } });
export const kinds = (requests: readonly Request[]): string[] => requests.map((request) => (request.kind === 'open' ? `open ${request.restore ? 'restored' : 'fresh'}` : request.kind));
export const other = { ...document, id: 'other' };
export const steps = (rows: MetricsLog['recorded'] | undefined): readonly number[] | undefined => rows?.map(({ step }) => step);
