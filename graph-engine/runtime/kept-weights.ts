/** The last weights that are known to be good. */
import type { ParameterStore, StoreCopy } from './device';

interface Copy {
  readonly step: number;
  readonly values: StoreCopy;
}

export class KeptWeights {
  #good: Copy | null = null;
  #candidate: Copy | null = null;

  constructor(private readonly store: ParameterStore) {}

  private copy(step: number): Copy {
    return { step, values: this.store.copy() };
  }
  private free(copy: Copy | null): void {
    copy?.values.dispose();
  }
  /** Remembers the weights before step `step`, which is about to try them. */
  keepCandidate(step: number): void {
    this.free(this.#candidate);
    this.#candidate = this.copy(step);
  }
  /** The step gave finite values, so the weights it started from are good. */
  acceptCandidate(): void {
    this.free(this.#good);
    this.#good = this.#candidate;
    this.#candidate = null;
  }
  /** Puts the good weights back; those that the run started with, when no step has succeeded. Returns the step they are of. */
  rollBack(): number {
    const back = this.#good ?? this.#candidate;
    if (!back) throw new Error('internal: there are no weights to go back to');
    back.values.restore();
    return back.step;
  }
  dispose(): void {
    this.free(this.#good);
    this.free(this.#candidate);
    this.#good = this.#candidate = null;
  }
}
