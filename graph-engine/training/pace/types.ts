import type { BackendName } from '../../runtime/backends/definition';

/** What a training step of a model takes on a backend. */
export interface Pace {
  readonly backend: BackendName;
  /** Milliseconds; null where it was not measured. */
  readonly ms: number | null;
  /** Why it was not measured, or not to the end, as a sentence for the user. */
  readonly reason: string | null;
}
