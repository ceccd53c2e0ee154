/** Progress and cancelling for loaders that make their items one by one. */
import type { LoadOptions } from './definition';

/** To be called before each item: reports a hundred times at most, and throws the reason of an aborted signal. */
export function reportEvery(options: LoadOptions, count: number): (item: number) => void {
  const every = Math.max(1, Math.ceil(count / 100));
  return (item) => {
    if (item % every !== 0) return;
    options.signal?.throwIfAborted();
    options.onProgress?.(item, count);
  };
}
