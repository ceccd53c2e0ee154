/**
 * Keeps the pictures of the model fresh: one request at a time, only what somebody looks at, each no more often than it
 * asks for, and never for more than half of the worker's time. Knows neither React nor the worker.
 */
import type { ViewRequest, ViewResult } from '@/graph-engine/training/protocol';

export interface ViewState {
  readonly result: ViewResult | null;
  readonly error: string | null;
  /** The result is of an earlier state of the model. */
  readonly stale: boolean;
  /** How long the worker took for it. */
  readonly ms?: number;
}
interface Entry {
  readonly request: ViewRequest;
  readonly listeners: Map<() => void, number>;
  state: ViewState;
  version: number;
  at: number;
}
export type SendView = (request: ViewRequest) => Promise<ViewResult>;

const EMPTY: ViewState = { result: null, error: null, stale: false };
const KEPT = 24;

export class ViewFeed {
  private readonly entries = new Map<string, Entry>();
  private send: SendView | null = null;
  private version = 1;
  private readonly hearers = new Set<(request: ViewRequest) => void>();
  private busy = false;
  private restUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Sets who answers; null while no model is open. Results of another model are forgotten unless `keep`. */
  connect(send: SendView | null, keep = false): void {
    this.send = send;
    this.version++;
    if (!keep) for (const entry of this.entries.values()) this.set(entry, EMPTY);
    this.pump();
  }
  /** The model has changed: what is looked at is asked for again. */
  invalidate(): void {
    this.version++;
    this.pump();
  }
  read(key: string): ViewState {
    return this.entries.get(key)?.state ?? EMPTY;
  }
  subscribe(request: ViewRequest, everyMs: number, listener: () => void): () => void {
    const key = keyOf(request);
    const entry = this.entries.get(key) ?? { request, listeners: new Map(), state: EMPTY, version: 0, at: -Infinity };
    this.entries.set(key, entry);
    entry.listeners.set(listener, everyMs);
    this.pump();
    return () => {
      entry.listeners.delete(listener);
      this.forgetUnused();
    };
  }

  /** The answer of that kind that somebody looks at now; null where there is none. */
  shown<K extends ViewResult['kind']>(kind: K): Extract<ViewResult, { readonly kind: K }> | null {
    const found = [...this.entries.values()].filter(({ listeners, state }) => listeners.size > 0 && state.result?.kind === kind).sort((a, b) => b.at - a.at)[0];
    return (found?.state.result ?? null) as Extract<ViewResult, { readonly kind: K }> | null;
  }
  /** Tells of every request that was answered; gives what ends that. */
  hear(hearer: (request: ViewRequest) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  private forgetUnused(): void {
    const unused = [...this.entries].filter(([, entry]) => entry.listeners.size === 0).sort((a, b) => a[1].at - b[1].at);
    for (const [key] of unused.slice(0, Math.max(0, unused.length - KEPT))) this.entries.delete(key);
  }
  private set(entry: Entry, state: ViewState): void {
    entry.state = state;
    for (const listener of entry.listeners.keys()) listener();
  }
  private dueAt(entry: Entry): number {
    return entry.at + Math.min(...entry.listeners.values());
  }
  private pump(): void {
    if (this.busy || !this.send) return;
    clearTimeout(this.timer);
    const waiting = [...this.entries.values()].filter((entry) => entry.listeners.size > 0 && entry.version !== this.version);
    if (waiting.length === 0) return;
    // Who has waited longest comes first, and before all who has no picture yet: where an answer takes longer than the time between two, the first would come again and again.
    const next = waiting.reduce((best, entry) => (this.dueAt(entry) < this.dueAt(best) ? entry : best));
    const wait = Math.max(this.restUntil, this.dueAt(next)) - performance.now();
    if (wait > 0) this.timer = setTimeout(() => this.pump(), wait);
    else void this.ask(next, this.send);
  }
  private async ask(entry: Entry, send: SendView): Promise<void> {
    this.busy = true;
    const { version } = this;
    const start = performance.now();
    let state: ViewState;
    try {
      state = { result: await send(entry.request), error: null, stale: false, ms: performance.now() - start };
    } catch (error) {
      state = { ...entry.state, error: error instanceof Error ? error.message : String(error) };
    }
    const end = performance.now();
    this.busy = false;
    // An answer of a model that was closed meanwhile is not shown, and how long a worker took that hung tells nothing of the next.
    if (this.send === send) {
      this.restUntil = end + (end - start);
      entry.at = end;
      entry.version = version;
      this.set(entry, state);
      if (state.error === null) for (const hear of this.hearers) hear(entry.request);
    }
    this.pump();
  }
}

export const keyOf = (request: ViewRequest): string => JSON.stringify(request);
export const viewFeed = new ViewFeed();
