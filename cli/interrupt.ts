/** Ctrl+C, or the end of the terminal, while something runs that can stop in good order. */
import { constants } from 'node:os';

/** One press can arrive twice: from the terminal, and from the program that started this one. */
const SAME_PRESS_MS = 500;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interrupt {
  /** The exit status that tells of the signal (130 for Ctrl+C), or null. */
  readonly status: () => number | null;
  /** Back to what signals do otherwise. */
  release(): void;
}

/** The first signal is remembered, for the work to see; a second one ends the program at once. */
export function catchInterrupt(onFirst: () => void): Interrupt {
  let status: number | null = null;
  let first = 0;
  const handle = (signal: (typeof signals)[number]): void => {
    if (status === null) {
      status = 128 + constants.signals[signal];
      first = performance.now();
      onFirst();
    } else if (performance.now() - first > SAME_PRESS_MS) process.exit(status);
  };
  for (const signal of signals) process.on(signal, handle);
  return {
    status: () => status,
    release: () => {
      for (const signal of signals) process.off(signal, handle);
    },
  };
}
