/**
 * Tells that a worker is gone, of which the browser itself says nothing (out of memory, closed from within): the worker
 * holds a lock for as long as it lives, and the page waits for that lock.
 */
const never = new Promise<never>(() => undefined);

/** In the worker: resolves once the lock is held. Pages that are not from https or localhost have no locks. */
export function holdLifeLine(name: string): Promise<void> {
  if (!('locks' in navigator)) return Promise.resolve();
  return new Promise((held, failed) => {
    navigator.locks
      .request(name, () => {
        held();
        return never;
      })
      .catch(failed);
  });
}

/** In the page, once the worker holds the lock: calls `gone` when it is free, unless `signal` is aborted before. */
export function followLifeLine(name: string, gone: () => void, signal: AbortSignal): void {
  if (!('locks' in navigator)) return;
  navigator.locks.request(name, { signal }, () => gone()).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
